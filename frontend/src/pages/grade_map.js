// Parcels by the grades of their enterprises, asked for of an address that only staff may read.

import { ask } from "../lib/ask.js";
import { byId, el } from "../lib/dom.js";
import { framedMap } from "../lib/frame.js";
import { config, word } from "../map/config.js";

const REST = "other"; // land without an enterprise

start();

async function start() {
  const [map, told] = await Promise.all([framedMap(), ask(config().grades)]);
  const firms = new Map(told.parcels.map((one) => [one.id, one.firms]));
  map.paintAs(Object.fromEntries(told.parcels.map(({ id, s }) => [id, s])), REST);
  map.on("click", ({ id }) => id !== null && show(id, firms.get(id) ?? []));
  document.documentElement.classList.add("is-graded");
}

function show(id, firms) {
  byId("picked").replaceChildren(
    el("p", {}, el("a", { href: `/parcels/${encodeURIComponent(id)}`, text: id })),
    firms.length ? el("ul", {}, ...firms.map(line)) : el("p", { class: "hint", text: word("No enterprise is recorded on it.") }),
  );
}

const line = ({ id, name, grade }) => el("li", {},
  el("b", { class: grade ? `grade grade-${grade}` : "grade", text: grade || word("no grade") }), " ",
  el("a", { href: `/enterprises/${encodeURIComponent(id)}`, text: name }));
