// The parcels as a Leaflet grid layer: 512 px canvases, filled from vector tiles that are fetched
// once, decoded once and kept, so that a change of style, filter or selection only paints again.

import { decodeTile } from "./decode.js";
import { drawTile } from "./draw.js";
import { clearFirst, early, hasEarly } from "./first.js";
import { boundsOf, contains, meetsBox } from "./geometry.js";
import { metresPerPixel, sourceOf, toPlace, toWorld } from "./mercator.js";

const BEYOND_MS = 120; // after the part of a tile that is seen, all of it is painted
const KEPT = 256; // decoded tiles
const LEAD_MS = 150; // so long the other tiles wait for those that the page asked for early
const SIZE = 512; // CSS pixels of a tile; Leaflet's zoom is then the tile's plus one

/** A layer of `url` ("…/{z}/{x}/{y}…") for `frame` {minzoom, maxzoom, bounds}. */
export function parcelTiles(url, frame, look, pane) {
  const [west, south, east, north] = frame.bounds;
  const Layer = L.GridLayer.extend(methods);
  const layer = new Layer({
    pane,
    tileSize: SIZE,
    minZoom: frame.minzoom + 1,
    bounds: [[south, west], [north, east]],
    updateWhenZooming: false,
  });
  if (hasEarly()) {
    layer.leader = new Promise((resolve) => {
      layer.follow = () => {
        layer.leader = null;
        resolve();
      };
      setTimeout(layer.follow, LEAD_MS); // a hidden page has no frames
    });
  }
  Object.assign(layer, { url, frame, look, kept: new Map(), live: new Map(), dirty: null });
  layer.once("load", clearFirst);
  layer.on("tileunload", ({ coords }) => layer.live.delete(layer._tileCoordsToKey(coords)));
  return layer;
}

async function asked(address, key) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`tile ${key}: ${answer.status}`);
  return answer.status === 204 ? new ArrayBuffer(0) : answer.arrayBuffer();
}

