// The two side panels fold away and stay as they were left.

import { byId, later } from "../lib/dom.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";

const KEPT = "parkmap.desk.panels";
const SIDES = { queue: "[", picks: "]" };

/** Wire the fold buttons and their keys. */
export function panels(desk) {
  const main = document.querySelector("main.desk");
  const folded = new Set(read());
  const draw = later(() => desk.map.leaflet.invalidateSize({ pan: false }), 20);
  const show = () => {
    for (const side of Object.keys(SIDES)) {
      main.classList.toggle(`no-${side}`, folded.has(side));
      byId(`fold-${side}`).setAttribute("aria-expanded", String(!folded.has(side)));
    }
    draw();
  };
  const fold = (side) => {
    if (!folded.delete(side)) folded.add(side);
    write([...folded]);
    show();
  };
  const says = { queue: word("Fold or open the left panel"), picks: word("Fold or open the right panel") };
  for (const [side, key] of Object.entries(SIDES)) {
    byId(`fold-${side}`).addEventListener("click", () => fold(side));
    addKey(key, { group: word("Desk"), says: says[side], run: () => fold(side) });
  }
  show();
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? [];
  } catch {
    return []; // storage is shut off: panels open as they come
  }
}

function write(folded) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(folded));
  } catch {
    // as above
  }
}
