// The short list: without ids in the address it goes to the browser's own; what is done to that one
// is kept, and a list that came by a link is taken over when asked.

import { copyButton } from "../lib/copying.js";
import { byId } from "../lib/dom.js";
import { ids, keep, listAddress, MOST, namedIds, onChange, sameParcels } from "../lib/short_list.js";
import { numberedMap } from "../lib/numbered.js";

const MOST_COMPARED = 4;

const named = namedIds(location.search);

followLinks();
if (byId("short-empty")) openOwn();
else start();

function openOwn() {
  const own = ids();
  if (own.length > 0 && named.length === 0) location.replace(listAddress(own));
}

function start() {
  const shown = [...document.querySelectorAll("input[name=ids]")].map((one) => one.value);
  copyButton(document.querySelector("[data-copy]"), () => location.href);
  watchTicks();
  offerToKeep(shown);
  numberedMap();
}

/** What is moved or taken off is kept, if the page shows this browser's own list. */
function followLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-list]");
    if (link && sameParcels(named, ids())) keep(JSON.parse(link.dataset.list));
  });
}

/** A list that came by a link stands beside this browser's own until somebody takes it over. */
function offerToKeep(shown) {
  const note = byId("short-other");
  const button = byId("short-keep");
  const show = () => {
    note.hidden = shown.every((id) => ids().includes(id));
  };
  button.addEventListener("click", () => keep([...new Set([...ids(), ...shown])].slice(0, MOST)));
  onChange(show);
  show();
}

/** Two to four may be ticked. */
function watchTicks() {
  const boxes = [...document.querySelectorAll("input[name=ids]")];
  const button = byId("short-compare").querySelector("button");
  const show = () => {
    const ticked = boxes.filter((one) => one.checked).length;
    button.disabled = ticked < 2;
    for (const one of boxes) one.disabled = !one.checked && ticked >= MOST_COMPARED;
  };
  for (const one of boxes) one.addEventListener("change", show);
  show();
}
