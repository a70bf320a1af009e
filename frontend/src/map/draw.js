// Paints one tile on a canvas. All coordinates here are canvas pixels unless named otherwise.

import { measured } from "./decode.js";
import { muText } from "./numbers.js";

const FADED = 0.25;
const IN_PATH = 8; // parcels in a path: one path for all takes twice as long to fill
const LETTER_ROOM = [19, 17]; // CSS pixels a parcel must offer for its letter …
const QUIET_ROOM = [34, 26]; // … more of it for land that is simply in use
const AREA_ROOM = [74, 46]; // … and for its area below the letter
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif';

/**
 * @param brush 2D context of the canvas, cleared here
 * @param decoded what decodeTile gave
 * @param frame {size, ratio, scale, offsetX, offsetY, zoom, gridMetres}: canvas pixels of the tile,
 *   device pixels a CSS pixel, the part of the stored tile shown, metres a grid unit, column, row
 * @param look {brushes, paper, parkMap, muWord}
 * @param part [left, top, right, bottom] to paint alone; the rest stays as it is
 */
export function drawTile(brush, decoded, frame, look, part = null) {
  const [left, top, right, bottom] = part ?? [0, 0, frame.size, frame.size];
  brush.save();
  if (part) {
    brush.beginPath();
    brush.rect(left, top, right - left, bottom - top);
    brush.clip();
  }
  brush.clearRect(left, top, right - left, bottom - top);
  const seen = part ? within(decoded, frame, part) : decoded;
  drawShapes(brush, seen, frame, look);
  drawLetters(brush, seen, frame, look);
  outline(brush, decoded, placing(decoded.extent, frame), frame, look);
  brush.restore();
}

/** The tile with the features alone that meet a part of its canvas. */
function within(decoded, frame, [left, top, right, bottom]) {
  const { k, dx, dy } = placing(decoded.extent, frame);
  const [west, north, east, south] = [(left - dx) / k, (top - dy) / k, (right - dx) / k, (bottom - dy) / k];
  const features = decoded.features.filter(({ box }) =>
    box[2] >= west && box[0] <= east && box[3] >= north && box[1] <= south);
  return { ...decoded, features };
}

/** Fills, hatching and boundaries. */
export function drawShapes(brush, decoded, frame, look) {
  const place = placing(decoded.extent, frame);
  const groups = grouped(decoded.features, look);
  const line = frame.ratio * Math.min(1, Math.max(0.45, (frame.zoom - 11.5) / 3.5));
  brush.lineJoin = "round";
  for (const [faded, byStyle] of [[true, groups.faded], [false, groups.clear]]) {
    brush.globalAlpha = faded ? FADED : 1;
    for (const [code, features] of byStyle) {
      paintGroup(brush, features, look.brushes.get(code), place, line, frame);
    }
  }
  brush.globalAlpha = 1;
}

/** The letter of each parcel with room for it, and its area where there is more. */
export function drawLetters(brush, decoded, frame, look) {
  const { clear } = grouped(decoded.features, look);
  const place = placing(decoded.extent, frame);
  letters(brush, clear, { frame, place, extent: decoded.extent }, look);
}

/** From grid units to pixels of this canvas. */
function placing(extent, { size, scale, offsetX, offsetY }) {
  return { k: (size * scale) / extent, dx: -offsetX * size * scale, dy: -offsetY * size * scale };
}

function grouped(features, { brushes, parkMap }) {
  const groups = { faded: new Map(), clear: new Map() };
  for (const feature of features) {
    if (parkMap.gone.has(feature.facts.id)) continue;
    const facts = parkMap.current(feature.facts);
    const code = parkMap.codeOf(facts);
    if (!brushes.has(code)) continue;
    const group = parkMap.matches(facts) ? groups.clear : groups.faded;
    if (!group.has(code)) group.set(code, []);
    group.get(code).push(feature);
  }
  return groups;
}

function paintGroup(brush, features, style, place, line, { column, row, size }) {
  const paths = [];
  for (let i = 0; i < features.length; i += IN_PATH) {
    const path = new Path2D();
    for (const { rings } of features.slice(i, i + IN_PATH)) trace(path, rings, place);
    paths.push(path);
  }
  brush.fillStyle = style.fill;
  for (const path of paths) brush.fill(path, "evenodd");
  if (style.pattern) {
    const { period } = style.pattern; // starts where the tile before left off
    const start = [-((column * size) % period), -((row * size) % period)];
    style.pattern.setTransform(new DOMMatrix([1, 0, 0, 1, ...start]));
    brush.fillStyle = style.pattern;
    for (const path of paths) brush.fill(path, "evenodd");
  }
  brush.strokeStyle = style.line;
  brush.lineWidth = style.width * line;
  for (const path of paths) brush.stroke(path);
}

