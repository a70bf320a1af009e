// Points as rows of northing and easting. A row keeps its cells while their points move, so that
// Tab leads on; what is no coordinate is refused beside its cell and stays as it was typed.

import { el } from "../lib/dom.js";
import { toPlace, toPlane } from "../lib/gauss_kruger.js";
import { word } from "../map/config.js";
import { readPlane } from "./plane_cell.js";

const AXES = { northing: "X", easting: "Y" };

export class PointTable {
  /**
   * @param zone the 3-degree zone of the plane
   * @param name (n) => what the n-th point is called
   * @param move (at, place [lng, lat]) a point was typed anew; @param put (place) one was typed to the end
   * @param halted () what was typed is no point (see `halted`)
   * @param focus (place) its cell is looked at; @param acts (row) => buttons; row.at is its place in the order
   */
  constructor({ zone, name, move, put, acts, halted, focus = () => {} }) {
    Object.assign(this, { zone, name, move, put, acts, tellHalted: halted, focus, rows: [], blanks: [] });
    this.body = el("tbody");
    this.box = el("table", { class: "points points-edit" }, el("thead", {}, el("tr", {}, ...["", "X (m)", "Y (m)", ""].map((text) => el("th", { text })))), this.body);
  }

  /** Why nothing can be sent: a cell is refused or half of a row is missing; null where all is well. */
  get halted() {
    const wrong = [...this.rows, ...this.blanks].some((row) => Object.values(row.wrong).some(({ hidden }) => !hidden));
    const half = this.blanks.some((row) => Object.values(row.cells).some(({ value }) => value.trim()));
    return wrong || half ? word("Finish the row of coordinates, or leave it out.") : null;
  }

  /** These points [lng, lat], in their order. */
  show(places) {
    for (const row of this.rows.splice(places.length)) row.element.remove();
    places.forEach((place, at) => {
      const row = this.rows[at] ?? this.insert(at);
      if (String(row.place) !== String(place)) this.fill(row, place);
    });
    [...this.rows, ...this.blanks].forEach((row, at) => this.number(row, at));
  }

  /** An empty row to type the next point into. */
  blank() {
    const row = this.row();
    this.blanks.push(row);
    this.body.append(row.element);
    this.number(row, this.rows.length + this.blanks.length - 1);
    row.cells.northing.focus();
  }

  insert(at) {
    const row = this.row();
    this.rows[at] = row;
    this.body.insertBefore(row.element, this.blanks[0]?.element ?? null);
    return row;
  }

  row() {
    const row = { at: -1, place: null, head: el("th", { scope: "row" }), cells: {}, wrong: {} };
    const tds = Object.keys(AXES).map((axis) => {
      row.wrong[axis] = el("em", { class: "cell-wrong", role: "alert", hidden: true });
      row.cells[axis] = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", onfocus: () => row.place && this.focus(row.place), onchange: () => this.typed(row, axis), onkeydown: (event) => this.enter(event, row, axis) });
      return el("td", {}, row.cells[axis], row.wrong[axis]);
    });
    row.buttons = el("td", { class: "nowrap" });
    row.element = el("tr", {}, row.head, ...tds, row.buttons);
    return row;
  }

  fill(row, place) {
    row.place = place;
    const plane = toPlane(place, this.zone);
    for (const [axis, cell] of Object.entries(row.cells)) {
      cell.value = plane[axis].toFixed(3);
      this.tell(row, axis, "");
    }
  }

  number(row, at) {
    if (row.at === at && row.done === Boolean(row.place)) return; // its buttons keep the focus
    Object.assign(row, { at, done: Boolean(row.place) });
    row.head.textContent = this.name(at + 1);
    for (const [axis, letter] of Object.entries(AXES)) row.cells[axis].setAttribute("aria-label", `${this.name(at + 1)} ${letter}`);
    row.buttons.replaceChildren(...(row.place ? this.acts(row) : [this.takeBack(row)]));
  }

  takeBack(row) {
    const label = word("Leave this row out");
    return el("button", { type: "button", class: "quiet", text: "×", "aria-label": label, title: label, onclick: () => {
      this.blanks = this.blanks.filter((one) => one !== row);
      row.element.remove();
      this.tellHalted();
    } });
  }

  tell(row, axis, sentence) {
    row.wrong[axis].textContent = sentence;
    row.wrong[axis].hidden = !sentence;
    row.cells[axis].toggleAttribute("aria-invalid", Boolean(sentence));
  }

  /** A cell was left: its point moves there, or it is said what is wrong with it. */
  typed(row, axis) {
    const read = readPlane(axis, row.cells[axis].value, this.zone);
    this.tell(row, axis, read.wrong ?? "");
    if (read.wrong || Object.values(row.wrong).some(({ hidden }) => !hidden)) this.tellHalted();
    else if (row.place) this.move(row.at, toPlace({ ...this.planeOf(row), [axis]: read.value }, this.zone));
    else if (Object.values(row.cells).every(({ value }) => value.trim())) this.complete(row);
    else this.tellHalted();
  }

  /** Millimetres are shown, but what was not typed stays as exact as it is. */
  planeOf(row) {
    const exact = toPlane(row.place, this.zone);
    const now = Object.entries(exact).map(([axis, value]) => {
      const text = row.cells[axis].value;
      return [axis, text === value.toFixed(3) ? value : readPlane(axis, text, this.zone).value];
    });
    return Object.fromEntries(now);
  }

  complete(row) {
    const typed = Object.keys(AXES).map((axis) => [axis, readPlane(axis, row.cells[axis].value, this.zone).value]);
    const place = toPlace(Object.fromEntries(typed), this.zone);
    this.blanks = this.blanks.filter((one) => one !== row);
    if (this.blanks.length) this.body.insertBefore(row.element, this.blanks[0].element);
    this.rows.push(row);
    row.place = place;
    this.put(place);
  }

  /** Enter goes from cell to cell, and behind the last one to a new row. */
  enter(event, row, axis) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    row.cells[axis].blur(); // is read now
    const next = axis === "northing" ? row.cells.easting : [...this.rows, ...this.blanks][row.at + 1]?.cells.northing;
    if (!row.wrong[axis].hidden) row.cells[axis].focus();
    else if (next) next.focus();
    else this.blank();
  }
}
