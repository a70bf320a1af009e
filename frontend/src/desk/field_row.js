// One field of a form: its word, input, unit, help, who reads it, and what is wrong with it.

import { ask, withQuery } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { listed } from "../lib/texts.js";
import { config, word } from "../map/config.js";

const LONG = new Set(["progress", "bounds", "offer_terms"]); // texts of some sentences
const BETWEEN = /[、,，;；]/;

/** The row of a field as /api/fields tells it; `parcel` is the one it is about, if it is one. */
export function fieldRow(field, { value, many, drafted, parcel = null }) {
  const id = `fact-${field.name}`;
  const input = inputOf(field, id, value, many);
  return el("div", { class: `fact${drafted ? " is-draft" : ""}`, "data-field": field.name },
    el("label", { for: id }, el("span", { text: field.label }), field.unit ? el("small", { text: field.unit }) : null,
      field.public ? el("span", { class: "tag", text: word("public") }) : null),
    input,
    field.name === "bounds" && parcel ? fromAround(input, parcel) : null,
    field.help ? el("p", { class: "hint", id: `${id}-help`, text: field.help }) : null,
    field.source ? el("p", { class: "hint fact-source", text: word("Read from: %(source)s", { source: field.source }) }) : null,
    el("p", { class: "fact-wrong", id: `${id}-wrong`, role: "alert" }));
}

function inputOf(field, id, value, many) {
  const known = { id, "data-field": field.name, "data-kind": field.kind, "aria-describedby": `${id}-help ${id}-wrong` };
  const keep = many ? word("leave as it is") : "";
  if (field.kind === "flag") return options(known, [["", keep], ["yes", word("yes")], ["no", word("no")]], flagOf(value));
  if (field.kind === "codes") return boxes(field, known, value ?? []);
  if (field.codes.length && field.name !== "land_use_code") return options(known, [["", keep], ...field.codes], value ?? "");
  const text = value === undefined || value === null ? "" : String(value);
  if (LONG.has(field.name)) return el("textarea", { ...known, rows: field.name === "progress" ? "2" : "4", placeholder: keep, text });
  const type = field.kind === "date" ? "date" : "text";
  const numbers = field.kind === "number" || field.kind === "area" ? { inputmode: "decimal" } : {};
  return el("input", { ...known, ...numbers, type, value: text, placeholder: keep, autocomplete: "off" });
}

/** A box for each code; those that are ticked are the value. */
function boxes(field, { id, ...known }, chosen) {
  return el("div", { class: "fact-codes", id, role: "group", "aria-label": field.label }, ...field.codes.map(([code, text]) => {
    const box = el("input", { ...known, type: "checkbox", value: code });
    box.checked = chosen.includes(code);
    return el("label", { class: "check" }, box, el("span", { text }));
  }));
}

/** The codes that are ticked in the group of a box; null for none. */
export function ticked(box) {
  const codes = [...box.closest(".fact-codes").querySelectorAll("input:checked")].map(({ value }) => value);
  return codes.length ? codes : null;
}

/** Fills the field in with what the neighbours and streets tell. */
function fromAround(input, parcel) {
  const button = el("button", { type: "button", class: "quiet fact-around", text: word("Work out from neighbours and streets") });
  button.addEventListener("click", async () => {
    const { computed } = await ask(withQuery(`/api/parcels/${encodeURIComponent(parcel)}/bounds`, { lang: config().lang })).catch(() => ({}));
    if (!computed) button.replaceWith(el("p", { class: "hint", text: word("Nothing named lies around it.") }));
    else {
      input.value = computed;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  return button;
}

const flagOf = (value) => ({ true: "yes", false: "no" })[value] ?? (["yes", "no"].includes(value) ? value : "");

function options(known, pairs, chosen) {
  const select = el("select", known, ...pairs.map(([code, text]) => el("option", { value: code, text })));
  if (chosen && !pairs.some(([code]) => code === chosen)) select.append(el("option", { value: chosen, text: chosen }));
  select.value = chosen;
  return select;
}

/** A value as people read it. */
export function shownValue(field, value) {
  if (value === undefined || value === null || value === "") return word("(empty)");
  if (value === true) return word("yes");
  if (value === false) return word("no");
  if (Array.isArray(value)) return wordsOf(field, value);
  const named = field?.codes.find(([code]) => code === value);
  return `${named ? named[1] : value}${field?.unit ? ` ${field.unit}` : ""}`;
}

/** The words of several codes as one text. */
export function wordsOf(field, codes) {
  const words = new Map(field?.codes ?? []);
  return listed((codes ?? []).map((code) => words.get(code) ?? code));
}

/** The codes of a text of words; what is no word stays as it is typed, and the server says so. */
export function codesOf(field, text) {
  const codes = new Map(field.codes.map(([code, named]) => [named.toLowerCase(), code]));
  const found = text.split(BETWEEN).map((one) => one.trim()).filter(Boolean);
  return [...new Set(found.map((one) => codes.get(one.toLowerCase()) ?? one))];
}

/** Whether two values of a field are the same; lists of codes by what they hold. */
export const sameValue = (a, b) => a === b || (Array.isArray(a) && Array.isArray(b) && a.join() === b.join());