function trace(brush, rings, { k, dx, dy }) {
  for (const ring of rings) {
    brush.moveTo(ring[0] * k + dx, ring[1] * k + dy);
    for (let i = 2; i < ring.length; i += 2) brush.lineTo(ring[i] * k + dx, ring[i + 1] * k + dy);
    brush.closePath();
  }
}

function letters(brush, byStyle, where, look) {
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.lineWidth = 3 * where.frame.ratio;
  brush.strokeStyle = look.paper.halo;
  for (const [code, features] of byStyle) {
    for (const feature of features) letter(brush, feature, code, where, look);
  }
}

function letter(brush, feature, code, { frame, place, extent }, { brushes, parkMap, muWord }) {
  const { ratio, size } = frame;
  const { ink, letter: text, quiet } = brushes.get(code);
  const room = (feature.box[3] - feature.box[1]) * place.k;
  const least = quiet ? QUIET_ROOM : LETTER_ROOM;
  if (room < least[1] * ratio) return; // most of a far view ends here, unmeasured
  const { spot } = measured(feature, extent);
  const width = spot.width * place.k;
  if (width < least[0] * ratio || !standsHere(feature, frame, extent, place.k)) return;
  const roomy = width >= AREA_ROOM[0] * ratio && room >= AREA_ROOM[1] * ratio;
  // Held inside the stored tile, where alone it is drawn; what a drawn tile cuts off, the next shows.
  const whole = size * frame.scale;
  const held = (value, half) => Math.min(Math.max(value, half), whole - half);
  const half = [(roomy ? 30 : 8) * ratio, (roomy ? 18 : 9) * ratio];
  const at = [held(spot.x * place.k, half[0]), held(spot.y * place.k, half[1])];
  if (Math.abs(at[0] - spot.x * place.k) > width / 2 - half[0] / 2) return;
  if (Math.abs(at[1] - spot.y * place.k) > room / 2 - half[1]) return;
  const [x, y] = [at[0] + place.dx, at[1] + place.dy];
  if (x < -half[0] || y < -half[1] || x > size + half[0] || y > size + half[1]) return;
  brush.fillStyle = ink;
  write(brush, font(600, 12, ratio), text, x, y - (roomy ? 8 * ratio : 0));
  if (!roomy) return;
  const { mu } = parkMap.current(feature.facts);
  write(brush, font(400, 11, ratio), `${muText(mu)} ${muWord}`, x, y + 8 * ratio);
}

const font = (weight, size, ratio) => `${weight} ${size * ratio}px ${FONT}`;

function write(brush, face, text, x, y) {
  brush.font = face;
  brush.strokeText(text, x, y);
  brush.fillText(text, x, y);
}

/** A parcel cut by the tile's edge is lettered where most of it lies, or where the part is large. */
function standsHere(feature, { gridMetres, ratio }, extent, k) {
  const { cut, area, spot } = measured(feature, extent);
  if (!cut) return true;
  const [width, height] = [spot.width * k, spot.height * k];
  const share = (area * gridMetres ** 2) / ((feature.facts.mu * 2000) / 3);
  return share > 0.5 || (width > 260 * ratio && height > 200 * ratio);
}

function outline(brush, decoded, place, { ratio }, { parkMap, paper }) {
  const { hovered, selected } = parkMap;
  const stroke = (colour, width) => {
    brush.strokeStyle = colour;
    brush.lineWidth = width * ratio;
    brush.stroke();
  };
  const drawn = (id) => {
    const feature = parkMap.gone.has(id) ? undefined : decoded.byId.get(id);
    if (!feature) return false;
    brush.beginPath();
    trace(brush, feature.rings, place);
    return true;
  };
  brush.lineJoin = "miter";
  for (const id of selected) {
    if (!drawn(id)) continue;
    brush.save();
    brush.clip("evenodd");
    stroke(paper.halo, 8); // what the accent leaves of it is the white line inside
    brush.restore();
  }
  for (const id of selected) if (drawn(id)) stroke(paper.accent, 3);
  if (hovered && !selected.has(hovered) && drawn(hovered)) stroke(paper.accent, 2);
}
