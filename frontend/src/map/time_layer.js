// The parcels of a day, drawn as the map draws tiles, but cut here from the outlines of the whole
// history: another day paints again what is otherwise there, and asks nobody.

import { drawTile } from "./draw.js";
import { boundsOf, contains } from "./geometry.js";
import { muOfDm2, NOT_THERE, stateOn, turnTo } from "./land_then.js";
import { toWorld } from "./mercator.js";
import { parcelTiles } from "./tile_layer.js";

const EXTENT = 4096; // grid units of a tile
const BUFFER = 64; // … that it takes along beyond its edge
const MARGIN = 6; // CSS pixels around a parcel that its line and selection reach
const MOST_PARTS = 16; // more parcels in a tile than these are painted with the whole of it
const BEYOND_MS = 150;

/** Outlines as [{rings: [world x, y, …], box}] for each parcel and each of its outlines. */
export function shapesOf({ lots, origin, unit }) {
  return lots.map(({ outlines }) => outlines.map(([, rings]) => {
    const drawn = rings.map((ring) => worldRing(ring, origin, unit));
    return { rings: drawn, box: boundsOf(drawn) };
  }));
}

function worldRing(ring, [west, south], unit) {
  const drawn = new Float64Array(ring.length);
  let [east, north] = [0, 0];
  for (let i = 0; i < ring.length; i += 2) {
    east += ring[i];
    north += ring[i + 1];
    [drawn[i], drawn[i + 1]] = toWorld([west + east * unit, south + north * unit]);
  }
  return drawn;
}

/**
 * A layer of all land, on a day. `brushesOf()` gives {brushes, paper, muWord}; `parkMap` tells what is
 * selected and pointed at. `show(day)` turns it, `keep(lots)` fades all others (null: none).
 */
export function timeLayer({ land, shapes, day, frame, pane, parkMap, brushesOf }) {
  const state = stateOn(land, day);
  const facts = land.lots.map(({ id, name }, lot) => shapes[lot].map((_, outline) =>
    ({ id, name, park: "", s: "", mu: 0, v: 0, lot, outline })));
  for (let lot = 0; lot < facts.length; lot += 1) write(land, state, facts, lot);
  const then = {
    gone: { has: () => false }, current: (one) => one, codeOf: ({ s }) => s, wanted: null,
    matches: ({ lot }) => !then.wanted || then.wanted.has(lot),
    get selected() { return parkMap.selected; },
    get hovered() { return parkMap.hovered; },
  };
  const layer = parcelTiles("", frame, () => ({ ...brushesOf(), parkMap: then }), pane);
  Object.assign(layer, { land, shapes, state, facts, then, stale: new Map() }, methods);
  return layer;
}

function write(land, state, facts, lot) {
  const there = state.style[lot] !== NOT_THERE;
  for (const one of facts[lot]) {
    one.s = there && one.outline === state.outline[lot] ? land.styles[state.style[lot]] : "";
    one.mu = muOfDm2(state.area[lot]);
    one.park = there ? land.parks[state.park[lot]] : "";
  }
}

