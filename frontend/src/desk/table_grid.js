// The rows of the table: as many as are in sight, asked for a hundred at a time.

import { el } from "../lib/dom.js";
import { badge } from "../lib/texts.js";
import { word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { shownValue } from "./field_row.js";

const ROW = 32; // CSS pixels, as in the style sheet
const PAGE = 100;
const SPARE = 6; // rows drawn beyond what is in sight
const REST_MS = 80;
const HEAD = -1; // the row of the headers, as `at` counts
const MOVES = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

export class Grid {
  constructor({ desk, fields, edits, columns, fetch, onSort, onAll }) {
    Object.assign(this, { desk, fields, edits, columns, fetch, onSort, onAll });
    this.matched = 0;
    this.pages = new Map(); // number of a page -> rows, or null while it is asked for
    this.at = { row: 0, column: 0 };
    this.sorted = { sort: "id", order: "asc" };
    this.generation = 0;
    this.resting = null;
    this.headRow = el("div", { class: "grid-row grid-head", role: "row", "aria-rowindex": "1" });
    this.body = el("div", { class: "grid-body", role: "rowgroup" });
    this.box = el("div", { class: "grid", role: "grid", tabindex: "0", "aria-multiselectable": "true", "aria-label": word("Every parcel in rows; arrows move, Enter edits or sorts, Space selects") },
      el("div", { role: "rowgroup", class: "grid-top" }, this.headRow), this.body);
    this.box.addEventListener("scroll", () => this.soon(), { passive: true });
    this.box.addEventListener("keydown", (event) => this.keyed(event));
    this.body.addEventListener("click", (event) => this.clicked(event));
    this.body.addEventListener("dblclick", (event) => { this.clicked(event); this.edit(); });
    new ResizeObserver(() => this.soon()).observe(this.box);
  }

  /** The columns as drawn: number and area are always there. */
  get all() {
    return ["id", "mu", ...this.columns];
  }

  start(matched) {
    this.matched = matched;
    this.at.row = Math.min(this.at.row, Math.max(0, matched - 1));
    this.box.scrollTop = 0;
    this.reload();
  }

  reload() {
    this.generation += 1;
    this.pages.clear();
    this.draw();
  }

  soon() {
    this.waiting ??= requestAnimationFrame(() => { this.waiting = null; this.draw(); });
  }

  row(number) {
    return this.pages.get(Math.floor(number / PAGE))?.[number % PAGE];
  }

  /** Ask for pages in sight. While the table flies past, one that is out of sight again is not asked for. */
  ask(pages) {
    if (this.resting || !pages.size) return;
    for (const page of pages) void this.load(page);
    this.resting = setTimeout(() => { this.resting = null; this.draw(); }, REST_MS);
  }

  async load(page) {
    const { generation } = this;
    this.pages.set(page, null);
    try {
      const { rows, matched } = await this.fetch(page * PAGE, PAGE);
      if (generation !== this.generation) return;
      this.matched = matched;
      this.pages.set(page, rows);
      this.desk.selected.learn(rows);
      this.draw();
    } catch (error) {
      this.pages.delete(page);
      this.desk.say(error.message, "stop");
    }
  }

  draw() {
    if (this.box.querySelector(".grid-input")) return; // a cell is being edited: it stays
    this.box.setAttribute("aria-rowcount", String(this.matched + 1));
    this.box.setAttribute("aria-colcount", String(this.all.length));
    this.drawHead();
    this.body.style.height = `${this.matched * ROW}px`;
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW) - SPARE);
    const last = Math.min(this.matched - 1, Math.ceil((this.box.scrollTop + this.box.clientHeight) / ROW) + SPARE);
    const made = [];
    const missing = new Set();
    for (let number = first; number <= last; number += 1) {
      const row = this.row(number);
      if (!this.pages.has(Math.floor(number / PAGE))) missing.add(Math.floor(number / PAGE));
      made.push(this.rowOf(number, row));
    }
    this.body.replaceChildren(...made);
    this.point();
    this.ask(missing);
  }

  drawHead() {
    const signature = `${this.all.join()} ${this.sorted.sort} ${this.sorted.order}`;
    if (signature === this.head) return;
    this.head = signature;
    const sorted = { asc: "ascending", desc: "descending" };
    this.headRow.replaceChildren(...this.all.map((name, column) => el("div", {
      class: `grid-cell grid-${name}`, role: "columnheader", id: `cell-${HEAD}-${column}`, "aria-colindex": String(column + 1),
      "aria-sort": this.sorted.sort === sortOf(name) ? sorted[this.sorted.order] : "none",
    }, el("button", { type: "button", tabindex: "-1", text: this.title(name), onclick: () => this.sortBy(column) }))));
  }

  /** The keys go on from the header that was clicked. */
  sortBy(column) {
    this.at = { row: HEAD, column };
    this.box.focus({ preventScroll: true });
    this.onSort(sortOf(this.all[column]));
  }

  title(name) {
    if (name === "id") return word("Number");
    if (name === "mu") return word("Area (mu)");
    return this.fields.get(name).label;
  }

  rowOf(number, row) {
    const on = row && this.desk.map.selected.has(row.id);
    const made = el("div", { class: `grid-row${on ? " is-selected" : ""}`, role: "row", "aria-rowindex": String(number + 2), "aria-selected": String(Boolean(on)), "data-row": number });
    made.style.transform = `translateY(${number * ROW}px)`;
    made.append(...this.all.map((name, column) => this.cell(number, column, name, row)));
    return made;
  }

  cell(number, column, name, row) {
    const cell = el("div", { class: `grid-cell grid-${name}`, role: "gridcell", id: `cell-${number}-${column}`, "aria-colindex": String(column + 1), "data-column": column });
    if (!row) return cell;
    if (name === "id") cell.append(badge(row.s), el("span", { text: row.id }));
    else if (name === "mu") cell.textContent = muText(row.mu);
    else {
      const edited = this.edits.of(row.id, name);
      const value = edited === undefined ? row.values[name] : edited;
      cell.textContent = value === null || value === undefined || value === "" ? "" : shownValue({ ...this.fields.get(name), unit: "" }, value);
      cell.classList.toggle("is-draft", edited !== undefined);
      this.tellWrong(cell, this.edits.isWrong(row.id, name));
    }
    return cell;
  }

  tellWrong(cell, says) {
    if (!says) return;
    cell.classList.add("is-wrong");
    cell.setAttribute("aria-invalid", "true");
    cell.title = says;
  }

  /** Go to the cell of a parcel, where it is among the rows that were loaded. */
  find(id, name) {
    const column = this.all.indexOf(name);
    for (const [page, rows] of this.pages) {
      const at = rows?.findIndex((one) => one.id === id) ?? -1;
      if (at >= 0) {
        this.go(page * PAGE + at, Math.max(0, column));
        this.box.focus({ preventScroll: true });
        return;
      }
    }
    this.draw();
  }

  /** Only which rows are selected changed. */
  marks() {
    for (const made of this.body.children) {
      const on = this.desk.map.selected.has(this.row(Number(made.dataset.row))?.id);
      made.classList.toggle("is-selected", on);
      made.setAttribute("aria-selected", String(on));
    }
  }

  /** Which cell the keys speak of. */
  point() {
    this.box.querySelector(".is-here")?.classList.remove("is-here");
    const id = `cell-${this.at.row}-${this.at.column}`;
    const cell = this.box.querySelector(`#${id}`);
    if (cell) this.box.setAttribute("aria-activedescendant", id);
    else this.box.removeAttribute("aria-activedescendant");
    cell?.classList.add("is-here");
  }

  go(row, column) {
    this.at = { row: Math.max(HEAD, Math.min(this.matched - 1, row)), column: Math.max(0, Math.min(this.all.length - 1, column)) };
    const top = Math.max(0, this.at.row) * ROW;
    const room = this.box.clientHeight - ROW;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    if (top + ROW > this.box.scrollTop + room) this.box.scrollTop = top + ROW - room;
    this.draw();
    this.box.querySelector(".is-here")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  clicked(event) {
    const cell = event.target.closest(".grid-cell");
    if (!cell || event.target.closest(".grid-input")) return;
    this.at = { row: Number(cell.parentElement.dataset.row), column: Number(cell.dataset.column) };
    if (this.at.column === 0 && event.type === "click") this.toggle();
    this.point();
  }

  toggle() {
    const row = this.row(this.at.row);
    if (row) this.desk.map.toggle(row.id);
  }

  keyed(event) {
    const held = event.ctrlKey || event.metaKey;
    if (event.target.closest(".grid-input") || held && !["Home", "End", "a"].includes(event.key)) return;
    const { row, column } = this.at;
    const tall = Math.max(1, Math.floor(this.box.clientHeight / ROW) - 2);
    const move = MOVES[event.key];
    if (move) this.go(row + move[0], column + move[1]);
    else if (event.key === "PageDown") this.go(row + tall, column);
    else if (event.key === "PageUp") this.go(Math.max(0, row - tall), column);
    else if (event.key === "Home") this.go(held ? 0 : row, 0);
    else if (event.key === "End") this.go(held ? this.matched - 1 : row, this.all.length - 1);
    else if (held) this.onAll();
    else if (["Enter", "F2", " "].includes(event.key)) this.act(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Enter edits and Space selects; on a header both sort by its column. */
  act(key) {
    if (this.at.row === HEAD) this.sortBy(this.at.column);
    else if (key === " ") this.toggle();
    else this.edit();
  }

  /** The cell becomes an input; Enter takes over and goes down, Escape leaves it as it was. */
  edit() {
    const name = this.all[this.at.column];
    const row = this.row(this.at.row);
    const cell = this.body.querySelector(".is-here");
    if (!row || !cell || !this.fields.has(name) || name === "status") return;
    const edited = this.edits.of(row.id, name);
    const input = this.edits.input(name, edited === undefined ? row.values[name] : edited);
    let done = false;
    const close = (take, down = 0) => {
      if (done) return;
      done = true;
      const value = this.edits.valueOf(name, input);
      input.remove();
      if (take) this.edits.put(row, name, value);
      if (down) this.go(this.at.row + down, this.at.column);
      else this.draw();
      this.box.focus({ preventScroll: true });
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && !event.isComposing) close(true, 1);
      else if (event.key === "Escape") close(false);
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", () => close(true));
    cell.replaceChildren(input);
    input.focus();
    input.select?.();
  }
}

/** The field that a column is sorted by. */
const sortOf = (name) => (name === "mu" ? "area_m2" : name);
