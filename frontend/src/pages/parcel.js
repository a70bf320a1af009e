// The data sheet's small map: the parcel in the middle, outlined; news of it loads the sheet again.

import { copyButton } from "../lib/copying.js";
import { byId } from "../lib/dom.js";
import { framedMap } from "../lib/frame.js";
import { config } from "../map/config.js";

start(config().parcel);
copyButton(byId("share-copy"), () => byId("share-address").value);

async function start({ id, bbox }) {
  const map = await framedMap();
  map.leaflet.scrollWheelZoom.disable();
  if (matchMedia("(pointer: coarse)").matches) map.leaflet.dragging.disable(); // the page scrolls instead
  map.show(bbox, { padding: [72, 72], animate: false });
  map.select([id]);
  map.on("click", (event) => {
    map.select([id]);
    if (event.id !== null && event.id !== id) location.assign(`/parcels/${encodeURIComponent(event.id)}`);
  });
  map.on("changes", ({ changed, gone }) => {
    if (gone.includes(id) || changed.some((facts) => facts.id === id)) location.reload();
  });
}
