// One row of the differences: what it is, old and new field by field, and what becomes of it.

import { ask } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { listed } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { findingLine } from "./findings.js";

const M2 = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A row as the API gives it. */
export function rowLine(wizard, { id: key, properties: row }) {
  const title = row.parcel ?? word("Row %(n)s", { n: row.row });
  const detail = el("div", { class: "imp-detail", hidden: true });
  const opener = el("button", { type: "button", class: "imp-row-name", "aria-expanded": "false", onclick: () => {
    const open = detail.hidden;
    if (open && !detail.childElementCount) detail.append(...details(wizard, row));
    detail.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    wizard.overlay.focus(key);
  } }, el("b", { text: title }), el("span", { class: "hint", text: gist(row) }));
  return el("li", { "data-key": key }, el("div", { class: "imp-row" }, opener, choiceOf(wizard, key, row)), detail);
}

/** What it would do, in a few words. */
function gist(row) {
  const said = Object.keys(row.changes ?? {}).map(fieldName);
  if (row.moved_m !== null && row.moved_m !== undefined && row.verdict === "changed") said.push(word("boundary moved %(n)s m", { n: row.moved_m.toFixed(2) }));
  if (row.area_m2) said.push(`${M2.format(row.area_m2)} m²`);
  if (row.share) said.push(word("%(share)s of the outline shared", { share: `${(100 * row.share).toFixed(1)}%` }));
  const why = row.verdict === "held" ? "warning" : "error";
  const [worst] = (row.findings ?? []).filter(({ severity }) => severity === why);
  if (worst) said.push(worst.sentence);
  return said.join(" · ");
}

function choiceOf(wizard, key, row) {
  const { work } = wizard;
  const made = choiceMade(work, key, row);
  if (!work.open) for (const input of made?.querySelectorAll("input") ?? []) input.disabled = true;
  if (!work.open && made?.matches("input")) made.disabled = true;
  return made;
}

function choiceMade(work, key, row) {
  if (row.verdict === "gone") return retireBox(work, key, row);
  if (row.verdict === "held") return idField(work, key, row);
  if (row.verdict === "matched") return el("span", { class: "imp-choice" }, takeBox(work, key, row, word("It is %(id)s", { id: row.parcel })), idField(work, key, row));
  if (row.verdict === "new" || row.verdict === "changed") return takeBox(work, key, row, word("Take"));
  return null;
}

function takeBox(work, key, row, text) {
  const box = el("input", { type: "checkbox", "aria-label": `${text} ${row.parcel ?? row.row}` });
  box.checked = work.takes(key, row);
  box.addEventListener("change", () => work.choose(key, row, box.checked));
  return el("label", { class: "imp-check" }, box, text);
}

function idField(work, key, row) {
  const input = el("input", { class: "imp-id", "aria-label": word("Id for row %(n)s", { n: row.row }), placeholder: row.verdict === "matched" ? word("or another id") : word("id"), value: work.choices.ids.get(key) ?? "" });
  input.addEventListener("change", () => {
    const text = input.value.trim();
    if (text) work.choices.ids.set(key, text);
    else work.choices.ids.delete(key);
    work.chose();
  });
  return input;
}

function retireBox(work, id) {
  const { choices } = work;
  const box = el("input", { type: "checkbox", "aria-label": `${word("Retire")} ${id}` });
  box.checked = choices.retire === true || choices.retire.has(id);
  box.addEventListener("change", () => {
    if (choices.retire === true) choices.retire = new Set(work.view.gone);
    if (box.checked) choices.retire.add(id);
    else choices.retire.delete(id);
    work.chose();
  });
  return el("label", { class: "imp-check" }, box, word("Retire"));
}

const fieldName = (name) => config().import.fields[name] ?? name;

function valueText(field, value) {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return listed(value.map((one) => valueText(field, one)));
  if (typeof value === "object") return JSON.stringify(value);
  return config().import.codes[field]?.[value] ?? String(value);
}

/** Old and new, field by field; the boundary by its area and how far it moved; the findings. */
function details(wizard, row) {
  const lines = Object.entries(row.changes ?? {}).map(([field, [old, now]]) => line(fieldName(field), valueText(field, old), valueText(field, now)));
  if (row.verdict === "new") {
    for (const [name, value] of Object.entries(row.attributes ?? {})) if (value !== null && value !== "") lines.push(line(name, "–", valueText("", value)));
  }
  const table = el("table", { class: "imp-table" },
    el("thead", {}, el("tr", {}, ...[word("Field"), word("In the record"), word("In the file")].map((text) => el("th", { scope: "col", text })))),
    el("tbody", {}, ...lines));
  if (row.area_m2 && row.version) addArea(table, row);
  const findings = (row.findings ?? []).map((one) => findingLine(wizard, one, `${row.kind}:${row.row}`));
  return [lines.length || row.area_m2 ? table : null, findings.length ? el("ul", { class: "imp-findings" }, ...findings) : null].filter(Boolean);
}

const line = (...cells) => el("tr", {}, ...cells.map((text) => el("td", { text })));

async function addArea(table, row) {
  const name = `${fieldName("area_m2")} (m²)`;
  const kind = row.kind === "park" ? "parks" : "parcels";
  const stood = await ask(`/api/collections/${kind}/items/${encodeURIComponent(row.parcel)}`).catch(() => null);
  const old = stood?.properties.area_m2;
  table.tBodies[0].prepend(line(name, old ? M2.format(old) : "–", M2.format(row.area_m2)));
}