const methods = {
  createTile(coords, done) {
    const canvas = document.createElement("canvas");
    const source = sourceOf(coords.x, coords.y, coords.z, this.frame.maxzoom);
    const [, lat] = toPlace([0, (source.y + 0.5) / 2 ** source.z]);
    const gridMetres = (metresPerPixel(source.z + 1, lat) * SIZE) / 4096;
    const tile = { canvas, coords, source, gridMetres, frame: null, decoded: null };
    this.size(tile);
    this.live.set(this._tileCoordsToKey(coords), tile);
    this.fill(tile).then(() => done(null, canvas), (error) => done(error, canvas));
    return canvas;
  },

  /** Give a canvas as many pixels as it takes on screen, between two whole zooms too. */
  size(tile) {
    const { canvas, coords, source, gridMetres } = tile;
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    const zoom = this._map.getZoom();
    const size = Math.round(SIZE * ratio * 2 ** (zoom - coords.z));
    tile.frame = { ...source, size, ratio, zoom, gridMetres, column: coords.x, row: coords.y };
    if (canvas.width === size) return false;
    canvas.width = canvas.height = size;
    return true;
  },

  /** After a zoom that kept the tiles: paint those anew that now take more or fewer pixels. */
  rescale() {
    for (const tile of this.live.values()) {
      if (tile.coords.z === this._tileZoom && this.size(tile) && tile.decoded) this.paint(tile);
    }
  },

  /** Decode (or take the kept) and paint. */
  async fill(tile) {
    try {
      tile.decoded = await this.decoded(tile.source);
    } catch (error) {
      this.fire("parcelserror", { error });
      throw error;
    }
    this.paint(tile);
    if (this.leader) requestAnimationFrame(() => setTimeout(this.follow, 0));
    if (tile.decoded.features.length > 0) this.fire("parcelspainted");
  },

  /** The decoded tile at {z, x, y}, as a promise; a failed one is asked for again next time. */
  decoded({ z, x, y }) {
    const key = `${z}/${x}/${y}`;
    if (!this.kept.has(key)) {
      this.kept.set(key, { value: null, promise: this.fetched(key, z, x, y) });
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    }
    return this.kept.get(key).promise;
  },

  async fetched(key, z, x, y) {
    const entry = () => this.kept.get(key);
    try {
      const address = this.url.replace("{z}", z).replace("{x}", x).replace("{y}", y);
      const given = early(address);
      if (!given) await this.leader; // network and processor belong to the first tiles until then
      const value = (await given) ?? decodeTile(await asked(address, key));
      if (entry()) entry().value = value;
      return value;
    } catch (error) {
      this.kept.delete(key);
      throw error;
    }
  },

  paint(tile, part = null) {
    const brush = tile.canvas.getContext("2d");
    drawTile(brush, tile.decoded, tile.frame, this.look(), part);
  },

  /** The part of a tile that the map's window shows, in pixels of its canvas; null where none. */
  shown({ canvas }) {
    const here = canvas.getBoundingClientRect();
    const view = this._map.getContainer().getBoundingClientRect();
    const k = canvas.width / (here.width || 1);
    const left = Math.max(0, (view.left - here.left) * k);
    const top = Math.max(0, (view.top - here.top) * k);
    const right = Math.min(canvas.width, (view.right - here.left) * k);
    const bottom = Math.min(canvas.height, (view.bottom - here.top) * k);
    return right > left && bottom > top ? [left, top, right, bottom] : null;
  },

  /** Paint again, once before the next frame, the tiles with any of `ids`; null means all. */
  repaint(ids) {
    if (!this.dirty) requestAnimationFrame(() => this.flush());
    this.dirty = this.dirty ?? { all: false, ids: new Set() };
    if (ids === null) this.dirty.all = true;
    else for (const id of ids) this.dirty.ids.add(id);
  },

  flush() {
    const { all, ids } = this.dirty;
    this.dirty = null;
    const touched = [...this.live.values()].filter(({ decoded }) =>
      decoded && (all || [...ids].some((id) => decoded.byId.has(id))));
    if (!all) {
      for (const tile of touched) this.paint(tile);
      return;
    }
    for (const tile of touched) { // what is seen at once, what lies beyond the window after it
      const part = this.shown(tile);
      if (part) this.paint(tile, part);
    }
    clearTimeout(this.beyond);
    this.beyond = setTimeout(() => {
      for (const tile of touched) if (this.live.get(this._tileCoordsToKey(tile.coords)) === tile) this.paint(tile);
    }, BEYOND_MS);
  },

  /** Fetch again every tile in view; the old picture stands until the new one is there. */
  refetch() {
    this.kept.clear();
    return Promise.allSettled([...this.live.values()].map((tile) => this.fill(tile)));
  },

  /** The feature under a Leaflet latlng, or null. */
  hit({ lat, lng }) {
    const zoom = Math.min(this._tileZoom - 1, this.frame.maxzoom);
    const [worldX, worldY] = toWorld([lng, lat]).map((share) => share * 2 ** zoom);
    const [x, y] = [Math.floor(worldX), Math.floor(worldY)];
    const decoded = this.kept.get(`${zoom}/${x}/${y}`)?.value;
    if (!decoded) return null;
    const gridX = (worldX - x) * decoded.extent;
    const gridY = (worldY - y) * decoded.extent;
    const under = ({ box, rings }) =>
      gridX >= box[0] && gridX <= box[2] && gridY >= box[1] && gridY <= box[3] &&
      contains(rings, gridX, gridY);
    return decoded.features.findLast?.(under) ?? decoded.features.find(under) ?? null;
  },

  /** Ids of the parcels in view that meet a box between two places [lng, lat]. */
  meeting(southWest, northEast) {
    const [west, south] = toWorld(southWest);
    const [east, north] = toWorld(northEast);
    const ids = new Set();
    for (const { source, decoded } of this.live.values()) {
      if (!decoded) continue;
      const grid = (world, index) => (world * 2 ** source.z - index) * decoded.extent;
      const box = [grid(west, source.x), grid(north, source.y),
        grid(east, source.x), grid(south, source.y)];
      for (const { facts, rings } of decoded.features) {
        if (meetsBox(rings, box)) ids.add(facts.id);
      }
    }
    return ids;
  },

  /** Ids of the parcels in view with the middle of their box inside a ring of places [lng, lat]. */
  within(ring) {
    const world = ring.map(toWorld);
    const ids = new Set();
    for (const { source, decoded } of this.live.values()) {
      if (!decoded) continue;
      const scale = 2 ** source.z;
      const grid = [world.flatMap(([x, y]) => [
        (x * scale - source.x) * decoded.extent, (y * scale - source.y) * decoded.extent,
      ])];
      const [west, north, east, south] = boundsOf(grid);
      for (const { facts, box } of decoded.features) {
        const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
        if (x < west || x > east || y < north || y > south) continue;
        if (contains(grid, x, y)) ids.add(facts.id);
      }
    }
    return ids;
  },

  /** What the kept tiles say of a parcel, newest version first, or undefined. */
  factsOf(id) {
    let newest;
    for (const { value } of this.kept.values()) {
      const facts = value?.byId.get(id)?.facts;
      if (facts && !(newest && newest.v >= facts.v)) newest = facts;
    }
    return newest;
  },

  /** [west, south, east, north] of these parcels as far as tiles in view show them, or null. */
  placeOf(ids) {
    const world = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { source, decoded } of this.live.values()) {
      for (const id of ids) {
        const box = decoded?.byId.get(id)?.box;
        if (!box) continue;
        const across = (value, index) => (value / decoded.extent + index) / 2 ** source.z;
        world[0] = Math.min(world[0], across(box[0], source.x));
        world[1] = Math.min(world[1], across(box[1], source.y));
        world[2] = Math.max(world[2], across(box[2], source.x));
        world[3] = Math.max(world[3], across(box[3], source.y));
      }
    }
    if (world[0] > world[2]) return null;
    const [west, north] = toPlace([world[0], world[1]]);
    const [east, south] = toPlace([world[2], world[3]]);
    return [west, south, east, north];
  },
};
