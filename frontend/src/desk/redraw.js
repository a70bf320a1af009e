// Reshape a parcel, or draw a new one: corners are dragged (Geoman) or typed; what lies beside is
// there to snap to, and the server moves shared boundaries together.

import { ask, withQuery } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { statusName } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { CornerTable } from "./corner_table.js";
import { readDraft } from "./drafts.js";
import { EditForm } from "./edit_form.js";
import { addKey } from "./keys.js";
import { Outline } from "./outline.js";
import { areaText } from "./shapes.js";

const MOST_BESIDE = 40;
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

/** What both have in common: outline, table, the layer on the map, what is snapped to. */
class Redraw {
  constructor(desk, options) {
    this.desk = desk;
    this.leaflet = desk.map.leaflet;
    this.renderer = L.svg();
    this.beside = L.layerGroup().addTo(this.leaflet);
    this.form = new EditForm(desk, { ...options, body: () => this.body() });
    this.form.renew = () => this.load();
    this.kept = readDraft(this.form.draftName) ?? {};
    this.keys = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.target.matches?.("input, textarea")) return;
      const way = { z: "back", y: "forth" }[event.key.toLowerCase()];
      if (!way) return;
      event.preventDefault();
      if (this.outline?.[way]()) this.table.changed();
    };
    document.addEventListener("keydown", this.keys);
    desk.map.busy = true;
  }

  async start() {
    try {
      const [{ editable }] = await Promise.all([import("./geoman.js"), this.load()]);
      if (this.form.ended) return;
      editable(this.leaflet);
      this.outline = new Outline(this.kept.rings ?? this.rings);
      this.open();
      this.changed();
    } catch (error) {
      this.form.refused(error);
    }
  }

  /** The neighbours, drawn so that corners snap to them. */
  async showBeside(query) {
    const { features } = await ask(withQuery("/api/collections/parcels/items", { ...query, limit: MOST_BESIDE }));
    for (const feature of features) {
      if (feature.id === this.id) continue;
      this.beside.addLayer(L.geoJSON(feature, { style: { renderer: this.renderer, className: "edit-beside", interactive: false } }));
    }
  }

  makeTable() {
    this.table = new CornerTable(this.outline, this.zone, {
      onChange: () => this.changed(),
      onPoint: ([lng, lat]) => { this.point ??= L.circleMarker([lat, lng], { renderer: this.renderer, radius: 8, className: "edit-snap", interactive: false }).addTo(this.leaflet); this.point.setLatLng([lat, lng]); },
    });
    return this.table.box;
  }

  /** After every change: the layer follows the outline, the draft is kept, the server asked. */
  changed() {
    this.drawLayer();
    this.form.keep({ ...this.remembered?.(), rings: this.outline.rings });
    this.form.preview();
  }

  drawLayer() {
    this.layer?.pm?.disable();
    this.layer?.remove();
    this.layer = null;
    const shape = this.outline.geometry();
    if (!shape) return;
    const corners = shape.coordinates.map((ring) => ring.slice(0, -1).map(([lng, lat]) => [lat, lng]));
    this.layer = L.polygon(corners, { renderer: this.renderer, className: "edit-outline" }).addTo(this.leaflet);
    this.layer.pm.enable({ snappable: true, snapDistance: 14, allowSelfIntersection: true });
    this.layer.on("pm:markerdragend pm:vertexadded pm:vertexremoved", () => this.takeLayer());
  }

  /** A corner was dragged, added or taken out on the map. */
  takeLayer() {
    const rings = this.layer.getLatLngs().map((ring) => {
      const corners = ring.map(({ lng, lat }) => [lng, lat]);
      return [...corners, corners[0]];
    });
    if (this.outline.set(rings)) this.table.changed();
  }

  end() {
    this.desk.map.busy = false;
    document.removeEventListener("keydown", this.keys);
    this.layer?.pm?.disable();
    this.layer?.remove();
    this.point?.remove();
    this.beside.remove();
    this.renderer.remove();
    this.form.end();
  }
}

