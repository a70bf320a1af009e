// Drawing a cut: clicks set points that snap to boundaries, the pointer shows where the next one
// would cut, and every point stands in a table, where it can be typed or pasted.

import { el, say } from "../lib/dom.js";
import { word } from "../map/config.js";
import { readPasted } from "./plane_cell.js";
import { PointTable } from "./point_table.js";
import { Snapper } from "./snapper.js";

export class CutLine {
  /**
   * @param shapes GeoJSON geometries to snap to
   * @param onChange () after every change of the line; @param onPass (points) the line with the
   *   pointer as its last point, null when the pointer has left
   */
  constructor(desk, { zone, shapes, onChange, onPass, points = [] }) {
    Object.assign(this, { desk, zone, onChange, onPass, points, past: [], future: [] });
    this.leaflet = desk.map.leaflet;
    this.renderer = L.svg();
    this.line = L.polyline([], { renderer: this.renderer, className: "edit-cut", interactive: false, snapIgnore: true }).addTo(this.leaflet);
    this.snapper = new Snapper(this.leaflet, this.renderer, shapes);
    const without = (at) => this.set(this.points.filter((_, i) => i !== at));
    this.table = new PointTable({
      zone, name: String, halted: () => onPass(null), put: (place) => this.set([...this.points, place]),
      move: (at, place) => this.set(this.points.map((one, i) => (i === at ? place : one))),
      acts: (row) => [el("button", { type: "button", class: "quiet", text: "×", "aria-label": word("Take point %(n)s out", { n: row.at + 1 }), onclick: () => without(row.at) })],
    });
    this.told = el("p", { class: "say", role: "status", hidden: true });
    const act = (name, text, run) => el("button", { type: "button", class: "button-2", "data-act": name, text, onclick: run });
    this.box = el("div", { class: "cut-line" },
      el("p", { class: "hint", text: word("Click points on the map so that the line crosses the parcel; a point near a boundary snaps to it. Or type coordinates here.") }),
      this.table.box, this.told,
      el("p", { class: "facts-acts" },
        act("add-point", word("Add a point"), () => this.table.blank()),
        act("undo-point", word("Undo point"), () => this.back()),
        act("redo-point", word("Redo point"), () => this.forth())));
    this.box.addEventListener("paste", (event) => this.paste(event));
    this.listen();
    this.draw();
  }

  get halted() {
    return this.table.halted;
  }

  listen() {
    const container = this.leaflet.getContainer();
    this.click = (event) => {
      if (event.target.closest(".leaflet-control")) return;
      event.stopPropagation();
      this.add(this.placeOf(event));
    };
    this.move = (event) => this.follow(this.placeOf(event));
    this.out = () => this.left();
    this.keys = (event) => {
      if (!(event.ctrlKey || event.metaKey) || !["z", "y"].includes(event.key.toLowerCase())) return;
      if (event.target.matches?.("input, textarea")) return;
      event.preventDefault();
      if (event.key.toLowerCase() === "z") this.back();
      else this.forth();
    };
    container.addEventListener("click", this.click, { capture: true });
    container.addEventListener("mousemove", this.move);
    container.addEventListener("mouseleave", this.out);
    document.addEventListener("keydown", this.keys);
    container.classList.add("is-drawing");
  }

  end() {
    const container = this.leaflet.getContainer();
    container.removeEventListener("click", this.click, { capture: true });
    container.removeEventListener("mousemove", this.move);
    container.removeEventListener("mouseleave", this.out);
    document.removeEventListener("keydown", this.keys);
    container.classList.remove("is-drawing");
    this.line.remove();
    this.snapper.show(null);
    this.renderer.remove();
  }

  placeOf(event) {
    return this.snapper.place(this.leaflet.mouseEventToContainerPoint(event));
  }

  add(place) {
    if (String(place) !== String(this.points[this.points.length - 1])) this.set([...this.points, place]);
  }

  /** The line as it would be with the pointer as its last point. */
  follow(place) {
    if (!this.points.length || String(place) === String(this.points[this.points.length - 1])) return;
    this.passed = true;
    const passing = [...this.points, place];
    this.line.setLatLngs(passing.map(([lng, lat]) => [lat, lng]));
    this.onPass(passing);
  }

  /** The pointer has left the map: what is shown is what is set, and what would be saved. */
  left() {
    this.snapper.show(null);
    if (!this.passed) return;
    this.passed = false;
    this.draw();
    this.onPass(null);
  }

  set(points) {
    this.past.push(this.points);
    this.future = [];
    this.go(points);
  }

  back() {
    if (!this.past.length) return;
    this.future.push(this.points);
    this.go(this.past.pop());
  }

  forth() {
    if (!this.future.length) return;
    this.past.push(this.points);
    this.go(this.future.pop());
  }

  go(points) {
    this.points = points;
    this.draw();
    this.onChange();
  }

  paste(event) {
    const { wrong, places } = readPasted(event.clipboardData.getData("text"), this.zone, 2);
    if (!places && event.target.matches("input")) return; // a single number goes into its cell
    event.preventDefault();
    say(this.told, wrong ?? "", "stop");
    if (places) this.set(places);
  }

  draw() {
    this.passed = false;
    this.line.setLatLngs(this.points.map(([lng, lat]) => [lat, lng]));
    this.table.show(this.points);
  }
}
