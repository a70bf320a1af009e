// Somebody was faster: who, when, what; and for each field, whose value shall stand.

import { ask } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { inTurn, momentText } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { shownValue } from "./field_row.js";

const NAMED = 3;

/** What others wrote about a parcel since a version: [{who, when, says, seq}], newest first. */
export async function since(id, version) {
  const { lines } = await ask(`/api/parcels/${encodeURIComponent(id)}/history?lang=${config().lang}`);
  return lines.filter(({ seq }) => seq > (version ?? 0)).map((line) => ({
    seq: line.seq, who: line.actor_name ?? line.actor, when: momentText(line.recorded_at), says: line.sentences, fields: line.changes.map(({ field }) => field),
  }));
}

/** The lines of `since` as a list. */
export const sinceList = (lines) => el("ul", { class: "since" }, ...lines.map(({ seq, who, when, says }) =>
  el("li", {}, el("b", { text: `${who} · ${when} · #${seq}` }), el("span", { text: inTurn(says) }))));

/**
 * A box in which the officer chooses field by field; it fires "chosen" with {mine: Set of fields}.
 * Theirs is what is chosen at first.
 */
export async function choices({ conflicts, seen, mine, fields }) {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const told = await Promise.all(conflicts.slice(0, NAMED).map(async ({ id }) => [id, await since(id, seen.get(id)?.version).catch(() => [])]));
  const [first] = conflicts;
  const rows = Object.entries(mine).map(([name, value]) => row(byName.get(name) ?? { name, label: name, codes: [] }, {
    base: seen.get(first.id)?.fields?.[name], theirs: first.theirs?.[name], mine: value, one: conflicts.length === 1,
  }));
  const go = el("button", { type: "button", class: "button", text: word("Save as chosen") });
  const box = el("section", { class: "theirs", role: "alert" },
    el("p", { class: "clash-head", text: word("Somebody was faster. Nothing was saved; what you typed is kept.") }),
    ...told.flatMap(([id, lines]) => [el("h3", { text: id }), sinceList(lines)]),
    el("table", {}, el("thead", {}, el("tr", {}, ...[word("Field"), word("You saw"), word("Theirs"), word("Yours")].map((text) => el("th", { text })))), el("tbody", {}, ...rows)),
    el("p", {}, go));
  go.addEventListener("click", () => {
    const chosen = new Set([...box.querySelectorAll("input[value=mine]:checked")].map(({ name }) => name.slice("whose-".length)));
    box.dispatchEvent(new CustomEvent("chosen", { detail: { mine: chosen } }));
  });
  return box;
}

function row(field, { base, theirs, mine, one }) {
  const name = `whose-${field.name}`;
  const radio = (value, text) => {
    const input = el("input", { type: "radio", name, value });
    input.checked = value === "theirs";
    return el("td", {}, el("label", {}, input, el("span", { text })));
  };
  return el("tr", {}, el("th", { scope: "row", text: field.label }), el("td", { text: one ? shownValue(field, base) : "" }),
    radio("theirs", one ? shownValue(field, theirs) : word("what stands there")), radio("mine", shownValue(field, mine)));
}
