// Merge touching parcels: whose facts go on is chosen, what differs is listed before.

import { ask, withQuery } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { muText } from "../map/numbers.js";
import { config, word } from "../map/config.js";
import { EditForm } from "./edit_form.js";
import { shownValue } from "./field_row.js";
import { addKey } from "./keys.js";

/** Add tool and key. */
export function merge(desk) {
  const toggle = desk.tools.add({ id: "merge", key: "m", title: word("Merge"), start: () => begin(desk) });
  addKey("m", { group: word("Edit"), says: word("Merge the selected parcels"), run: () => toggle() });
}

function begin(desk) {
  const { ids } = desk.selected;
  if (ids.length < 2) {
    desk.say(word("Select the parcels that are to become one."), "stop");
    return null;
  }
  const work = new MergeWork(desk, [...ids]);
  work.start();
  return () => work.form.end();
}

class MergeWork {
  constructor(desk, ids) {
    Object.assign(this, { desk, ids, keep: ids[0], parcels: [] });
    this.form = new EditForm(desk, {
      tool: "merge", subject: [...ids].sort().join(" "), title: word("Merge %(n)s parcels", { n: ids.length }), url: "/api/merges",
      body: () => this.body(), saved: (receipt) => word("%(n)s parcels merged into %(id)s.", { n: ids.length, id: receipt.parcels.features[0].id }),
      renew: () => this.load(), explain: (problem) => this.explain(problem),
    });
    this.keep = this.form.draft.keep ?? this.keep;
    this.chosen = this.form.draft.fields ?? {};
  }

  async start() {
    try {
      await this.load();
      if (this.form.ended) return;
      this.form.opened({ keep: this.ids[0], fields: {} }, { keep: this.keep, fields: this.chosen });
      this.draw();
      this.form.preview();
    } catch (error) {
      this.form.refused(error);
    }
  }

  async load() {
    const [{ groups }, ...parcels] = await Promise.all([
      ask(withQuery("/api/fields", { lang: config().lang })),
      ...this.ids.map((id) => ask(`/api/collections/parcels/items/${encodeURIComponent(id)}`)),
    ]);
    this.fields = groups.flatMap(({ fields }) => fields);
    this.parcels = parcels;
    this.seen = this.form.saw(Object.fromEntries(parcels.map(({ id, properties }) => [id, properties.version])));
  }

  body() {
    if (!this.parcels.length) return word("Loading…");
    return { parcels: this.seen, keep: this.keep, fields: this.chosen };
  }

  draw() {
    const rows = this.parcels.map(({ id, properties }) => {
      const input = el("input", { type: "radio", name: "keep", value: id, onchange: () => this.keeps(id) });
      input.checked = id === this.keep;
      return el("li", {}, el("label", { class: "check" }, input, el("span", { text: `${properties.name_zh || id} · ${id} · ${muText(properties.area_mu)} ${word("mu")}` })));
    });
    this.form.content.replaceChildren(el("fieldset", {}, el("legend", { text: word("Whose facts go on") }), el("ol", { class: "keep" }, ...rows)), this.differences());
    this.form.content.querySelector("input")?.focus();
  }

  /** The facts of one go on, but for those that were chosen from another one by one. */
  keeps(id) {
    this.keep = id;
    this.changed();
    this.draw();
    this.form.content.querySelector("input[name=keep]:checked").focus();
  }

  changed() {
    this.form.keep({ keep: this.keep, fields: this.chosen });
    this.form.preview();
  }

  /** Why they do not merge, as a table: what has to agree, and what each has there. */
  explain({ differences } = {}) {
    if (!differences?.length) return null;
    const known = new Map(this.fields.map((field) => [field.name, field]));
    const rows = differences.map(({ field, values }) => el("tr", {}, el("th", { scope: "row", text: known.get(field)?.label ?? field }), ...this.ids.map((id) => el("td", { text: shownValue(known.get(field), values[id]) }))));
    return el("div", { role: "alert" }, el("p", { class: "say say-stop", text: word("They do not merge: these have to agree first.") }),
      el("table", { class: "points differ" }, el("thead", {}, el("tr", {}, ...[word("Field"), ...this.ids].map((text) => el("th", { text })))), el("tbody", {}, ...rows)));
  }

  /** Fields in which they differ, a row each, and whose value goes on. */
  differences() {
    const differing = this.fields.filter(({ name, goes_on: goes }) => goes && new Set(this.parcels.map(({ properties }) => JSON.stringify(properties[name] ?? null))).size > 1);
    if (!differing.length) return el("p", { class: "hint", text: word("They agree in everything that goes on.") });
    return el("details", { class: "facts-group", open: true }, el("summary", {}, el("b", { text: word("They differ in %(n)s fields", { n: differing.length }) })),
      el("table", { class: "points differ" }, el("thead", {}, el("tr", {}, el("th", { text: word("Field") }), ...this.parcels.map(({ id }) => el("th", { text: id })))),
        el("tbody", {}, ...differing.map((field) => el("tr", {}, el("th", { scope: "row", text: field.label }), ...this.parcels.map((one) => this.choice(field, one)))))));
  }

  choice(field, { id, properties }) {
    const input = el("input", { type: "radio", name: `goes-${field.name}`, value: id, onchange: () => {
      if (id === this.keep) delete this.chosen[field.name];
      else this.chosen[field.name] = id;
      this.changed();
    } });
    input.checked = id === (this.chosen[field.name] ?? this.keep);
    return el("td", {}, el("label", { class: "check" }, input, el("span", { text: shownValue(field, properties[field.name]) })));
  }
}
