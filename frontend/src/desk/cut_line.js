// Drawing a cut: clicks set points that snap to boundaries, the cursor is the next point, and every
// point stands in a table as northing and easting, where it can be typed or pasted.

import { el } from "../lib/dom.js";
import { pastedPoints, toPlace, toPlane } from "../lib/gauss_kruger.js";
import { word } from "../map/config.js";
import { ringsOf, snap } from "./snap.js";

const REACH = 12; // pixels

export class CutLine {
  /** @param shapes GeoJSON geometries to snap to; `onChange()` after every change of the line */
  constructor(desk, { zone, shapes, onChange, points = [] }) {
    Object.assign(this, { desk, zone, onChange, points, past: [], future: [] });
    this.rings = ringsOf(shapes);
    this.leaflet = desk.map.leaflet;
    this.renderer = L.svg();
    this.line = L.polyline([], { renderer: this.renderer, className: "edit-cut", interactive: false }).addTo(this.leaflet);
    this.dot = L.circleMarker([0, 0], { radius: 5, renderer: this.renderer, className: "edit-snap", interactive: false });
    this.table = el("tbody");
    this.box = el("div", { class: "cut-line" },
      el("p", { class: "hint", text: word("Click points on the map so that the line crosses the parcel; a point near a boundary snaps to it. Or type coordinates here.") }),
      el("table", { class: "points points-edit" }, el("thead", {}, el("tr", {}, ...["", "X (m)", "Y (m)", ""].map((text) => el("th", { text })))), this.table),
      el("p", { class: "facts-acts" },
        el("button", { type: "button", class: "button-2", text: word("Add a point"), onclick: () => this.addTyped() }),
        el("button", { type: "button", class: "button-2", "data-act": "undo-point", text: word("Undo point"), onclick: () => this.back() }),
        el("button", { type: "button", class: "button-2", "data-act": "redo-point", text: word("Redo point"), onclick: () => this.forth() })));
    this.box.addEventListener("paste", (event) => this.paste(event));
    this.listen();
    this.draw();
  }

  listen() {
    const container = this.leaflet.getContainer();
    this.click = (event) => {
      if (event.target.closest(".leaflet-control")) return;
      event.stopPropagation();
      this.set([...this.points, this.snapped(event)]);
    };
    this.move = (event) => this.follow(this.snapped(event));
    this.keys = (event) => {
      if (!(event.ctrlKey || event.metaKey) || !["z", "y"].includes(event.key.toLowerCase())) return;
      if (event.target.matches?.("input, textarea")) return;
      event.preventDefault();
      if (event.key.toLowerCase() === "z") this.back();
      else this.forth();
    };
    container.addEventListener("click", this.click, { capture: true });
    container.addEventListener("mousemove", this.move);
    document.addEventListener("keydown", this.keys);
    container.classList.add("is-drawing");
  }

  end() {
    const container = this.leaflet.getContainer();
    container.removeEventListener("click", this.click, { capture: true });
    container.removeEventListener("mousemove", this.move);
    document.removeEventListener("keydown", this.keys);
    container.classList.remove("is-drawing");
    this.line.remove();
    this.dot.remove();
    this.renderer.remove();
  }

  /** The place [lng, lat] under the pointer, or the corner or edge near it. */
  snapped(event) {
    const at = this.leaflet.mouseEventToContainerPoint(event);
    const pixels = this.rings.map((ring) => ring.map(([lng, lat]) => {
      const { x, y } = this.leaflet.latLngToContainerPoint([lat, lng]);
      return [x, y];
    }));
    const found = snap([at.x, at.y], pixels, REACH);
    if (found) this.dot.addTo(this.leaflet);
    else this.dot.remove();
    if (found?.kind === "corner") {
      const [lng, lat] = this.rings[found.ring][found.index];
      this.dot.setLatLng([lat, lng]);
      return [lng, lat];
    }
    const { lat, lng } = this.leaflet.containerPointToLatLng(found?.point ?? at);
    this.dot.setLatLng([lat, lng]);
    return [lng, lat];
  }

  /** The line as it would be with the pointer as its last point. */
  follow(place) {
    this.line.setLatLngs([...this.points, place].map(([lng, lat]) => [lat, lng]));
    if (this.points.length === 1) this.onChange([...this.points, place]);
  }

  set(points) {
    this.past.push(this.points);
    this.future = [];
    this.points = points;
    this.draw();
    this.onChange(points);
  }

  back() {
    if (!this.past.length) return;
    this.future.push(this.points);
    this.points = this.past.pop();
    this.draw();
    this.onChange(this.points);
  }

  forth() {
    if (!this.future.length) return;
    this.past.push(this.points);
    this.points = this.future.pop();
    this.draw();
    this.onChange(this.points);
  }

  addTyped() {
    const [last] = this.points.slice(-1);
    const middle = this.leaflet.getCenter();
    this.set([...this.points, last ?? [middle.lng, middle.lat]]);
    this.table.querySelector("tr:last-child input")?.focus();
  }

  paste(event) {
    const points = pastedPoints(event.clipboardData.getData("text"));
    if (points.length < 2) return;
    event.preventDefault();
    this.set(points.map((one) => toPlace(one, this.zone)));
  }

  draw() {
    this.line.setLatLngs(this.points.map(([lng, lat]) => [lat, lng]));
    this.table.replaceChildren(...this.points.map((place, at) => this.row(place, at)));
  }

  row(place, at) {
    const plane = toPlane(place, this.zone);
    const field = (axis, label) => el("input", { type: "text", inputmode: "decimal", value: plane[axis].toFixed(3), "aria-label": `${label} ${at + 1}`, onchange: (event) => {
      const value = Number(event.target.value);
      if (!Number.isFinite(value)) return this.draw();
      const moved = toPlace({ ...plane, [axis]: value }, this.zone);
      return this.set(this.points.map((one, i) => (i === at ? moved : one)));
    } });
    return el("tr", {}, el("th", { scope: "row", text: String(at + 1) }), el("td", {}, field("northing", "X")), el("td", {}, field("easting", "Y")),
      el("td", {}, el("button", { type: "button", class: "quiet", text: "×", "aria-label": word("Take point %(n)s out", { n: at + 1 }), onclick: () => this.set(this.points.filter((_, i) => i !== at)) })));
  }
}
