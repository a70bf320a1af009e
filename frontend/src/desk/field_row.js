// One field of a form: its word, input, unit, help, who reads it, and what is wrong with it.

import { el } from "../lib/dom.js";
import { word } from "../map/config.js";

/** The row of a field as /api/fields tells it. */
export function fieldRow(field, { value, many, drafted }) {
  const id = `fact-${field.name}`;
  const input = inputOf(field, id, value, many);
  return el("div", { class: `fact${drafted ? " is-draft" : ""}`, "data-field": field.name },
    el("label", { for: id }, el("span", { text: field.label }), field.unit ? el("small", { text: field.unit }) : null,
      field.public ? el("span", { class: "tag", text: word("public") }) : null),
    input,
    field.help ? el("p", { class: "hint", id: `${id}-help`, text: field.help }) : null,
    el("p", { class: "fact-wrong", id: `${id}-wrong`, role: "alert" }));
}

function inputOf(field, id, value, many) {
  const known = { id, "data-field": field.name, "data-kind": field.kind, "aria-describedby": `${id}-help ${id}-wrong` };
  const keep = many ? word("leave as it is") : "";
  if (field.kind === "flag") return options(known, [["", keep], ["yes", word("yes")], ["no", word("no")]], flagOf(value));
  if (field.codes.length && field.name !== "land_use_code") return options(known, [["", keep], ...field.codes], value ?? "");
  const text = value === undefined || value === null ? "" : String(value);
  if (field.name === "progress") return el("textarea", { ...known, rows: "2", placeholder: keep, text });
  const type = field.kind === "date" ? "date" : "text";
  const numbers = field.kind === "number" || field.kind === "area" ? { inputmode: "decimal" } : {};
  return el("input", { ...known, ...numbers, type, value: text, placeholder: keep, autocomplete: "off" });
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
  const named = field?.codes.find(([code]) => code === value);
  return `${named ? named[1] : value}${field?.unit ? ` ${field.unit}` : ""}`;
}
