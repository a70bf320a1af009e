// The map of the wall: one canvas, drawn once for its figures and its size; nobody can move it.
// Places are [lng, lat]; the grid is that of a tile that holds all land, y to the south.

import { drawShapes } from "../map/draw.js";
import { toWorld } from "../map/mercator.js";
import { brushes, paperOf } from "../map/styles.js";

const EXTENT = 65536;
const AROUND = 0.03; // of the land's width and height stays free around it
const MOST_PIXELS = 3840 * 2160;
const ROAD_M = 12;

/** A decoded tile, as drawShapes takes it, of {unit, parcels: [style, rings]}, and its place in the world. */
export function tileOf({ unit, parcels }) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const worlds = parcels.map(([s, rings]) => [s, rings.map((ring) => {
    const flat = new Float64Array(ring.length);
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = toWorld([ring[i] * unit, ring[i + 1] * unit]);
      flat[i] = x;
      flat[i + 1] = y;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
    return flat;
  })]);
  const side = Math.max(box[2] - box[0], box[3] - box[1], 1e-12);
  const features = worlds.map(([s, rings], id) => ({
    facts: { id, s },
    rings: rings.map((ring) => ring.map((value, i) => ((value - box[i % 2]) / side) * EXTENT)),
  }));
  return { decoded: { extent: EXTENT, features }, box, side };
}

/** How a box of the world fits a canvas: {scale, left, top}; scale is pixels a world unit. */
export function fitted([west, north, east, south], wide, tall) {
  const scale = Math.min((wide * (1 - 2 * AROUND)) / (east - west), (tall * (1 - 2 * AROUND)) / (south - north));
  return { scale, left: (wide - (east - west) * scale) / 2, top: (tall - (south - north) * scale) / 2 };
}

/** Draw land and backdrop on a canvas that fills its box; `backdrop` is [{kind, features}]. */
export function drawLand(canvas, land, styles, backdrop) {
  const { clientWidth, clientHeight } = canvas;
  if (!clientWidth || !clientHeight || !land.decoded.features.length) return;
  const device = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (clientWidth * clientHeight)));
  const ratio = Math.max(1, clientHeight / 900) * device; // lines and hatches are as wide as the screen is large
  canvas.width = Math.round(clientWidth * device);
  canvas.height = Math.round(clientHeight * device);
  const brush = canvas.getContext("2d");
  const paper = paperOf(canvas);
  const { scale, left, top } = fitted(land.box, canvas.width, canvas.height);
  const place = ([lng, lat]) => {
    const [x, y] = toWorld([lng, lat]);
    return [left + (x - land.box[0]) * scale, top + (y - land.box[1]) * scale];
  };
  const metre = scale / (40075016.686 * Math.cos((latOf(land.box) * Math.PI) / 180));
  for (const { kind, features } of backdrop) paintBackdrop(brush, kind, features, { place, paper, metre, ratio });
  brush.save();
  brush.translate(left, top);
  const parkMap = { gone: new Set(), current: (facts) => facts, codeOf: (facts) => facts.s, matches: () => true };
  const frame = { size: land.side * scale, ratio, scale: 1, offsetX: 0, offsetY: 0, zoom: 15, column: 0, row: 0 };
  drawShapes(brush, land.decoded, frame, { brushes: brushes(styles, paper, ratio), paper, parkMap });
  brush.restore();
}

const latOf = ([, north, , south]) => (Math.atan(Math.sinh(Math.PI * (1 - (north + south)))) * 180) / Math.PI;

function paintBackdrop(brush, kind, features, look) {
  if (kind === "utilities") return; // too small to be read from afar
  brush.lineJoin = "round";
  brush.lineCap = "butt";
  const { paper, metre, ratio } = look;
  for (const { geometry, properties } of features) {
    if (!geometry) continue;
    const path = pathOf(geometry, look.place);
    if (/Polygon/.test(geometry.type)) {
      brush.fillStyle = kind === "water" ? paper.water : kind === "greens" ? paper.green : paper.casing;
      brush.fill(path, "evenodd");
    } else if (/LineString/.test(geometry.type)) {
      brush.strokeStyle = kind === "water" ? paper.water : kind === "rail" ? paper.rail : paper.casing;
      brush.lineWidth = kind === "rail" ? 2 * ratio : Math.max(ratio, (properties?.width_m ?? ROAD_M) * metre);
      brush.stroke(path);
    }
  }
}

function pathOf({ type, coordinates }, place) {
  const path = new Path2D();
  const parts = { LineString: [coordinates], MultiLineString: coordinates, Polygon: coordinates, MultiPolygon: coordinates.flat() }[type] ?? [];
  for (const points of parts) {
    points.forEach((point, i) => path[i ? "lineTo" : "moveTo"](...place(point)));
  }
  return path;
}
