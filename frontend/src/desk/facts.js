// The facts of a parcel as a form by groups, and its offer as one of its own; the same field of many
// parcels at once.

import { ask, withQuery } from "../lib/ask.js";
import { byId, el } from "../lib/dom.js";
import { inTurn, listed, lots } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { beside, labelledField, unmark } from "../lib/forms.js";
import { followDrafts, keepDraft, readDraft } from "./drafts.js";
import { fieldRow, sameValue, ticked } from "./field_row.js";
import { addKey } from "./keys.js";
import { newKey } from "../lib/attempts.js";
import { sendNote } from "./send.js";
import { choices } from "./theirs.js";

let table = null; // the fields by group, asked for once

const OFFER = "offer"; // the group that has its own tab

/** Add the tab of the facts and its key. */
export function facts(desk) {
  addForm(desk, { id: "facts", key: "f", title: word("Facts"), says: word("Facts of the selection"), has: (group) => group !== OFFER });
}

/** Add the tab of what is offered and on which terms, and its key. */
export function offer(desk) {
  addForm(desk, { id: OFFER, key: "g", title: word("Offer"), says: word("Offer of the selection"), has: (group) => group === OFFER });
}

function addForm(desk, { id, key, title, says, has }) {
  const form = new FactsForm(desk, id, has);
  desk.tabs.add({ id, title, show: (panel) => form.show(panel) });
  addKey(key, { group: word("Desk"), says, run: () => desk.tabs.show(id) });
}

class FactsForm {
  /** @param id of its tab, and of its drafts; @param has (group) whether it shows a group of fields */
  constructor(desk, id, has) {
    Object.assign(this, { desk, id, has });
    this.shown = null; // which selection the panel shows
    this.base = new Map(); // id -> {version, fields} as read
    this.draft = {}; // field -> value
    desk.on("saved", () => { this.shown = null; });
  }

  get name() {
    return `${this.id}.${[...this.base.keys()].sort().join(" ")}`;
  }

  async show(panel) {
    const { ids } = this.desk.selected;
    const wanted = ids.join(" ");
    if (wanted === this.shown) return;
    this.shown = wanted;
    if (!ids.length) return panel.replaceChildren(el("p", { class: "empty", text: word("Select a parcel to read and write its facts.") }));
    panel.replaceChildren(el("p", { class: "hint", text: word("Loading…") }));
    try {
      table ??= await fieldTable();
      await this.load(ids);
      if (this.shown === wanted) this.draw(panel);
    } catch (error) {
      this.shown = null;
      panel.replaceChildren(el("p", { class: "say say-stop", text: error.message }));
    }
    return undefined;
  }

  /** One parcel is read with all its fields; of many the list knows the versions. */
  async load(ids) {
    this.base = new Map();
    if (ids.length > 1) {
      for (const one of this.desk.selected.facts) this.base.set(one.id, { version: one.v, fields: null });
    } else {
      const { properties } = await ask(`/api/collections/parcels/items/${encodeURIComponent(ids[0])}`);
      this.base.set(ids[0], { version: properties.version, fields: properties });
    }
    const kept = readDraft(this.name);
    this.draft = kept?.fields ?? {};
    for (const [id, seen] of Object.entries(kept?.seen ?? {})) this.asSeen(id, seen);
  }

  /** A draft goes on with what was seen when it was begun, so that nobody's change since is written over. */
  asSeen(id, { version, fields }) {
    const read = this.base.get(id);
    if (read) this.base.set(id, { version, fields: read.fields && { ...read.fields, ...fields } });
  }

  /** What a draft has to remember of what was seen: versions, and the fields that were changed. */
  get seen() {
    const changed = Object.keys(this.draft);
    return Object.fromEntries([...this.base].map(([id, { version, fields }]) => [id, { version, fields: fields && Object.fromEntries(changed.map((name) => [name, fields[name] ?? null])) }]));
  }