class Reshape extends Redraw {
  constructor(desk, id) {
    super(desk, {
      tool: "reshape", subject: id, title: word("Reshape %(id)s", { id }), url: "/api/reshapes",
      saved: ({ recorded }) => word("%(id)s reshaped: %(n)s m².", { id, n: (recorded.after_m2 - recorded.before_m2).toFixed(2) }),
    });
    this.id = id;
  }

  async load() {
    const [parcel, measures, near] = await Promise.all([item(this.id), ask(`/api/parcels/${encodeURIComponent(this.id)}/measures`), ask(withQuery("/api/neighbours", { ids: [this.id] }))]);
    if (parcel.geometry.type !== "Polygon") throw new Error(word("%(id)s has several parts; split it first, then reshape the parts.", { id: this.id }));
    this.version = parcel.properties.version;
    this.neighbours = Object.fromEntries(near.items.map(({ id, v }) => [id, v]));
    this.rings = parcel.geometry.coordinates;
    this.zone = measures.gk_zone;
    await this.showBeside({ bbox: parcel.bbox });
  }

  open() {
    this.form.content.replaceChildren(el("p", { class: "hint", text: word("Drag a corner, click a side for a new one, right-click a corner to take it out; or type below. A boundary that a neighbour shares moves for both.") }), this.makeTable());
  }

  body() {
    const shape = this.outline?.geometry();
    if (!shape) return word("Loading…");
    if (JSON.stringify(shape.coordinates) === JSON.stringify(this.rings)) return word("Nothing moved yet.");
    return { parcel: this.id, version: this.version, neighbours: this.neighbours, shape };
  }
}

class Drawing extends Redraw {
  constructor(desk) {
    super(desk, {
      tool: "draw", subject: "", title: word("New parcel"), url: "/api/drawings",
      saved: ({ parcels }) => word("%(id)s entered.", { id: parcels.features[0].id }),
    });
    this.trimmed = false;
    this.form.onRefused = (error) => this.offerRepair(error.problem?.repair);
    this.click = ({ latlng }) => this.put([latlng.lng, latlng.lat]);
  }

  async load() {
    const bounds = this.leaflet.getBounds();
    this.rings = [[]];
    this.zone = config().zone.gk_zone;
    await this.showBeside({ bbox: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] });
  }

  remembered() {
    return { name: this.name?.value, status: this.status?.value };
  }

  open() {
    this.name = el("input", { type: "text", id: "draw-name", maxlength: "200", autocomplete: "off", value: this.kept.name ?? "", oninput: () => this.changed() });
    this.status = el("select", { id: "draw-status", onchange: () => this.changed() }, ...Object.keys(config().styles).map((code) => el("option", { value: code, text: statusName(code) })));
    this.status.value = this.kept.status ?? "idle";
    this.form.content.replaceChildren(
      el("p", { class: "edit-field" }, el("label", { for: "draw-name", text: word("Name") }), this.name),
      el("p", { class: "edit-field" }, el("label", { for: "draw-status", text: word("Status") }), this.status),
      el("p", { class: "hint", text: word("Click the corners on the map one after another, then drag them where they belong; or paste coordinates.") }), this.makeTable());
    this.desk.map.leaflet.on("click", this.click);
    this.leaflet.getContainer().classList.add("is-drawing");
  }

  /** A clicked corner goes to the end of the ring. */
  put(place) {
    const corners = (this.outline.rings[0] ?? []).slice(0, -1);
    const made = [...corners, place];
    this.trimmed = false;
    this.outline.set([[...made, made[0]]]);
    this.table.changed();
  }

  body() {
    const shape = this.outline?.geometry();
    if (!shape) return word("Set at least three corners.");
    return { shape, status: this.status.value, name: this.name.value.trim(), trimmed: this.trimmed };
  }

  /** What mends a refused boundary, with the area before and after. */
  offerRepair(repair) {
    if (!repair) return;
    const less = repair.after_m2 - repair.before_m2;
    this.form.out.append(el("button", { type: "button", class: "button-2", text: word("Trim to neighbours: %(n)s m² (leaves %(area)s)", { n: less.toFixed(2), area: areaText(repair.after_m2) }), onclick: () => {
      this.trimmed = true;
      this.form.preview();
    } }));
  }

  end() {
    this.leaflet.off("click", this.click);
    this.leaflet.getContainer().classList.remove("is-drawing");
    super.end();
  }
}
