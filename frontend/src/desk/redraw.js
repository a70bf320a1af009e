// Reshape a parcel, or draw a new one: corners are clicked, dragged or typed; what lies beside is
// there to snap to, and the server moves shared boundaries together.

import { ask, withQuery } from "../lib/ask.js";
import { el, later } from "../lib/dom.js";
import { planeArea } from "../lib/gauss_kruger.js";
import { statusName } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { addKey } from "./keys.js";
import { changedBy } from "./outcome_rows.js";
import { OutlineWork } from "./outline_work.js";
import { areaText } from "./shapes.js";

const SETTLED_MS = 300;
const item = (id) => ask(`/api/collections/parcels/items/${encodeURIComponent(id)}`);

/** Add both tools and their keys. */
export function redraw(desk) {
  const group = word("Edit");
  const reshape = desk.tools.add({ id: "reshape", key: "r", title: word("Reshape"), start: () => begin(desk, "reshape") });
  addKey("r", { group, says: word("Reshape the selected parcel"), run: () => reshape() });
  const draw = desk.tools.add({ id: "draw", key: "n", title: word("New parcel"), start: () => begin(desk, "draw") });
  addKey("n", { group, says: word("Draw a new parcel"), run: () => draw() });
}

function begin(desk, tool) {
  const { ids } = desk.selected;
  if (tool === "reshape" && ids.length !== 1) {
    desk.say(word("Select the one parcel that is to be reshaped."), "stop");
    return null;
  }
  const work = tool === "reshape" ? new Reshape(desk, ids[0]) : new Drawing(desk);
  work.start();
  return () => work.end();
}

class Reshape extends OutlineWork {
  constructor(desk, id) {
    super(desk, {
      tool: "reshape", subject: id, title: word("Reshape %(id)s", { id }), url: "/api/reshapes",
      saved: ({ parcels }) => {
        const own = parcels.features.find((one) => one.id === id)?.properties;
        return own?.before_m2 === undefined ? word("%(id)s reshaped; its area stays.", { id }) : word("%(id)s reshaped: %(n)s.", { id, n: changedBy(own) });
      },
    });
    this.id = id;
  }

  async load() {
    const [parcel, measures, near] = await Promise.all([item(this.id), ask(`/api/parcels/${encodeURIComponent(this.id)}/measures`), ask(withQuery("/api/neighbours", { ids: [this.id] }))]);
    if (parcel.geometry.type !== "Polygon") throw new Error(word("%(id)s has several parts; split it first, then reshape the parts.", { id: this.id }));
    const { [this.id]: version, ...neighbours } = this.form.saw({ ...Object.fromEntries(near.items.map(({ id, v }) => [id, v])), [this.id]: parcel.properties.version });
    Object.assign(this, { version, neighbours, rings: parcel.geometry.coordinates, zone: measures.gk_zone });
    this.unmeasured = parcel.properties.area_m2 - planeArea(this.rings, this.zone);
    await this.showBeside({ bbox: parcel.bbox });
  }

  open() {
    this.form.content.replaceChildren(el("p", { class: "hint", text: word("Drag a corner, click a side for a new one, right-click a corner to take it out; or type below. A boundary that a neighbour shares moves for both.") }), this.makeTable());
  }

  /** The recorded area moves with the measured one; to the last digit only the server shares it out. */
  figure(m2) {
    return `≈ ${areaText(m2 + this.unmeasured)}`;
  }

  body() {
    const shape = this.outline?.geometry();
    if (!shape) return word("Loading…");
    if (this.table.halted) return this.table.halted;
    if (JSON.stringify(shape.coordinates) === JSON.stringify(this.rings)) return word("Nothing moved yet.");
    return this.bodyOf(shape);
  }

  bodyOf(shape) {
    return { parcel: this.id, version: this.version, neighbours: this.neighbours, shape };
  }
}

class Drawing extends OutlineWork {
  constructor(desk) {
    super(desk, {
      tool: "draw", subject: "", title: word("New parcel"), url: "/api/drawings",
      saved: ({ parcels }) => word("%(id)s entered.", { id: parcels.features[0].id }),
    }, 0);
    this.rubber = L.polyline([], { renderer: this.renderer, className: "edit-cut", interactive: false, snapIgnore: true });
    this.heard = { click: ({ containerPoint }) => this.put(containerPoint), mousemove: ({ containerPoint }) => this.follow(containerPoint), mouseout: () => this.left() };
    this.panned = later(() => !this.form.ended && this.load().catch(() => {}), SETTLED_MS); // refused: what was there before is snapped to
  }

  async load() {
    const bounds = this.leaflet.getBounds();
    this.rings = [[]];
    this.zone = config().zone.gk_zone;
    this.form.saw({});
    await this.showBeside({ bbox: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] });
  }

  untouched() {
    return { rings: [[]], name: "", status: "idle" };
  }

  entered() {
    return { rings: this.outline.rings, name: this.name.value, status: this.status.value };
  }

  open() {
    const { name = "", status = "idle" } = this.form.draft;
    this.name = el("input", { type: "text", id: "draw-name", maxlength: "200", autocomplete: "off", value: name, oninput: () => this.told() });
    this.status = el("select", { id: "draw-status", onchange: () => this.told() }, ...Object.keys(config().styles).map((code) => el("option", { value: code, text: statusName(code) })));
    this.status.value = status;
    this.form.content.replaceChildren(
      el("p", { class: "edit-field" }, el("label", { for: "draw-name", text: word("Name") }), this.name),
      el("p", { class: "edit-field" }, el("label", { for: "draw-status", text: word("Status") }), this.status),
      el("p", { class: "hint", text: word("Click the corners on the map one after another, a corner near a boundary snaps to it; then drag them where they belong. Or add points and type them, or paste coordinates.") }), this.makeTable());
    this.leaflet.on(this.heard).on("moveend", this.panned);
    this.leaflet.doubleClickZoom.disable();
    this.leaflet.getContainer().classList.add("is-drawing");
  }

  /** Name or status: the outline stays as it is. */
  told() {
    this.form.keep(this.entered());
    this.form.preview();
  }

  /** A clicked corner goes to the end of the ring, onto what lies beside where that is near. */
  put(at) {
    this.left();
    if (this.outline.append(this.snapper.place(at))) this.table.changed();
  }

  /** The pointer as the next corner: both sides that it would make, and the area. */
  follow(at) {
    const corners = this.outline.rings[0].slice(0, -1);
    const place = this.dragging ? null : this.snapper.place(at);
    if (!place || !corners.length) return;
    const [first, last] = [corners[0], corners[corners.length - 1]];
    this.rubber.setLatLngs([last, place, first].map(([lng, lat]) => [lat, lng])).addTo(this.leaflet);
    if (corners.length > 1) this.form.shapes.live(place, areaText(planeArea([[...corners, place, first]], this.zone)), "right");
  }

  left() {
    if (this.dragging) return;
    this.rubber.remove();
    this.snapper.show(null);
    this.form.shapes.live(null);
  }

  body() {
    const shape = this.outline?.geometry();
    return this.table?.halted ?? (shape ? this.bodyOf(shape) : word("Set at least three corners."));
  }

  bodyOf(shape) {
    return { shape, status: this.status.value, name: this.name.value.trim() };
  }

  end() {
    this.leaflet.off(this.heard).off("moveend", this.panned);
    this.leaflet.doubleClickZoom.enable();
    this.leaflet.getContainer().classList.remove("is-drawing");
    this.rubber.remove();
    super.end();
  }
}
