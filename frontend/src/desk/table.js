// Every parcel as a row: one filter and one selection with the map, cells edited in place.

import { ask, withQuery } from "../lib/ask.js";
import { byId, el, later } from "../lib/dom.js";
import { lots } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { countText, muText } from "../map/numbers.js";
import { asked, keep } from "./address.js";
import { addKey } from "./keys.js";
import { CellEdits } from "./table_edits.js";
import { Grid } from "./table_grid.js";

const STEPS = ["", "half", "whole"];
const KEPT = "parkmap.desk.columns";
const FROM = "table";
const FIRST = ["name_zh", "park", "status", "location", "holder", "servicing", "offer", "confirmed_on"];

/** Add the tool and its key. */
export function table(desk) {
  const made = new Table(desk);
  const next = () => made.set(STEPS[(STEPS.indexOf(made.size) + 1) % STEPS.length]);
  desk.tools.add({ id: "table", key: "v", title: word("Table"), start: () => { next(); return null; } });
  addKey("v", { group: word("Desk"), says: word("Table below the map, then alone, then closed"), run: next });
  const size = asked("table").table;
  if (STEPS.includes(size) && size) made.set(size);
}

class Table {
  constructor(desk) {
    this.desk = desk;
    this.size = "";
    this.pane = byId("table-pane");
    const { sort, order } = asked("sort", "order");
    this.order = { sort: sort || "id", order: order === "desc" ? "desc" : "asc" };
    desk.on("filter", (from) => from !== FROM && this.follow());
    desk.on("counted", (sum) => this.counted(sum));
    desk.on("saved", () => this.grid?.reload());
    desk.on("select", () => this.grid?.marks());
    desk.map.on("changes", () => this.grid?.reload());
  }

  async set(size) {
    this.size = size;
    const main = this.pane.closest("main");
    main.classList.toggle("has-table", size !== "");
    main.classList.toggle("only-table", size === "whole");
    this.pane.hidden = size === "";
    keep({ table: size });
    if (size && !this.grid) await this.build();
    this.desk.map.leaflet.invalidateSize({ pan: false });
    if (size) this.grid?.draw();
    if (size) this.grid?.box.focus({ preventScroll: true });
  }

  async build() {
    try {
      const { groups } = await ask(withQuery("/api/fields", { lang: config().lang }));
      this.fields = new Map(groups.flatMap(({ fields }) => fields).map((field) => [field.name, field]));
    } catch (error) {
      return this.desk.say(error.message, "stop");
    }
    const park = this.fields.get("park");
    if (park) park.codes = config().parks.map(({ id, name }) => [id, name]);
    this.columns = read().filter((name) => this.fields.has(name));
    this.edits = new CellEdits(this.desk, this.fields, () => this.grid.draw());
    this.grid = new Grid({ desk: this.desk, fields: this.fields, edits: this.edits, columns: this.columns, fetch: (offset, limit) => this.desk.filter.rows(offset, limit, { ...this.order, columns: this.columns }), onSort: (name) => this.sort(name), onAll: () => this.selectAll() });
    this.edits.onWrong = (id, name) => this.grid.find(id, name);
    this.order.sort = this.order.sort === "area_m2" || this.fields.has(this.order.sort) ? this.order.sort : "id";
    this.grid.sorted = this.order;
    this.pane.replaceChildren(this.head(), this.grid.box, this.edits.box);
    await this.desk.filter.count({ fresh: true });
    return undefined;
  }

  head() {
    const option = ([code, text]) => el("option", { value: code, text });
    const pick = (label, pairs, first) => el("select", { "aria-label": label }, option(["", first]), ...pairs.map(option));
    const styles = Object.entries(config().styles).map(([code, { label }]) => [code, label]);
    const fields = [...this.fields.values()].map(({ name, label }) => [name, label]);
    this.controls = {
      q: el("input", { type: "search", "aria-label": word("Text, number, street"), placeholder: word("Text, number, street") }),
      park: pick(word("Park"), config().parks.map(({ id, name }) => [id, name]), word("All parks")),
      s: pick(word("Status"), styles, word("All statuses")),
      field: pick(word("Field"), fields, word("All fields")),
      fits: el("input", { type: "search", "aria-label": word("A part of it, >= 10, or ="), placeholder: word("A part of it, >= 10, or =") }),
    };
    this.desk.filter.fieldNames = new Map(fields);
    this.follow();
    this.count = el("p", { class: "table-count", role: "status" });
    this.all = el("button", { type: "button", class: "quiet", title: word("Key Ctrl+A"), hidden: true, onclick: () => this.selectAll() });
    const set = () => this.desk.filter.set(this.chosen, FROM);
    const soon = later(set, 250);
    const form = el("form", { class: "table-filter", role: "search", onsubmit: (event) => { event.preventDefault(); set(); } },
      ...Object.values(this.controls), this.count, this.all, this.chooser(fields), this.edits.filler(fields));
    for (const control of Object.values(this.controls)) control.addEventListener("input", soon);
    return form;
  }

  get chosen() {
    return Object.fromEntries(Object.entries(this.controls).map(([name, { value }]) => [name, value.trim()]));
  }

  /** The filter was set elsewhere: show it here. */
  follow() {
    for (const [name, control] of Object.entries(this.controls ?? {})) control.value = this.desk.filter.values[name];
  }

  /** How many rows fit: from the top where the filter is another one. */
  counted({ matched, mu, fresh }) {
    if (!this.grid) return;
    this.count.textContent = `${lots(matched)} · ${muText(mu)} ${word("mu")}`;
    this.all.textContent = word("Select all %(n)s", { n: countText(matched) });
    this.all.hidden = matched === 0;
    if (fresh) this.grid.start(matched);
  }

  async selectAll() {
    try {
      const { says } = await this.desk.filter.selectAll(this.order);
      this.desk.say(says);
    } catch (error) {
      this.desk.say(error.message, "stop");
    }
  }

  /** Which fields are columns: a list of boxes that opens, without a dialog. */
  chooser(fields) {
    const boxes = fields.map(([name, label]) => {
      const box = el("input", { type: "checkbox", value: name });
      box.checked = this.columns.includes(name);
      box.addEventListener("change", () => this.choose(name, box.checked));
      return el("label", {}, box, label);
    });
    return el("details", { class: "table-columns" }, el("summary", { text: word("Columns") }), el("div", {}, ...boxes));
  }

  choose(name, on) {
    this.columns = on ? [...this.columns, name] : this.columns.filter((other) => other !== name);
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.columns));
    } catch {
      // storage is shut off: the columns last until the page goes
    }
    this.grid.columns = this.columns;
    this.grid.reload();
  }

  sort(name) {
    const turned = this.order.sort === name && this.order.order === "asc";
    this.order = { sort: name, order: turned ? "desc" : "asc" };
    this.grid.sorted = this.order;
    keep(this.order);
    this.grid.reload();
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? FIRST;
  } catch {
    return FIRST;
  }
}
