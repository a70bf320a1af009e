// What stands at the rim of the map: scale, north, and who made the basemap.

import { word } from "./config.js";

/** Add the scale, the north arrow and the line of credits. */
export function addFrame(parkMap) {
  const { leaflet } = parkMap;
  nameButtons(leaflet);
  const credits = L.DomUtil.create("p", "pm-credits");
  credits.hidden = true;
  leaflet.on("pmcredit", ({ text }) => {
    credits.textContent = text;
    credits.hidden = text === "";
  });
  add(leaflet, "bottomleft", credits); // in a bottom corner the last one added comes first
  L.control.scale({ imperial: false, maxWidth: 96 }).addTo(leaflet);
  const north = L.DomUtil.create("span", "pm-north");
  north.textContent = word("N");
  north.title = word("North is up");
  add(leaflet, "bottomleft", north);
}

function add(leaflet, position, element) {
  const control = L.control({ position });
  control.onAdd = () => element;
  control.addTo(leaflet);
}

/** Leaflet's own buttons speak English; give them the page's words. */
function nameButtons(leaflet) {
  const buttons = [[".leaflet-control-zoom-in", "Zoom in"], [".leaflet-control-zoom-out", "Zoom out"]];
  for (const [selector, text] of buttons) {
    const button = leaflet.getContainer().querySelector(selector);
    if (!button) continue;
    button.title = word(text);
    button.setAttribute("aria-label", word(text));
  }
}
