// Somebody was faster with land that is being edited: who, when, what, and the choice between
// leaving it as they left it and going on from there.

import { ask } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { word } from "../map/config.js";
import { since, sinceList } from "./theirs.js";

/** What others wrote since, as a box with both ways on; `leave` and `goOn` are called for them. */
export async function fasterBox(conflicts, { leave, goOn }) {
  const told = await Promise.all(conflicts.map(async ({ id, base }) => [el("h3", { text: id }), sinceList(await since(id, base).catch(() => []))]));
  return el("section", { class: "theirs", role: "alert" },
    el("p", { class: "clash-head", text: word("Somebody was faster. Nothing was saved; what you typed is kept.") }),
    el("p", { class: "hint", text: word("On the map: yours filled, theirs as a red line.") }),
    ...told.flat(), choice({ leave, goOn }));
}

/** Both ways on; theirs stands unless the other is chosen, so it comes first. */
export const choice = ({ leave, goOn }) => el("p", { class: "facts-acts" },
  el("button", { type: "button", class: "button", "data-act": "leave-theirs", text: word("Leave theirs"), onclick: leave }),
  el("button", { type: "button", class: "button-2", "data-act": "go-on", text: word("Go on from the new state"), onclick: goOn }));

/** These parcels as they are in the record now, those that have a boundary. */
export async function asTheyAre(ids) {
  const found = await Promise.all(ids.map((id) => ask(`/api/collections/parcels/items/${encodeURIComponent(id)}`).catch(() => null)));
  return found.filter((one) => one?.geometry);
}
