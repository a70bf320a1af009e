// The corners of a boundary as a table of northing and easting: typed, added, taken out, pasted.

import { el, say } from "../lib/dom.js";
import { word } from "../map/config.js";
import { readPasted } from "./plane_cell.js";
import { PointTable } from "./point_table.js";

const SAME_DEG = 1e-8; // a millimetre: a list that names its first point again at its end

/** A table over an Outline; `onChange()` after every change, `onHalt()` where typing stops short, `onPoint(place)` on focus. */
export class CornerTable {
  constructor(outline, zone, { onChange, onPoint, onHalt }) {
    Object.assign(this, { outline, zone, onChange });
    const act = (name, text, run) => el("button", { type: "button", class: "button-2", "data-act": name, text, onclick: run });
    this.table = new PointTable({
      zone, focus: onPoint, name: (n) => `J${n}`, halted: onHalt,
      move: (at, place) => this.change(this.outline.move(...this.corner(at), place)),
      put: (place) => this.change(this.outline.append(place)),
      acts: (row) => this.acts(row),
    });
    this.pasted = el("textarea", { id: "corner-paste", rows: "2", spellcheck: "false", onpaste: (event) => this.paste(event) });
    this.told = el("p", { class: "say", role: "status", hidden: true });
    this.box = el("div", {},
      el("p", { class: "facts-acts" },
        act("undo-point", word("Undo point"), () => this.change(this.outline.back())),
        act("redo-point", word("Redo point"), () => this.change(this.outline.forth())),
        act("add-point", word("Add a point"), () => this.table.blank())),
      this.table.box,
      el("label", { class: "hint", for: "corner-paste", text: word("Paste boundary points here: a row each, with X and Y") }),
      this.pasted, this.told,
      el("p", { class: "facts-acts" }, act("take-points", word("Take the points"), () => this.take(this.pasted.value))));
    this.draw();
  }

  get halted() {
    return this.table.halted;
  }

  changed() {
    this.draw();
    this.onChange();
  }

  change(moved) {
    if (moved) this.changed();
    else this.draw();
  }

  draw() {
    this.table.show(this.outline.corners().map(([, , place]) => place));
  }

  corner(at) {
    const [ring, index] = this.outline.corners()[at];
    return [ring, index];
  }

  acts(row) {
    const act = (text, label, run) => el("button", { type: "button", class: "quiet", text, "aria-label": label, title: label, onclick: () => this.change(run(...this.corner(row.at))) });
    return [act("+", word("Add a point after J%(n)s", { n: row.at + 1 }), (ring, index) => this.outline.add(ring, index)),
      act("×", word("Take point %(n)s out", { n: row.at + 1 }), (ring, index) => this.outline.drop(ring, index))];
  }

  /** A list that is pasted whole is taken at once; anything else waits for the button. */
  paste(event) {
    const text = event.clipboardData.getData("text");
    if (this.pasted.value.trim() || readPasted(text, this.zone, 3).wrong) return;
    event.preventDefault();
    this.take(text);
  }

  /** Rows of coordinates take the place of the outer ring. */
  take(text) {
    const { wrong, places, rows } = readPasted(text, this.zone, 3);
    if (wrong) return say(this.told, wrong, "stop");
    const [first, last] = [places[0], places[places.length - 1]];
    const closed = Math.max(Math.abs(first[0] - last[0]), Math.abs(first[1] - last[1])) < SAME_DEG;
    this.pasted.value = "";
    say(this.told, word("%(n)s of %(rows)s rows taken.", { n: places.length, rows }), "good");
    return this.change(this.outline.set([[...(closed ? places.slice(0, -1) : places), first], ...this.outline.rings.slice(1)]));
  }
}
