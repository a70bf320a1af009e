// The third step: which column of the file is which field, with samples, kept by a name.

import { ask } from "../lib/ask.js";
import { byId, el } from "../lib/dom.js";
import { config, word } from "../map/config.js";
import { labelled } from "./upload.js";

const UNITS = { m2: "m²", mu: "mu", ha: "ha" };

/** Fill the body of the step. */
export function showColumns(wizard) {
  const { view } = wizard.work;
  if (!view.columns.length) {
    return [
      el("h2", { text: word("Columns and fields") }),
      el("p", { class: "empty", text: word("The file has boundaries and ids only; there is nothing to map.") }),
    ];
  }
  const chosen = chosenFor(wizard);
  const rows = view.columns.map((column, n) => columnRow(view, column, n, chosen));
  const table = el("table", { class: "imp-table" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col", text: word("Column of the file") }), el("th", { scope: "col", text: word("Becomes") }))),
    el("tbody", {}, ...rows));
  const name = el("input", { id: "save-as", maxlength: 64, autocomplete: "off" });
  const form = el("form", { class: "imp-form", novalidate: true },
    el("h2", { text: word("Columns and fields") }), profileRow(wizard), table,
    labelled(word("Keep this mapping as"), name, word("Such as the bureau's name; its next file begins with it")),
    el("p", { class: "imp-wrong", id: "columns-say", role: "alert", hidden: true }),
    wizard.work.open ? el("button", { class: "button-2", type: "submit", text: word("Map so and compare again") }) : null);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const columns = Object.fromEntries([...form.querySelectorAll("select[data-column]")].map((one) => [one.dataset.column, one.value]));
    const twice = sameTwice(form);
    if (twice) return wizard.wrong("columns-say", twice);
    return wizard.redo("mapping", { columns, ...(name.value.trim() ? { save_as: name.value } : {}) }, "columns-say");
  });
  return [form];
}

/** What was chosen and not sent yet, kept while other steps are looked at; it goes once the file is read anew. */
function chosenFor(wizard) {
  const read = JSON.stringify(wizard.work.view.columns);
  if (wizard.columns?.read !== read) wizard.columns = { read, values: new Map() };
  return wizard.columns.values;
}

function columnRow(view, { name, samples, target }, n, chosen) {
  const select = el("select", { id: `column-${n}`, "data-column": name });
  fill(select, view.kind);
  select.value = chosen.get(name) ?? target;
  const shown = samples.length ? samples.join(" · ") : word("no value");
  const about = el("small", { class: "hint imp-about", id: `column-${n}-about` });
  select.setAttribute("aria-describedby", about.id);
  const explain = () => explained(about, view.kind, select.value);
  select.addEventListener("change", () => {
    chosen.set(name, select.value);
    explain();
  });
  explain();
  return el("tr", {},
    el("td", {}, el("label", { for: `column-${n}`, text: name }), el("small", { class: "hint", text: shown })),
    el("td", {}, select, about));
}

/** What belongs in the field that is chosen, and which paper it is read from. */
function explained(about, kind, value) {
  const [name] = value.split(":");
  const field = config().import.targets[kind].find((one) => one.name === name);
  const source = field?.source ? word("Read from: %(source)s", { source: field.source }) : "";
  about.replaceChildren(...[field?.help, source].filter(Boolean).map((text) => el("span", { text })));
}

function fill(select, kind) {
  const targets = config().import.targets[kind];
  select.append(
    option("keep", word("Kept beside, as it is")), option("skip", word("Left out")),
    option("id", word("Id of the parcel")), option("effective_on", word("Effective date")));
  for (const group of new Set(targets.map((one) => one.group))) {
    const box = el("optgroup", { label: group });
    for (const one of targets.filter((each) => each.group === group)) {
      box.append(option(one.name, one.label, one.help));
      for (const unit of one.units) box.append(option(`${one.name}:${unit}`, `${one.label} (${unit === "mu" || unit === "ha" ? word(UNITS[unit]) : UNITS[unit]})`));
    }
    select.append(box);
  }
}

const option = (value, text, title) => el("option", { value, text, title });

/** Two columns that shall both be one field, told beside the second. */
function sameTwice(form) {
  const taken = new Map();
  for (const select of form.querySelectorAll("select[data-column]")) {
    select.classList.remove("is-wrong");
    const field = select.value.split(":")[0];
    if (field === "keep" || field === "skip") continue;
    if (taken.has(field)) {
      select.classList.add("is-wrong");
      select.focus();
      return word("The columns %(a)s and %(b)s cannot both be this field. Keep one.", { a: taken.get(field), b: select.dataset.column });
    }
    taken.set(field, select.dataset.column);
  }
  return "";
}

/** A mapping that was saved before. */
function profileRow(wizard) {
  const box = el("div", { class: "imp-profile", hidden: true });
  ask("/api/import-mappings").then(({ mappings }) => {
    if (!mappings.length) return;
    const select = el("select", { id: "profile" }, ...mappings.map(({ name }) => el("option", { value: name, text: name })));
    box.append(labelled(word("Saved mapping"), select), el("button", {
      type: "button", class: "button-2", text: word("Use it"),
      onclick: () => wizard.redo("mapping", { profile: select.value }, "columns-say"),
    }));
    box.hidden = false;
  }).catch(() => byId("columns-say") && wizard.wrong("columns-say", word("Saved mappings could not be loaded.")));
  return box;
}
