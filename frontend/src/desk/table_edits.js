// Cells that were changed and wait: day and reason once, then one entry for all of them.

import { ask } from "../lib/ask.js";
import { byId, el, say } from "../lib/dom.js";
import { beside, clear, labelledField } from "../lib/forms.js";
import { lots } from "../lib/texts.js";
import { word } from "../map/config.js";
import { keepDraft, readDraft } from "./drafts.js";
import { codesOf, sameValue, shownValue, wordsOf } from "./field_row.js";
import { Attempts } from "../lib/attempts.js";

const DRAFT = "table";

export class CellEdits {
  constructor(desk, fields, onChange) {
    Object.assign(this, { desk, fields, onChange });
    this.attempts = new Attempts();
    this.wrong = null; // the cell that the server refused: {parcel, field, says}
    this.onWrong = () => {};
    const { cells = {}, ...draft } = readDraft(DRAFT) ?? {};
    this.all = new Map(Object.entries(cells)); // id -> {version, seen, fields}
    this.box = this.bar(draft);
    this.show();
  }

  of(id, name) {
    return this.all.get(id)?.fields[name];
  }

  /** A cell has this value now; the value that the record has takes the edit back. */
  put(row, name, value) {
    const known = this.all.get(row.id) ?? { version: row.v, seen: {}, fields: {} };
    const before = name in known.seen ? known.seen[name] : row.values?.[name] ?? null;
    known.seen[name] = before;
    if (sameValue(value, before) && row.values) delete known.fields[name];
    else known.fields[name] = value;
    if (Object.keys(known.fields).length) this.all.set(row.id, known);
    else this.all.delete(row.id);
    if (this.isWrong(row.id, name)) this.wrong = null;
    this.kept();
  }

  /** What is wrong with a cell, or an empty text. */
  isWrong(id, name) {
    return this.wrong?.parcel === id && this.wrong.field === name ? this.wrong.says : "";
  }

  kept() {
    this.keep();
    this.show();
    this.onChange();
  }

  keep() {
    keepDraft(DRAFT, this.all.size ? { cells: Object.fromEntries(this.all), day: this.day.value, reason: this.reason.value } : null);
  }

  get cells() {
    return [...this.all.values()].reduce((sum, { fields }) => sum + Object.keys(fields).length, 0);
  }

  input(name, value) {
    const field = this.fields.get(name);
    const known = { class: "grid-input", "aria-label": field.label };
    if (field.kind === "codes") return el("input", { ...known, type: "text", value: wordsOf(field, value), autocomplete: "off" });
    const pairs = field.kind === "flag" ? [["yes", word("yes")], ["no", word("no")]] : name === "land_use_code" ? [] : field.codes;
    if (!pairs.length) return el("input", { ...known, type: field.kind === "date" ? "date" : "text", value: value ?? "", autocomplete: "off" });
    const made = el("select", known, el("option", { value: "", text: "" }), ...pairs.map(([code, text]) => el("option", { value: code, text })));
    made.value = { true: "yes", false: "no" }[value] ?? value ?? "";
    return made;
  }

  valueOf(name, input) {
    const { kind } = this.fields.get(name);
    const text = input.value.trim();
    if (text === "") return null;
    if (kind === "codes") return codesOf(this.fields.get(name), text);
    if (kind === "flag") return text === "yes";
    const figure = kind === "number" || kind === "area";
    return figure && Number.isFinite(Number(text)) ? Number(text) : text;
  }

  /** One field of every selected parcel gets a value. */
  filler(fields) {
    const chosen = el("select", { "aria-label": word("Field") }, ...fields.filter(([name]) => name !== "status").map(([code, text]) => el("option", { value: code, text })));
    const place = el("span", {});
    const fresh = () => place.replaceChildren(Object.assign(this.input(chosen.value, null), { className: "fill-input" }));
    chosen.addEventListener("change", fresh);
    fresh();
    const go = el("button", { type: "button", class: "button-2", text: word("Give it to the selection"), onclick: () => {
      const { facts } = this.desk.selected;
      if (!facts.length) return this.desk.say(word("Select parcels first; the value goes to all of them."));
      for (const one of facts) this.put(one, chosen.value, this.valueOf(chosen.value, place.firstElementChild));
      return undefined;
    } });
    return el("details", { class: "table-fill" }, el("summary", { text: word("Fill in") }), el("div", {}, chosen, place, go));
  }

