// Parcels of a page on its map: outlined, each with the number that it has in the list.

import { config } from "../map/config.js";
import { asides } from "./asides.js";
import { framedMap } from "./frame.js";

const SIDE = 24; // of a number, as in shortlist.css

/** Start the map of a page of several parcels. */
export async function numberedMap() {
  const { numbered, numbered_bbox: bbox } = config();
  const map = await framedMap();
  map.leaflet.scrollWheelZoom.disable();
  if (matchMedia("(pointer: coarse)").matches) map.leaflet.dragging.disable(); // the page scrolls instead
  const show = () => map.show(bbox, { padding: [28, 28], maxZoom: 17, animate: false });
  const ids = numbered.map(({ id }) => id);
  show();
  map.select(ids);
  const markers = numbered.map((one) => mark(map.leaflet, one));
  const part = () => keepApart(map.leaflet, markers);
  map.leaflet.on("zoomend", part);
  part();
  map.on("click", ({ id }) => {
    map.select(ids);
    if (ids.includes(id)) location.assign(`/parcels/${encodeURIComponent(id)}`);
  });
  const refit = (printing) => {
    document.documentElement.classList.toggle("is-printing", printing);
    map.leaflet.invalidateSize({ animate: false });
    show();
  };
  addEventListener("beforeprint", () => refit(true));
  addEventListener("afterprint", () => refit(false));
}

/** Numbers that would cover each other move aside; what they mean lies below their middle or beside. */
function keepApart(leaflet, markers) {
  const places = markers.map((one) => leaflet.latLngToLayerPoint(one.getLatLng()));
  for (const [i, aside] of asides(places, SIDE).entries()) {
    markers[i].getElement().style.marginLeft = `${aside - SIDE / 2}px`;
  }
}

/** A number at its place, [lng, lat]. */
function mark(leaflet, { n, place: [lng, lat] }) {
  const sign = document.createElement("span");
  sign.className = "short-n";
  sign.textContent = String(n);
  const icon = L.divIcon({ html: sign, className: "short-pin", iconSize: [SIDE, SIDE] });
  return L.marker([lat, lng], { icon, interactive: false, keyboard: false }).addTo(leaflet);
}
