// What an edit would make, drawn over the map: pieces with their areas, a red place, the cut line.

import { word } from "../map/config.js";
import { el } from "../lib/dom.js";

const fixed = (value, n) => value.toLocaleString("en", { minimumFractionDigits: n, maximumFractionDigits: n });

/** "5,000.00 m² · 7.50 mu" */
export const areaText = (m2) => `${fixed(m2, 2)} m² · ${fixed((m2 * 3) / 2000, 2)} ${word("mu")}`;

const ROOM = { x: 24, y: 12 }; // pixels: of a smaller piece the area would hide the piece

export class Shapes {
  constructor(map) {
    this.leaflet = map.leaflet;
    this.renderer = L.svg(); // the map's own is a canvas, which knows no style sheet
    this.pieces = L.layerGroup().addTo(this.leaflet);
    this.marks = L.layerGroup().addTo(this.leaflet);
    this.theirs = L.layerGroup().addTo(this.leaflet);
    this.figure = L.layerGroup().addTo(this.leaflet);
    this.zoomed = () => this.shown && this.show(this.shown);
    this.leaflet.on("zoomend", this.zoomed);
  }

  /** An area at a place [lng, lat] while a hand still moves; none without a place. */
  live(place, text = "", direction = "center") {
    this.figure.clearLayers();
    if (!place) return;
    const tip = L.tooltip({ permanent: true, direction, className: "edit-area", interactive: false });
    this.figure.addLayer(tip.setLatLng([place[1], place[0]]).setContent(el("span", { text })));
  }

  /** Pieces of a FeatureCollection with their areas, where there is room; neighbours only with their outline. */
  show(collection) {
    this.shown = collection;
    this.live(null);
    this.pieces.clearLayers();
    this.marks.clearLayers();
    collection.features.forEach((feature, at) => {
      const { role, area_m2: area } = feature.properties;
      const shape = L.geoJSON(feature, { interactive: false, snapIgnore: true, style: { renderer: this.renderer, className: role === "neighbour" ? "edit-neighbour" : `edit-piece edit-piece-${at % 2}` } });
      this.pieces.addLayer(shape);
      if (role === "neighbour" || !this.hasRoom(shape)) return;
      const text = el("span", { text: areaText(area) });
      shape.bindTooltip(text, { permanent: true, direction: "center", className: "edit-area" });
    });
  }

  /** Whether the area of a piece fits about into it; the form tells every one. */
  hasRoom(shape) {
    const box = shape.getBounds();
    const size = this.leaflet.latLngToLayerPoint(box.getSouthEast()).subtract(this.leaflet.latLngToLayerPoint(box.getNorthWest()));
    return size.y >= ROOM.y && size.x >= ROOM.x;
  }

  /** Where and why an edit was refused. */
  refuse(place, sentence) {
    this.live(null);
    this.clear();
    if (!place) return;
    const ring = L.circleMarker([place[1], place[0]], { radius: 12, renderer: this.renderer, className: "edit-wrong", interactive: false, snapIgnore: true });
    ring.bindTooltip(el("span", { text: sentence }), { permanent: true, direction: "top", className: "edit-wrong-why" });
    this.marks.addLayer(ring);
  }

  /** Boundaries as somebody else left them. */
  showTheirs(features) {
    this.clearTheirs();
    for (const feature of features) this.theirs.addLayer(L.geoJSON(feature, { interactive: false, style: { renderer: this.renderer, className: "edit-theirs" } }));
  }

  clearTheirs() {
    this.theirs.clearLayers();
  }

  clear() {
    this.shown = null;
    this.pieces.clearLayers();
    this.marks.clearLayers();
  }

  remove() {
    this.leaflet.off("zoomend", this.zoomed);
    this.pieces.remove();
    this.figure.remove();
    this.marks.remove();
    this.theirs.remove();
    this.renderer.remove();
  }
}
