// Parcels side by side: the map, copying and printing; the table works without any of this.

import { copyButton } from "../lib/copying.js";
import { byId } from "../lib/dom.js";
import { numberedMap } from "../lib/numbered.js";

const print = document.querySelector("[data-print]");
if (print) {
  print.disabled = false;
  print.addEventListener("click", () => window.print());
}
copyButton(document.querySelector("[data-copy]"), () => location.href);
if (byId("map-frame")) numberedMap();