  bar({ day, reason = "" }) {
    const today = byId("effective").max;
    const keep = () => this.keep();
    this.day = el("input", { type: "date", max: today, value: day < today ? day : today, required: true, onchange: keep });
    this.reason = el("input", { type: "text", maxlength: "500", autocomplete: "off", value: reason, oninput: keep });
    this.told = el("p", { class: "say", role: "alert", hidden: true });
    this.clash = el("div", { class: "table-clash", hidden: true });
    this.sum = el("p", { class: "table-sum", role: "status" });
    const form = el("form", { class: "table-save", novalidate: true, hidden: true }, this.clash, this.told, this.sum,
      labelledField("effective_on", word("Effective date"), this.day), labelledField("reason", word("Reason"), this.reason, " field-wide"),
      el("button", { type: "submit", class: "button", text: word("Save") }),
      el("button", { type: "button", class: "button-2", text: word("Drop all"), onclick: () => { this.all.clear(); this.wrong = null; this.clash.hidden = true; this.kept(); } }));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    return form;
  }

  show() {
    this.box.hidden = !this.all.size;
    this.sum.textContent = word("%(n)s cells of %(parcels)s wait to be saved", { n: this.cells, parcels: lots(this.all.size) });
  }

  async save() {
    clear(this.box);
    if (!this.reason.value.trim()) return beside(this.box, "reason", word("Write the reason: it goes into the ledger with the facts."));
    const parcels = Object.fromEntries([...this.all].map(([id, { version, fields }]) => [id, { version, fields }]));
    const body = { parcels, effective_on: this.day.value, reason: this.reason.value.trim() };
    try {
      const receipt = await ask("/api/table", { method: "POST", body, key: this.attempts.keyFor(body) });
      this.attempts.done();
      const sentence = word("%(n)s cells written for %(parcels)s.", { n: this.cells, parcels: lots(this.all.size) });
      this.all.clear();
      this.reason.value = "";
      this.kept();
      this.desk.saved(receipt, sentence);
    } catch (error) {
      if (!error.offline) this.attempts.done();
      if (error.waits) return this.proposed(error);
      if (error.status === 412 && error.problem.conflicts?.length) return this.compare(error.problem.conflicts);
      this.refused(error);
    }
    return undefined;
  }

  /** A colleague has to accept them: the cells are as they were, and what was typed is sent. */
  proposed(error) {
    this.all.clear();
    this.reason.value = "";
    this.kept();
    this.desk.say(error.message, "good");
  }

  /** A refused cell is marked and gone to; a refused day or reason is told beside it. */
  refused(error) {
    const { parcel, field } = error.problem ?? {};
    if (!parcel || !this.all.get(parcel)) {
      if (!beside(this.box, field, error.message)) say(this.told, word("Not saved: %(why)s", { why: error.message }), "stop");
      return;
    }
    this.wrong = { parcel, field, says: error.message };
    say(this.told, word("Not saved. %(parcel)s, %(field)s: %(why)s", { parcel, field: this.fields.get(field)?.label ?? field, why: error.message }), "stop");
    this.onWrong(parcel, field);
  }

  /** Theirs beside yours for each cell that was sent; theirs holds unless yours is chosen. */
  compare(conflicts) {
    const rows = conflicts.flatMap(({ id, theirs }) => Object.entries(this.all.get(id)?.fields ?? {}).map(([name, mine]) => this.choice(id, name, mine, theirs?.[name])));
    const go = el("button", { type: "button", class: "button", text: word("Save as chosen"), onclick: () => this.chosen(conflicts) });
    this.clash.replaceChildren(el("p", { class: "clash-head", text: word("Somebody was faster. Nothing was saved; what you typed is kept.") }),
      el("table", {}, el("thead", {}, el("tr", {}, ...[word("Number"), word("Field"), word("Theirs"), word("Yours")].map((text) => el("th", { text })))), el("tbody", {}, ...rows)), go);
    this.clash.hidden = false;
    go.focus();
  }

  choice(id, name, mine, theirs) {
    const field = this.fields.get(name);
    const radio = (value, shown) => {
      const input = el("input", { type: "radio", name: `cell-${id}-${name}`, value, "data-id": id, "data-field": name });
      input.checked = value === "theirs";
      return el("td", {}, el("label", {}, input, el("span", { text: shownValue(field, shown) })));
    };
    return el("tr", {}, el("th", { scope: "row", text: id }), el("td", { text: field.label }), radio("theirs", theirs), radio("mine", mine));
  }

  chosen(conflicts) {
    for (const { dataset } of this.clash.querySelectorAll("input[value=theirs]:checked")) delete this.all.get(dataset.id)?.fields[dataset.field];
    for (const { id, theirs } of conflicts) {
      const known = this.all.get(id);
      if (!known || !theirs || !Object.keys(known.fields).length) this.all.delete(id);
      else Object.assign(known, { version: theirs.version, seen: { ...known.seen, ...theirs } });
    }
    this.clash.hidden = true;
    this.kept();
    if (this.all.size) this.save();
  }
}
