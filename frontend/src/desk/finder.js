// Finding parcels on the desk: numbers are selected at once; words, a park and a status are the filter.

import { word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { byId, el, say } from "../lib/dom.js";
import { badge } from "../lib/texts.js";
import { addKey } from "./keys.js";
import { pastedIds } from "./preview.js";
import { byIds } from "./selected.js";

const SHOWN = 30;
const FROM = "finder";

/** Wire #finder to the selection and the filter; `/` goes to it. */
export function finder(desk) {
  const field = byId("find");
  desk.map.on("select", () => !desk.selected.ids.length && say(byId("find-say"), ""));
  const go = () => find(desk, field.value.trim());
  addKey("/", { group: word("Select"), says: word("Search, or paste numbers"), run: () => field.focus() });
  for (const name of ["find-park", "find-status"]) byId(name).addEventListener("change", go);
  byId("finder").addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    go();
  });
  desk.on("filter", (from) => from !== FROM && follow(desk));
  follow(desk);
  if (desk.filter.on) void desk.filter.count();
}

/** The filter was set elsewhere: show it here; what was found before is gone. */
function follow({ filter }) {
  const { q, park, s } = filter.values;
  byId("find").value = q;
  byId("find-park").value = park;
  byId("find-status").value = s;
  byId("found").hidden = true;
  say(byId("find-say"), "");
}

async function find(desk, text) {
  const found = byId("found");
  const { filter } = desk;
  found.hidden = true;
  say(byId("find-say"), word("Loading…"));
  const chosen = { park: byId("find-park").value, s: byId("find-status").value };
  try {
    if (text && await findIds(desk, text)) return filter.set(chosen, FROM);
    await filter.set({ q: text, ...chosen }, FROM);
    if (!text && !chosen.park && !chosen.s) return say(byId("find-say"), "");
    const page = await filter.rows(0, SHOWN);
    desk.selected.learn(page.rows);
    say(byId("find-say"), page.matched ? word("%(n)s found", { n: page.matched }) : word("No parcel found. Check the number, or search for a part of the name."));
    const all = page.matched > 1 ? [el("li", {}, el("button", { type: "button", class: "found-all", onclick: () => selectAll(desk), text: word("Select all %(n)s", { n: page.matched }) }))] : [];
    found.replaceChildren(...all, ...page.rows.map((item) => row(desk.selected, item)));
    found.hidden = !page.rows.length;
  } catch (error) {
    say(byId("find-say"), error.message, "stop");
  }
  return undefined;
}

/** "1 selected", and how many that are with those that were selected before, perhaps out of sight. */
function addedText(selected, n) {
  const all = selected.ids.length;
  const added = word("%(n)s selected", { n });
  return all > n ? `${added} · ${word("%(n)s in all", { n: all })}` : added;
}

/** Select all that the filter lets through, up to what one entry takes. */
async function selectAll({ filter, map }) {
  try {
    const { rows, says } = await filter.selectAll();
    map.show(around(rows.map((item) => item.bbox)), { maxZoom: 17 });
    say(byId("find-say"), says);
  } catch (error) {
    say(byId("find-say"), error.message, "stop");
  }
}

/** Select what is written as numbers; true if at least one of them is in the record. */
async function findIds({ selected, filter }, text) {
  const ids = pastedIds(text);
  const { items, missing } = await byIds(ids);
  if (!items.length) return false;
  selected.learn(items);
  selected.set([...new Set([...selected.ids, ...items.map((item) => item.id)])]);
  selected.map.show(around(items.map((item) => item.bbox)), { maxZoom: 17 });
  if (!missing.length) byId("find").value = filter.values.q; // done with: the filter stands there again
  const parts = [addedText(selected, items.length)];
  if (missing.length) parts.push(word("Not in the record: %(ids)s", { ids: missing.join(" ") }));
  say(byId("find-say"), parts.join(" · "));
  return true;
}

function row(selected, item) {
  const choose = () => {
    selected.set([...new Set([...selected.ids, item.id])]);
    selected.map.show(item.bbox, { maxZoom: 17 });
  };
  return el("li", {}, el("button", { type: "button", onclick: choose },
    badge(item.s), el("span", {}, item.name || item.id, item.name ? el("small", { text: ` ${item.id}` }) : ""), el("span", { text: `${muText(item.mu)} ${word("mu")}` })));
}

/** One [w, s, e, n] around all. */
export function around(boxes) {
  return [
    Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3])),
  ];
}
