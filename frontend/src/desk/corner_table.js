// The corners of a boundary as a table of northing and easting: typed, added, taken out, pasted.

import { el } from "../lib/dom.js";
import { pastedPoints, toPlace, toPlane } from "../lib/gauss_kruger.js";
import { word } from "../map/config.js";

/** A table over an Outline; `onChange()` after every change made in it, `onPoint(place)` on focus. */
export class CornerTable {
  constructor(outline, zone, { onChange, onPoint }) {
    Object.assign(this, { outline, zone, onChange, onPoint });
    this.body = el("tbody");
    const act = (name, text, run) => el("button", { type: "button", class: "button-2", "data-act": name, text, onclick: run });
    this.box = el("div", {},
      el("p", { class: "facts-acts" },
        act("undo-point", word("Undo point"), () => this.outline.back() && this.changed()),
        act("redo-point", word("Redo point"), () => this.outline.forth() && this.changed())),
      el("label", { class: "hint", for: "corner-paste", text: word("Paste boundary points here: a row each, with X and Y") }),
      el("textarea", { id: "corner-paste", rows: "2", spellcheck: "false", oninput: (event) => this.paste(event) }),
      el("table", { class: "points points-edit" }, el("thead", {}, el("tr", {}, ...["", "X (m)", "Y (m)", ""].map((text) => el("th", { text })))), this.body));
    this.draw();
  }

  changed() {
    this.draw();
    this.onChange();
  }

  draw() {
    this.body.replaceChildren(...this.outline.corners().map(([ring, index, place], at) => this.row(ring, index, place, at + 1)));
  }

  row(ring, index, place, number) {
    const plane = toPlane(place, this.zone);
    const field = (axis, letter) => el("input", { type: "text", inputmode: "decimal", value: plane[axis].toFixed(3), "aria-label": `J${number} ${letter}`,
      onfocus: () => this.onPoint(place),
      onchange: (event) => {
        const value = Number(event.target.value);
        if (Number.isFinite(value)) this.outline.move(ring, index, toPlace({ ...plane, [axis]: value }, this.zone));
        this.changed();
      } });
    const act = (text, label, run) => el("button", { type: "button", class: "quiet", text, "aria-label": label, title: label, onclick: () => run() && this.changed() });
    return el("tr", {}, el("th", { scope: "row", text: `J${number}` }), el("td", {}, field("northing", "X")), el("td", {}, field("easting", "Y")),
      el("td", { class: "nowrap" }, act("+", word("Add a point after J%(n)s", { n: number }), () => this.outline.add(ring, index)),
        act("×", word("Take point %(n)s out", { n: number }), () => this.outline.drop(ring, index))));
  }

  /** Pasted points take the place of the outer ring. */
  paste(event) {
    const points = pastedPoints(event.target.value);
    if (points.length < 3) return;
    const ring = points.map((one) => toPlace(one, this.zone));
    const [first, last] = [points[0], points[points.length - 1]];
    const closed = Math.hypot(first.northing - last.northing, first.easting - last.easting) < 0.001;
    this.outline.set([[...(closed ? ring.slice(0, -1) : ring), ring[0]], ...this.outline.rings.slice(1)]);
    event.target.value = "";
    this.changed();
  }
}