const methods = {
  /** Turn to a day; paints what is otherwise there at once, in this very call. */
  show(day) {
    const changed = turnTo(this.land, this.state, day);
    for (const lot of changed) write(this.land, this.state, this.facts, lot);
    if (changed.size > 0 && this._map) this.restyle(changed);
    return changed;
  },

  /** Fade all but these places of parcels; null fades none. */
  keep(wanted) {
    if (!wanted && !this.then.wanted) return;
    this.then.wanted = wanted;
    if (this._map) this.repaint(null);
  },

  /** The tile at z/x/y, cut from the outlines that meet it. */
  async fetched(key, z, x, y) {
    await null; // the place where it is kept is made first
    const value = cut(this.shapes, this.facts, z, x, y);
    const entry = this.kept.get(key);
    if (entry) entry.value = value;
    return value;
  },

  /** Paint the parcels of these places anew: what is seen at once, the rest when things are quiet. */
  restyle(changed) {
    for (const tile of this.live.values()) {
      const touched = tile.decoded?.features.filter(({ facts }) => changed.has(facts.lot)) ?? [];
      if (touched.length === 0) continue;
      const view = this.shown(tile);
      const parts = view ? this.parts(tile, touched, view) : [];
      for (const part of parts) drawTile(tile.canvas.getContext("2d"), tile.decoded, tile.frame, this.look(), part);
      this.stale.set(tile, true);
    }
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.freshen(), BEYOND_MS);
  },

  /** What to paint of a tile: the boxes of what changed inside the window, or all of the window. */
  parts({ decoded, frame }, touched, view) {
    if (touched.length > MOST_PARTS) return [view];
    const k = (frame.size * frame.scale) / decoded.extent;
    const [dx, dy] = [-frame.offsetX * frame.size * frame.scale, -frame.offsetY * frame.size * frame.scale];
    const margin = MARGIN * frame.ratio;
    return touched
      .map(({ box }) => [box[0] * k + dx - margin, box[1] * k + dy - margin, box[2] * k + dx + margin, box[3] * k + dy + margin])
      .map((box) => [
        Math.floor(Math.max(box[0], view[0])), Math.floor(Math.max(box[1], view[1])),
        Math.ceil(Math.min(box[2], view[2])), Math.ceil(Math.min(box[3], view[3])),
      ])
      .filter(([left, top, right, bottom]) => right > left && bottom > top);
  },

  /** Paint whole what was painted in part. */
  freshen() {
    for (const tile of this.stale.keys()) {
      if (this.live.get(this._tileCoordsToKey(tile.coords)) === tile) this.paint(tile);
    }
    this.stale.clear();
  },

  /** The feature under a Leaflet latlng on the day that is shown, or null. */
  hit({ lat, lng }) {
    const [x, y] = toWorld([lng, lat]);
    for (let lot = this.facts.length - 1; lot >= 0; lot -= 1) {
      if (this.state.style[lot] === NOT_THERE) continue;
      const outline = this.state.outline[lot];
      const shape = this.shapes[lot][outline];
      if (!shape || x < shape.box[0] || y < shape.box[1] || x > shape.box[2] || y > shape.box[3]) continue;
      if (contains(shape.rings, x, y)) return { facts: this.facts[lot][outline], ...shape };
    }
    return null;
  },
};

/** What decodeTile would give: rings in grid units of the tile, y to the south. */
function cut(shapes, facts, z, x, y) {
  const scale = 2 ** z * EXTENT;
  const [dx, dy] = [x * EXTENT, y * EXTENT];
  const [west, north] = [(dx - BUFFER) / scale, (dy - BUFFER) / scale];
  const [east, south] = [(dx + EXTENT + BUFFER) / scale, (dy + EXTENT + BUFFER) / scale];
  const features = [];
  for (let lot = 0; lot < shapes.length; lot += 1) {
    shapes[lot].forEach(({ rings, box }, outline) => {
      if (box[2] < west || box[0] > east || box[3] < north || box[1] > south) return;
      const drawn = rings.map((ring) => {
        const grid = new Float32Array(ring.length);
        for (let i = 0; i < ring.length; i += 2) {
          grid[i] = ring[i] * scale - dx;
          grid[i + 1] = ring[i + 1] * scale - dy;
        }
        return grid;
      });
      features.push({ facts: facts[lot][outline], rings: drawn, box: boundsOf(drawn) });
    });
  }
  return { extent: EXTENT, features, byId: new Here(features) };
}

/** Id -> the feature that is drawn of it: with an outline redrawn, the one of the day. */
class Here {
  constructor(features) {
    this.features = features;
    this.byId = new Map();
    for (const feature of features) {
      const { id } = feature.facts;
      if (!this.byId.has(id)) this.byId.set(id, []);
      this.byId.get(id).push(feature);
    }
  }

  has(id) {
    return this.byId.has(id);
  }

  get(id) {
    return this.byId.get(id)?.find(({ facts }) => facts.s !== "");
  }
}
