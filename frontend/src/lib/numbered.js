// Parcels of a page on its map: outlined, each with the number that it has in the list.

import { config } from "../map/config.js";
import { framedMap } from "./frame.js";

/** Start the map of a page of several parcels. */
export async function numberedMap() {
  const { numbered, numbered_bbox: bbox } = config();
  const map = await framedMap();
  map.leaflet.scrollWheelZoom.disable();
  if (matchMedia("(pointer: coarse)").matches) map.leaflet.dragging.disable(); // the page scrolls instead
  const show = () => map.show(bbox, { padding: [48, 48], maxZoom: 17, animate: false });
  const ids = numbered.map(({ id }) => id);
  show();
  map.select(ids);
  for (const one of numbered) mark(map.leaflet, one);
  map.on("click", ({ id }) => {
    map.select(ids);
    if (ids.includes(id)) location.assign(`/parcels/${encodeURIComponent(id)}`);
  });
  addEventListener("beforeprint", () => {
    map.leaflet.invalidateSize({ animate: false });
    show();
  });
}

/** A number at its place, [lng, lat]. */
function mark(leaflet, { n, place: [lng, lat] }) {
  const sign = document.createElement("span");
  sign.className = "short-n";
  sign.textContent = String(n);
  const icon = L.divIcon({ html: sign, className: "short-pin", iconSize: [24, 24] });
  L.marker([lat, lng], { icon, interactive: false, keyboard: false }).addTo(leaflet);
}
