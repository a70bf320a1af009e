// The front door: the live map as a picture. It does not catch the wheel, and a parcel opens the map.

import { lots } from "../lib/texts.js";
import { framedMap } from "../lib/frame.js";
import { muText, sumByStyle } from "../map/numbers.js";

start();

async function start() {
  const map = await framedMap();
  map.leaflet.scrollWheelZoom.disable();
  if (matchMedia("(pointer: coarse)").matches) map.leaflet.dragging.disable(); // the page scrolls instead
  map.on("click", ({ id }) => {
    if (id !== null) location.assign(`/explore?id=${encodeURIComponent(id)}`);
  });
  map.on("changes", ({ totals }) => showFigures(totals));
}

function showFigures(totals) {
  for (const [code, sum] of sumByStyle(totals)) {
    const tile = document.querySelector(`.tile[data-s="${CSS.escape(code)}"]`);
    if (!tile) continue;
    tile.querySelector("[data-mu]").textContent = muText(sum.mu);
    tile.querySelector("[data-count]").textContent = lots(sum.count);
  }
}
