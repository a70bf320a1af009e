// What page code holds: one object a map, with the selection, the filter, and what was marked since
// the tiles were made. Capabilities listen to it and draw; it draws nothing itself.

import { config } from "./config.js";

const NO_FILTER = { s: null, park: null, ids: null };
const byLeaflet = new WeakMap();
const showsAll = ({ s, park, ids }) => !s && !park && !ids;

/** The ParkMap of a Leaflet map, made when first asked for: capabilities start in any order. */
export function parkMapOf(leaflet) {
  if (!byLeaflet.has(leaflet)) byLeaflet.set(leaflet, new ParkMap(leaflet, config()));
  return byLeaflet.get(leaflet);
}

export class ParkMap {
  constructor(leaflet, settings) {
    this.leaflet = leaflet;
    this.selected = new Set();
    this.multi = false;
    this.hovered = null;
    this.busy = false; // a tool has the map: clicks select nothing, nothing is named
    this.totals = settings.totals ?? [];
    this.token = settings.token;
    this.tiles = null; // the parcels layer, once it stands
    this.wanted = NO_FILTER;
    this.deltas = new Map(); // id -> facts newer than the tiles
    this.codes = null; // id -> style code, where the map is not painted by status
    this.gone = new Set();
    this.listeners = new Map();
    this.painted = new Promise((resolve) => {
      this.tellPainted = resolve; // by the parcels layer: the first frame with parcels is out
    });
  }

  /** Call `listener` on "select", "hover", "click", "changes", "totals", "redraw" or "reload". */
  on(event, listener) {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event).add(listener);
    return this;
  }

  off(event, listener) {
    this.listeners.get(event)?.delete(listener);
    return this;
  }

  emit(event, detail) {
    for (const listener of this.listeners.get(event) ?? []) listener(detail);
  }

  /** Outline these parcels and no others. `fly` also moves the map to them where they are known. */
  select(ids, { fly = false } = {}) {
    const before = this.selected;
    this.selected = new Set(ids);
    this.emit("redraw", new Set([...before, ...this.selected]));
    if (fly) this.show(this.tiles?.placeOf(this.selected));
    this.emit("select", { ids: [...this.selected] });
  }

  /** Add a parcel to the selection, or take it out. */
  toggle(id) {
    const ids = new Set(this.selected);
    if (!ids.delete(id)) ids.add(id);
    this.select(ids);
  }

  /** Fit the map to [west, south, east, north] in degrees; nothing happens without a box. */
  show(bbox, options = {}) {
    if (!bbox) return;
    const [west, south, east, north] = bbox;
    const corners = [[south, west], [north, east]]; // Leaflet wants [lat, lng]
    this.leaflet.fitBounds(corners, { padding: [24, 24], maxZoom: 18, ...options });
  }

  /** Fade to 25 % what does not match: {s: Set|null, park: string|null, ids: Set|null}. */
  filter(wanted) {
    const before = this.wanted;
    this.wanted = { ...NO_FILTER, ...wanted };
    if (showsAll(before) && showsAll(this.wanted)) return; // as on most first views
    this.emit("redraw", null);
  }

  /** Further out parks tell sums: of what fits, {park: {count, mu}}, or of all land (null). */
  sum(found) {
    this.found = found;
    this.emit("totals", this.totals);
  }

  /** Several at a time (click toggles, shift-drag draws a box), or one. */
  mode({ multi }) {
    this.multi = Boolean(multi);
    this.emit("mode", { multi: this.multi });
  }

  /** Paint by something else than the status: `codes` {id: style code}, `rest` for all others. */
  paintAs(codes, rest) {
    this.codes = new Map(Object.entries(codes));
    this.rest = rest;
    this.emit("redraw", null);
  }

  /** The style code by which a parcel is painted. */
  codeOf(facts) {
    return this.codes ? this.codes.get(facts.id) ?? this.rest : facts.s;
  }

  /** Whether a parcel passes the filter. */
  matches(facts) {
    const { s, park, ids } = this.wanted;
    return (!s || s.has(this.codeOf(facts))) && (!park || park === facts.park) && (!ids || ids.has(facts.id));
  }

  /** The newest that is known of a parcel {id, s, name, park, mu, v}, or undefined. */
  facts(id) {
    if (this.gone.has(id)) return undefined;
    const drawn = this.tiles?.factsOf(id);
    return drawn ? this.current(drawn) : this.deltas.get(id);
  }

  /** What a tile says of a parcel, or what came later. */
  current(drawn) {
    const delta = this.deltas.get(drawn.id);
    return delta && delta.v >= drawn.v ? delta : drawn;
  }

  /** Take in what was marked, here or elsewhere, and restyle at once. */
  apply(changed, totals = null, gone = []) {
    for (const facts of changed) {
      const known = this.deltas.get(facts.id);
      if (known && known.v > facts.v) continue; // an older answer came late
      this.deltas.set(facts.id, facts);
      this.gone.delete(facts.id);
    }
    for (const id of gone) this.gone.add(id);
    this.emit("redraw", new Set([...changed.map((facts) => facts.id), ...gone]));
    if (totals && !this.codes) { // sums by status are none of a map by grades
      this.totals = totals;
      this.emit("totals", totals);
    }
  }

  /** Ask for all tiles again: what changed is more than a list of parcels tells. */
  reload() {
    this.deltas.clear();
    this.gone.clear();
    this.emit("reload");
  }
}
