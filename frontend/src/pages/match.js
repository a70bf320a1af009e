// The map beside the parcels that suit a project: what was found stands out, sets have one outline.

import { framedMap } from "../lib/frame.js";
import { config } from "../map/config.js";

const { ids, boxes, sets, part } = config().match;
const rows = [...document.querySelectorAll(".suited > li")];
const boxOf = (row) => row.dataset.bbox.split(",").map(Number);
const idsOf = (row) => (row.dataset.ids ?? row.dataset.id).split(",");
start();

async function start() {
  const map = await framedMap();
  if (ids.length === 0) return;
  map.filter({ ids: new Set(ids) });
  map.show(around(boxes), { animate: false, maxZoom: 16 });
  map.leaflet.createPane("sets");
  for (const shape of sets) {
    L.geoJSON(shape, { pane: "sets", interactive: false, style: { fill: false, weight: 3, className: "set-outline" } }).addTo(map.leaflet);
  }
  if (part) {
    L.geoJSON(part.geometry, { pane: "sets", interactive: false, style: { weight: 3, className: "part-outline" } }).addTo(map.leaflet);
    map.show(part.bbox, { animate: false, maxZoom: 17 });
  }
  for (const row of rows) {
    row.addEventListener("mouseenter", () => map.select(idsOf(row)));
    row.addEventListener("focusin", () => map.select(idsOf(row)));
    row.addEventListener("click", (event) => {
      if (!event.target.closest("a, summary")) map.show(boxOf(row));
    });
  }
  map.on("click", ({ id }) => {
    const row = rows.find((one) => idsOf(one).includes(id));
    if (!row) return;
    row.scrollIntoView({ block: "nearest" });
    map.select(idsOf(row));
  });
}

const around = (all) => [0, 1, 2, 3].map((at) => (at < 2 ? Math.min : Math.max)(...all.map((box) => box[at])));
