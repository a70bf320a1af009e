// The queue on the left: what wants attention, by kinds; each row opens its parcel with its form.

import { ask, withQuery } from "../lib/ask.js";
import { byId, el, later } from "../lib/dom.js";
import { config, word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { addKey } from "./keys.js";
import { confirmStill, kindName, openRow } from "./queue_acts.js";
import { rowBody } from "./queue_row.js";

const PAGE = 10;
const SETTLE_MS = 400;
const OPEN_AT_FIRST = 3; // kinds

/** Fill #todo and keep it up to date. */
export function queue(desk) {
  new Queue(desk).start();
}

class Queue {
  constructor(desk) {
    this.desk = desk;
    this.box = byId("todo");
    this.sizes = new Map(); // kind -> how many rows are shown
    this.folded = new Map(); // kind -> whether it is closed
    this.open = null; // key of the row whose details are shown
    this.view = "";
    this.reload = later(() => this.load(), SETTLE_MS);
  }

  start() {
    this.title = el("h2", { id: "todo-title", text: word("To do") });
    const views = [["", word("Now")], ["mine", word("Mine")], ["snoozed", word("Put off")]];
    this.which = el("select", { id: "todo-view", "aria-label": word("Which rows"), onchange: () => { this.view = this.which.value; this.load(); } },
      ...views.map(([value, text]) => el("option", { value, text })));
    this.list = el("div", { class: "todo-groups", onkeydown: (event) => this.walk(event) });
    this.box.replaceChildren(el("header", { class: "todo-head" }, this.title, this.which), this.list);
    const group = word("Queue");
    addKey("q", { group, says: word("To the queue; arrows go through it, Enter opens"), run: () => this.rows[0]?.focus() });
    addKey("y", { group, says: word("Still so: confirm the row of the queue"), run: () => this.yes() });
    this.desk.on("saved", this.reload);
    this.desk.on("queue", this.reload);
    this.desk.map.on("changes", this.reload);
    this.load();
  }

  get rows() {
    return [...this.list.querySelectorAll("details[open] .todo-open")];
  }

  get asked() {
    return { limit: PAGE, lang: config().lang, mine: this.view === "mine" || null, snoozed: this.view === "snoozed" || null };
  }

  async load() {
    try {
      const told = await ask(withQuery("/api/queue", this.asked));
      await Promise.all(told.groups.filter(({ kind }) => this.sizes.get(kind) > PAGE).map(async (group) => {
        const more = await ask(withQuery("/api/queue", { ...this.asked, kind: group.kind, limit: this.sizes.get(group.kind) }));
        group.rows = more.groups[0].rows;
      }));
      this.draw(told);
    } catch (error) {
      this.list.replaceChildren(el("p", { class: "say say-stop", text: error.message }));
    }
  }

  draw({ count, groups }) {
    const at = document.activeElement?.closest?.(".todo-row")?.dataset.key;
    this.title.textContent = count ? `${word("To do")} ${countText(count)}` : word("To do");
    const some = groups.filter((group) => group.count);
    this.all = new Map(some.flatMap(({ rows }) => rows.map((row) => [row.key, row])));
    const none = { "": word("Nothing is due today."), mine: word("Nothing was given to you."), snoozed: word("Nothing was put off.") };
    this.list.replaceChildren(...(some.length ? some.map((group, n) => this.group(group, n)) : [el("p", { class: "empty", text: none[this.view] })]));
    if (at) this.list.querySelector(`[data-key="${CSS.escape(at)}"] .todo-open`)?.focus();
  }

  group({ kind, count, rows }, n) {
    const more = count - rows.length;
    const box = el("details", { class: "todo-group", "data-kind": kind },
      el("summary", {}, el("b", { text: kindName(kind) }), el("span", { class: "todo-count", text: countText(count) })),
      el("ol", {}, ...rows.map((row) => this.row(row))),
      more > 0 ? el("button", { type: "button", class: "quiet todo-more", text: word("%(n)s more", { n: countText(more) }), onclick: () => {
        this.sizes.set(kind, rows.length + 4 * PAGE);
        this.load();
      } }) : null);
    box.open = !(this.folded.get(kind) ?? n >= OPEN_AT_FIRST);
    box.addEventListener("toggle", () => this.folded.set(kind, !box.open));
    return box;
  }

  row(row) {
    const open = row.key === this.open;
    const [first] = row.parcels;
    const main = el("button", { type: "button", class: "todo-open", "aria-expanded": String(open), onclick: () => this.show(row) },
      el("b", { text: [row.title.includes(first) ? "" : row.parcels.slice(0, 2).join(" "), row.title].filter(Boolean).join(" ") }),
      el("small", { text: [row.detail, row.assigned && row.assigned.name].filter(Boolean).join(" · ") }));
    return el("li", { class: `todo-row todo-${row.weight}`, "data-key": row.key }, main,
      open ? rowBody(row, { desk: this.desk, reload: () => this.load(), yes: () => this.yes(row) }) : null);
  }

  /** Open a row: its parcels on the map, its form ready, its reasons below it. */
  async show(row) {
    this.open = this.open === row.key ? null : row.key;
    for (const line of this.list.querySelectorAll(".todo-row")) {
      const one = this.all.get(line.dataset.key);
      if (one) line.replaceWith(this.row(one));
    }
    const line = this.list.querySelector(`[data-key="${CSS.escape(row.key)}"]`);
    line?.querySelector(".todo-open").focus();
    line?.scrollIntoView({ block: "nearest" });
    if (this.open) await openRow(this.desk, row);
  }

  /** One key: the parcel of the row is confirmed today. */
  async yes(row = this.here()) {
    if (!row?.confirms) return this.desk.say(word("Go to a row that asks “still so?” first (Q, arrows)."), "stop");
    const { rows } = this;
    const at = rows.findIndex((one) => one.closest(".todo-row").dataset.key === row.key);
    const next = rows[at + 1]?.closest(".todo-row").dataset.key;
    if (await confirmStill(this.desk, row)) {
      this.list.querySelector(`[data-key="${CSS.escape(row.key)}"]`)?.remove();
      if (next) this.list.querySelector(`[data-key="${CSS.escape(next)}"] .todo-open`)?.focus();
    }
    return undefined;
  }

  here() {
    const key = document.activeElement?.closest?.(".todo-row")?.dataset.key ?? this.open;
    return this.all?.get(key);
  }

  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = this.rows.indexOf(document.activeElement);
    if (!step || at < 0) return;
    this.rows[at + step]?.focus();
    event.preventDefault();
  }
}
