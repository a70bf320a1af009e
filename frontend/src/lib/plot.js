// One row of the list beside the map; templates/_plot.html writes the same on the server.

import { word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { el } from "./dom.js";
import { shortButton } from "./short_button.js";
import { badge, statusName } from "./texts.js";

/** The row of an item as /api/list gives it. */
export function plotRow(item) {
  const facts = [item.park_name, item.facts].filter(Boolean).join(" · ");
  return el("li", { class: "plot", "data-id": item.id },
    el("a", { class: "plot-link", href: `/parcels/${encodeURIComponent(item.id)}`, tabindex: "-1" },
      el("span", { class: "plot-head" },
        el("span", { class: "plot-name", text: item.name || item.id }),
        el("span", { class: "plot-id", text: item.id })),
      statusLine(item),
      el("span", { class: "plot-facts", text: facts })),
    outOfTurn(shortButton(item.id)));
}

/** What the tab key passes over: in a list of hundreds it stops at one row, list.js says which. */
function outOfTurn(part) {
  part.tabIndex = -1;
  return part;
}

function statusLine(item) {
  return el("span", { class: "plot-line" },
    el("b", { text: muText(item.mu) }), ` ${word("mu")} `, badge(item.s),
    el("span", { class: "plot-status", text: statusName(item.s) }), availability(item.avail));
}

function availability(avail) {
  if (!avail || avail.kind === "not_for_taking") return null;
  return el("span", { class: `plot-avail is-${avail.kind}`, text: avail.label });
}

/** Write what changed into a row that stands in the list. */
export function restyleRow(row, change) {
  row.querySelector(".plot-line")?.replaceWith(statusLine(change));
  const name = row.querySelector(".plot-name");
  if (name && change.name) name.textContent = change.name;
}
