// A boundary under the hand: the outline on the map with corners to drag (Geoman), the table of its
// corners, what lies beside to snap to, and the area while it moves. Reshape and new parcel build on it.

import { ask, withQuery } from "../lib/ask.js";
import { planeArea } from "../lib/gauss_kruger.js";
import { CornerTable } from "./corner_table.js";
import { EditForm } from "./edit_form.js";
import { Outline } from "./outline.js";
import { areaText } from "./shapes.js";
import { Snapper } from "./snapper.js";

const MOST_BESIDE = 200;

export class OutlineWork {
  /** @param options those of an EditForm; @param least corners that stay */
  constructor(desk, options, least = 3) {
    this.desk = desk;
    this.least = least;
    this.leaflet = desk.map.leaflet;
    this.renderer = L.svg();
    this.beside = L.layerGroup().addTo(this.leaflet);
    this.form = new EditForm(desk, { ...options, body: () => this.body(), renew: () => this.load(), mend: (shape) => this.mend(shape) });
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys);
    desk.map.busy = true;
  }

  async start() {
    try {
      const [{ editable }] = await Promise.all([import("./geoman.js"), this.load()]);
      if (this.form.ended) return;
      editable(this.leaflet);
      this.outline = new Outline(this.form.draft.rings ?? this.rings, this.least);
      this.open();
      this.form.opened(this.untouched(), this.entered());
      this.drawLayer();
      this.form.preview();
    } catch (error) {
      this.form.refused(error);
    }
  }

  /** What is remembered before anything was entered, and by now. */
  untouched() {
    return { rings: this.rings };
  }

  entered() {
    return { rings: this.outline.rings };
  }

  /** Ctrl+Z and Ctrl+Y go through every state of the outline. */
  key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches?.("input, textarea")) return;
    const way = { z: "back", y: "forth" }[event.key.toLowerCase()];
    if (!way) return;
    event.preventDefault();
    if (this.outline?.[way]()) this.table.changed();
  }

  /** The neighbours, drawn so that corners snap to them. */
  async showBeside(query) {
    const { features } = await ask(withQuery("/api/collections/parcels/items", { ...query, limit: MOST_BESIDE }));
    const others = features.filter(({ id, geometry }) => id !== this.id && geometry);
    if (this.form.ended) return;
    this.beside.clearLayers();
    for (const one of others) this.beside.addLayer(L.geoJSON(one, { interactive: false, style: { renderer: this.renderer, className: "edit-beside", interactive: false } }));
    this.snapper?.show(null);
    this.snapper = new Snapper(this.leaflet, this.renderer, others.map(({ geometry }) => geometry));
  }

  makeTable() {
    this.table = new CornerTable(this.outline, this.zone, {
      onChange: () => this.changed(),
      onHalt: () => this.form.preview(),
      onPoint: ([lng, lat]) => { this.point ??= L.circleMarker([lat, lng], { renderer: this.renderer, radius: 8, className: "edit-snap", interactive: false, snapIgnore: true }).addTo(this.leaflet); this.point.setLatLng([lat, lng]); },
    });
    return this.table.box;
  }

  /** After every change: the layer follows the outline, the draft is kept, the server asked. */
  changed() {
    this.drawLayer();
    this.form.keep(this.entered());
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
    for (const handle of this.leaflet.getPane("markerPane").querySelectorAll(".marker-icon")) {
      handle.removeAttribute("tabindex"); // for the mouse; keys have the table of corners
      handle.removeAttribute("role");
    }
    this.layer.on("pm:markerdragstart", () => { this.dragging = true; });
    this.layer.on("pm:markerdrag", () => this.moving());
    this.layer.on("pm:snap", ({ snapLatLng: { lng, lat } }) => this.snapper.show([lng, lat]));
    this.layer.on("pm:unsnap", () => this.snapper.show(null));
    this.layer.on("pm:markerdragend pm:vertexadded pm:vertexremoved", () => this.takeLayer());
  }

  get layerRings() {
    return this.layer.getLatLngs().map((ring) => {
      const corners = ring.map(({ lng, lat }) => [lng, lat]);
      return [...corners, corners[0]];
    });
  }

  /** A corner is being dragged: the area at once, what the server makes of it as soon as the hand rests. */
  moving() {
    const rings = this.layerRings;
    const text = this.figure(planeArea(rings, this.zone));
    const { lng, lat } = this.layer.getCenter();
    this.form.passing(text);
    this.form.shapes.live([lng, lat], text);
    this.form.preview(this.bodyOf({ type: "Polygon", coordinates: rings }));
  }

  /** An area that the page measured itself, as it will be recorded. */
  figure(m2) {
    return areaText(m2);
  }

  /** A corner was dragged, added or taken out on the map. */
  takeLayer() {
    this.dragging = false;
    this.snapper.show(null);
    this.form.shapes.live(null);
    if (this.outline.set(this.layerRings)) this.table.changed();
    else this.form.preview();
  }

  /** What mends a refused boundary takes its place; a step back has the old one again. */
  mend({ coordinates }) {
    if (this.outline.set(coordinates)) this.table.changed();
  }

  end() {
    this.desk.map.busy = false;
    document.removeEventListener("keydown", this.keys);
    this.layer?.pm?.disable();
    this.layer?.remove();
    this.point?.remove();
    this.snapper?.show(null);
    this.beside.remove();
    this.renderer.remove();
    this.form.end();
  }
}