  draw(panel) {
    const one = this.base.size === 1 ? [...this.base.values()][0].fields : null;
    this.panel = panel;
    this.stands = el("div", { class: "offer-stands", hidden: true });
    this.sayBox = el("p", { class: "say", role: "status", hidden: true });
    this.clash = el("div", { hidden: true });
    const groups = table.filter(({ group }) => this.has(group)).map(({ group, label, fields }) => this.group(group, label, fields, one));
    const today = byId("effective").max;
    const { day = today, reason = "" } = readDraft(this.name) ?? {};
    this.day = el("input", { type: "date", id: `${this.id}-day`, max: today, value: day < today ? day : today, required: true, onchange: () => this.keep() });
    this.reason = el("input", { type: "text", id: `${this.id}-reason`, maxlength: "500", autocomplete: "off", value: reason });
    this.send = el("button", { type: "submit", class: "button" });
    this.drop = el("button", { type: "button", class: "button-2", text: word("Drop the draft"), onclick: () => this.forget() });
    const form = el("form", { class: "facts-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.save(); } },
      el("h2", { text: one ? one.name_zh || [...this.base.keys()][0] : word("%(parcels)s: what you fill in here goes to all of them", { parcels: lots(this.base.size) }) }),
      this.stands, ...groups,
      el("div", { class: "facts-foot" }, this.clash, this.sayBox,
        labelledField("effective_on", word("Effective date"), this.day), labelledField("reason", word("Reason"), this.reason),
        el("p", { class: "facts-acts" }, this.send, this.drop)));
    form.addEventListener("input", (event) => event.target.dataset.field && this.typed(event.target));
    this.reason.addEventListener("input", () => this.keep());
    panel.replaceChildren(form);
    this.count();
    if (this.id === OFFER && one) this.stand();
  }

  /** Whether the parcel can be had as it is recorded, why, and what its offer lacks. */
  async stand() {
    const [id] = this.base.keys();
    const { kind, label, reasons, missing } = await ask(withQuery(`/api/parcels/${encodeURIComponent(id)}/availability`, { lang: config().lang })).catch(() => ({}));
    if (!kind || !this.base.has(id)) return;
    this.stands.replaceChildren(
      el("p", { class: `available-line is-${kind}` }, el("b", { text: label }), el("small", { text: ` ${inTurn(reasons)}` })),
      missing.length ? el("p", { class: "hint", text: word("To open the offer, fill in: %(fields)s", { fields: listed(missing.map((one) => one.label)) }) }) : "");
    this.stands.hidden = false;
  }

  group(group, label, fields, one) {
    const rows = fields.filter(({ name }) => name !== "status").map((field) => fieldRow(field, {
      value: field.name in this.draft ? this.draft[field.name] : one?.[field.name], many: !one, drafted: field.name in this.draft, parcel: one ? [...this.base.keys()][0] : null,
    }));
    const filled = one ? fields.filter(({ name }) => one[name] !== undefined && one[name] !== null).length : 0;
    const box = el("details", { class: "facts-group", "data-group": group },
      el("summary", {}, el("b", { text: label }), one ? el("small", { text: word("%(n)s of %(all)s filled in", { n: filled, all: fields.length }) }) : null), ...rows);
    box.open = group === "identity" || group === this.id || fields.some(({ name }) => name in this.draft);
    return box;
  }

  typed(input) {
    const { field, kind } = input.dataset;
    const one = [...this.base.values()][0];
    const value = valueOf(input, kind);
    const before = this.base.size === 1 ? one.fields[field] ?? null : undefined;
    if (sameValue(value, before) || (this.base.size > 1 && value === null)) delete this.draft[field];
    else this.draft[field] = value;
    input.closest(".fact").classList.remove("is-wrong");
    this.keep();
  }

  keep() {
    const any = Object.keys(this.draft).length || this.reason.value.trim();
    keepDraft(this.name, any ? { fields: this.draft, reason: this.reason.value, day: this.day.value, seen: this.seen } : null);
    this.count();
  }

  count() {
    const n = Object.keys(this.draft).length;
    this.send.textContent = n ? word("Save %(n)s fields", { n }) : word("Save");
    this.send.disabled = n === 0;
    this.drop.hidden = n === 0 && !this.reason.value.trim();
  }

  forget() {
    keepDraft(this.name, null);
    this.shown = null;
    this.show(this.panel);
  }

  say(text, kind = "stop") {
    this.sayBox.textContent = text;
    this.sayBox.hidden = !text;
    this.sayBox.className = `say say-${kind}`;
  }

  async save(fields = this.draft) {
    if (!this.reason.value.trim()) {
      unmark(this.panel);
      return beside(this.panel, "reason", word("Write the reason: it goes into the ledger with the facts."));
    }
    this.say("");
    unmark(this.panel);
    this.send.disabled = true;
    try {
      const versions = Object.fromEntries([...this.base].map(([id, { version }]) => [id, version]));
      const note = { parcels: versions, fields, effective_on: this.day.value, reason: this.reason.value.trim() };
      const receipt = await sendNote(note, newKey());
      keepDraft(this.name, null);
      followDrafts(versions, receipt.changed);
      this.desk.saved(receipt, word("%(n)s fields written for %(parcels)s.", { n: Object.keys(fields).length, parcels: lots(this.base.size) }));
      this.shown = null;
      this.show(this.panel);
    } catch (error) {
      this.refused(error);
    } finally {
      this.count();
    }
    return undefined;
  }

  refused(error) {
    if (error.waits) {
      keepDraft(this.name, null);
      this.desk.say(error.message, "good");
      this.shown = null;
      return this.show(this.panel);
    }
    if (error.status === 412 && error.problem.conflicts?.length) return this.compare(error.problem.conflicts);
    const wrong = this.panel.querySelector(`.fact[data-field="${CSS.escape(error.problem?.field ?? "")}"]`);
    if (!wrong && beside(this.panel, error.problem?.field, error.message)) return undefined;
    if (!wrong) return this.say(word("Not saved: %(why)s", { why: error.message }));
    wrong.closest("details").open = true;
    wrong.classList.add("is-wrong");
    wrong.querySelector(".fact-wrong").textContent = error.message;
    wrong.querySelector("[data-field]").focus();
    return undefined;
  }

  /** Somebody was faster: what he wrote stands beside what was typed here, field by field. */
  async compare(conflicts) {
    const seen = new Map([...this.base].map(([id, { fields, version }]) => [id, { fields, version }]));
    const box = await choices({ conflicts, seen, mine: this.draft, fields: table.flatMap(({ fields }) => fields) });
    box.addEventListener("chosen", ({ detail }) => {
      for (const { id, theirs } of conflicts) {
        const fields = { ...this.base.get(id).fields, ...theirs };
        this.base.set(id, { version: theirs.version, fields });
      }
      this.clash.hidden = true;
      this.draft = Object.fromEntries(Object.entries(this.draft).filter(([name]) => detail.mine.has(name)));
      this.keep();
      if (Object.keys(this.draft).length) this.save();
      else this.forget();
    });
    this.clash.replaceChildren(box);
    this.clash.hidden = false;
    box.querySelector("button, input").focus();
  }
}

/** The fields by group; the park is chosen from the parks of the zone. */
async function fieldTable() {
  const { groups } = await ask(withQuery("/api/fields", { lang: config().lang }));
  for (const { fields } of groups) {
    for (const field of fields) if (field.name === "park") field.codes = config().parks.map(({ id, name }) => [id, name]);
  }
  return groups;
}

function valueOf(input, kind) {
  if (kind === "flag") return input.value === "" ? null : input.value === "yes";
  if (kind === "codes") return ticked(input);
  const text = input.value.trim();
  if (text === "") return null;
  if (kind === "number" || kind === "area") return Number.isFinite(Number(text)) ? Number(text) : text;
  return text;
}

