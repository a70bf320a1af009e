// Finding parcels on the desk: numbers are selected at once, words give a list to choose from.

import { config, word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { ask, withQuery } from "../lib/ask.js";
import { byId, el, say } from "../lib/dom.js";
import { badge } from "../lib/texts.js";
import { addKey } from "./keys.js";
import { pastedIds } from "./preview.js";
import { byIds } from "./selected.js";

const SHOWN = 30;
const PAGE = 1000;
const MOST = 2000; // parcels in one entry

/** Wire #finder to the selection; `/` goes to it. */
export function finder(selected) {
  const field = byId("find");
  selected.map.on("select", () => !selected.ids.length && say(byId("find-say"), ""));
  addKey("/", { group: word("Select"), says: word("Search, or paste numbers"), run: () => field.focus() });
  for (const name of ["find-park", "find-status"]) byId(name).addEventListener("change", () => find(selected, field.value.trim()));
  byId("finder").addEventListener("submit", (event) => {
    event.preventDefault();
    find(selected, field.value.trim());
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    find(selected, field.value.trim());
  });
}

async function find(selected, text) {
  const found = byId("found");
  found.hidden = true;
  const filter = { park: byId("find-park").value, s: byId("find-status").value };
  if (!text && !filter.park && !filter.s) return say(byId("find-say"), word("Write a number or a name, or choose a park or a status."));
  say(byId("find-say"), word("Loading…"));
  try {
    if (text && await findIds(selected, text)) return undefined;
    const { urls, lang } = config();
    const query = { q: text, ...filter, lang };
    const page = await ask(withQuery(urls.list, { ...query, limit: SHOWN }));
    selected.learn(page.items);
    say(byId("find-say"), page.matched ? word("%(n)s found", { n: page.matched }) : word("No parcel found. Check the number, or search for a part of the name."));
    const all = page.matched > 1 ? [el("li", {}, el("button", { type: "button", class: "found-all", onclick: () => selectAll(selected, query), text: word("Select all %(n)s", { n: page.matched }) }))] : [];
    found.replaceChildren(...all, ...page.items.map((item) => row(selected, item)));
    found.hidden = !page.items.length;
  } catch (error) {
    say(byId("find-say"), error.message, "stop");
  }
  return undefined;
}

/** Select everything that the search found, up to what one entry takes. */
async function selectAll(selected, query) {
  const items = [];
  let after = null;
  do {
    const page = await ask(withQuery(config().urls.list, { ...query, limit: PAGE, after }));
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < MOST);
  const some = items.slice(0, MOST);
  selected.learn(some);
  selected.set([...new Set([...selected.ids, ...some.map(({ id }) => id)])]);
  selected.map.show(around(some.map((item) => item.bbox)), { maxZoom: 17 });
  const cut = after ? ` ${word("One entry takes %(n)s; mark these first.", { n: MOST })}` : "";
  say(byId("find-say"), `${addedText(selected, some.length)}${cut}`);
}

/** "1 selected", and how many that are with those that were selected before, perhaps out of sight. */
function addedText(selected, n) {
  const all = selected.ids.length;
  const added = word("%(n)s selected", { n });
  return all > n ? `${added} · ${word("%(n)s in all", { n: all })}` : added;
}

/** Select what is written as numbers; true if at least one of them is in the record. */
async function findIds(selected, text) {
  const ids = pastedIds(text);
  const { items, missing } = await byIds(ids);
  if (!items.length) return false;
  selected.learn(items);
  selected.set([...new Set([...selected.ids, ...items.map((item) => item.id)])]);
  selected.map.show(around(items.map((item) => item.bbox)), { maxZoom: 17 });
  if (!missing.length) byId("find").value = ""; // done with: a filter then stands alone
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
