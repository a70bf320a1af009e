// The rows of an import over the parks: one canvas, coloured by verdict. Places are [lng, lat].

import { ask, withQuery } from "../lib/ask.js";

const COLOURS = {
  new: "#1F5FBF", changed: "#B26A00", unchanged: "#7A8594", matched: "#7B3FA0", held: "#7B3FA0",
  bad: "#B3261E", gone: "#B3261E", null: "#1F5FBF",
};
const AT_ONCE = 40; // one path of thousands of rings fills many times slower
const DOT_PX = 3;
const WIDE = { new: 2, changed: 2, matched: 2, held: 2, bad: 2, gone: 2, unchanged: 1 };

/** The overlay of an import on a ParkMap; `onPick(key)` hears of a row that was clicked. */
export class Overlay {
  constructor(parkMap, onPick) {
    this.map = parkMap.leaflet;
    this.onPick = onPick;
    this.rows = [];
    this.shown = null; // verdicts, null for all
    this.focused = null;
    this.pane = this.map.createPane("import");
    this.pane.style.zIndex = 450;
    this.pane.style.pointerEvents = "none";
    this.canvas = document.createElement("canvas");
    this.pane.append(this.canvas);
    this.map.on("moveend zoomend resize viewreset", () => this.paint());
    this.map.on("click", ({ latlng }) => {
      const hit = this.at(latlng);
      if (hit) this.onPick(hit.key);
    });
  }

  /** Load every outline, drawing as pages come. */
  async load(work) {
    const token = {};
    this.token = token;
    this.rows = [];
    this.draw();
    let after = "";
    do {
      const page = await ask(withQuery(`${work.url}/shapes`, { after }));
      if (this.token !== token) return;
      this.add(page.features);
      after = page.next;
    } while (after);
    if (!work.view.gone?.length) return;
    do {
      const page = await work.rows({ verdict: "gone", after, limit: 1000 });
      if (this.token !== token) return;
      this.add(page.features);
      after = page.next;
    } while (after);
  }

  add(features) {
    for (const { id, geometry, properties } of features) {
      const rings = ringsOf(geometry);
      if (rings.length) this.rows.push({ key: id, verdict: properties.verdict, rings, box: boxOf(rings), drawn: rings.map(flat) });
    }
    this.draw();
  }

  /** Only rows of these verdicts; null for all. */
  only(verdicts) {
    this.shown = verdicts && new Set(verdicts);
    this.draw();
  }

  /** Outline one row strongly, and go there. */
  focus(key, { zoom = true } = {}) {
    this.focused = this.rows.find((row) => row.key === key) ?? null;
    if (this.focused && zoom) this.go(this.focused.box);
    this.draw();
  }

  go([west, south, east, north], maxZoom = 18) {
    this.map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom, animate: false });
  }

  /** Mark a place of a finding. */
  mark(place) {
    this.ring?.remove();
    if (!place) return;
    this.ring = L.circleMarker([place[1], place[0]], { radius: 14, color: COLOURS.bad, weight: 3, fill: false, interactive: false }).addTo(this.map);
    this.map.setView([place[1], place[0]], Math.max(this.map.getZoom(), 17), { animate: false });
  }

  at({ lng, lat }) {
    const inside = this.visible().filter(({ box, rings }) =>
      lng >= box[0] && lng <= box[2] && lat >= box[1] && lat <= box[3] && within(lng, lat, rings));
    return inside[inside.length - 1];
  }

  visible() {
    return this.rows.filter(({ verdict }) => !this.shown || this.shown.has(verdict));
  }

  /** Draw with the next frame, once however often it is asked. */
  draw() {
    this.frame ??= requestAnimationFrame(() => this.paint());
  }

  paint() {
    cancelAnimationFrame(this.frame);
    this.frame = undefined;
    const size = this.map.getSize();
    const ratio = Math.min(devicePixelRatio || 1, 2);
    Object.assign(this.canvas, { width: size.x * ratio, height: size.y * ratio });
    Object.assign(this.canvas.style, { width: `${size.x}px`, height: `${size.y}px` });
    L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const view = this.map.getBounds();
    const [west, south, east, north] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
    const near = this.visible().filter(({ box }) => box[2] >= west && box[0] <= east && box[3] >= south && box[1] <= north);
    const place = this.projection();
    for (const verdict of Object.keys(COLOURS)) {
      const rows = near.filter((row) => String(row.verdict) === verdict);
      if (rows.length) paint(pen, rows, COLOURS[verdict], WIDE[verdict] ?? 2, verdict === "gone", place);
    }
    if (this.focused && near.includes(this.focused)) paint(pen, [this.focused], COLOURS[this.focused.verdict], 4, false, place);
  }

  /** How the unit square of the projection lies in the container: scale and offset in pixels. */
  projection() {
    const { x, y } = this.map.getPixelBounds().min;
    return { scale: 256 * 2 ** this.map.getZoom(), x, y };
  }
}

/** A ring on the unit square of the projection, [x, y, x, y, …], worked out once. */
function flat(ring) {
  const made = new Float64Array(2 * ring.length);
  ring.forEach(([lng, lat], n) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    made[2 * n] = lng / 360 + 0.5;
    made[2 * n + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  });
  return made;
}

function paint(pen, rows, colour, width, dashed, place) {
  Object.assign(pen, { strokeStyle: colour, fillStyle: colour, lineWidth: width });
  pen.setLineDash(dashed ? [6, 4] : []);
  const large = rows.filter((row) => !dot(pen, row, place));
  for (let n = 0; n < large.length; n += AT_ONCE) outline(pen, large.slice(n, n + AT_ONCE), place);
}

/** A row of a few pixels is a dot; whether it was. */
function dot(pen, { drawn: [ring] }, { scale, x, y }) {
  const size = scale * Math.max(Math.abs(ring[0] - ring[2]), Math.abs(ring[1] - ring[3]), Math.abs(ring[2] - ring[4] || 0));
  if (size > DOT_PX) return false;
  pen.fillRect(ring[0] * scale - x, ring[1] * scale - y, DOT_PX, DOT_PX);
  return true;
}

function outline(pen, rows, { scale, x, y }) {
  pen.beginPath();
  for (const { drawn } of rows) {
    for (const ring of drawn) {
      pen.moveTo(ring[0] * scale - x, ring[1] * scale - y);
      for (let n = 2; n < ring.length; n += 2) pen.lineTo(ring[n] * scale - x, ring[n + 1] * scale - y);
      pen.closePath();
    }
  }
  pen.globalAlpha = 0.22;
  pen.fill("evenodd");
  pen.globalAlpha = 1;
  pen.stroke();
}

/** Every ring of a GeoJSON polygon or multipolygon. */
export function ringsOf(geometry) {
  if (geometry?.type === "Polygon") return geometry.coordinates;
  if (geometry?.type === "MultiPolygon") return geometry.coordinates.flat();
  return [];
}

/** [west, south, east, north] of rings. */
export function boxOf(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of rings.flat()) {
    if (lng < box[0]) box[0] = lng;
    if (lat < box[1]) box[1] = lat;
    if (lng > box[2]) box[2] = lng;
    if (lat > box[3]) box[3] = lat;
  }
  return box;
}

/** Whether a place lies inside rings by the even-odd rule. */
export function within(lng, lat, rings) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [ax, ay] = ring[i];
      const [bx, by] = ring[j];
      if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}
