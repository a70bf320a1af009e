// Plane geometry of decoded tiles. A ring is a flat array [x0, y0, x1, y1, …] in tile grid units
// (0..extent, y to the south), closed without repeating its first point.

/** [minX, minY, maxX, maxY] of rings. */
export function boundsOf(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]);
      box[1] = Math.min(box[1], ring[i + 1]);
      box[2] = Math.max(box[2], ring[i]);
      box[3] = Math.max(box[3], ring[i + 1]);
    }
  }
  return box;
}

/** Whether a point lies in the polygon of these rings (even-odd, so holes are outside). */
export function contains(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    const last = ring.length - 2;
    for (let i = 0, j = last; i <= last; j = i, i += 2) {
      if (ring[i + 1] > y === ring[j + 1] > y) continue;
      const crossing = ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]);
      if (x < crossing + ring[i]) inside = !inside;
    }
  }
  return inside;
}

/** Twice the signed area of a ring; positive for an outer ring of a vector tile. */
export function twiceArea(ring) {
  let sum = 0;
  const last = ring.length - 2;
  for (let i = 0, j = last; i <= last; j = i, i += 2) {
    sum += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
  }
  return sum;
}

/** Rings cut to the square from 0 to `extent` (Sutherland-Hodgman, one side after the other). */
export function cutToTile(rings, extent) {
  const sides = [
    [0, (value) => value >= 0, 0],
    [0, (value) => value <= extent, extent],
    [1, (value) => value >= 0, 0],
    [1, (value) => value <= extent, extent],
  ];
  return sides.reduce((left, side) => left.map((ring) => cutRing(ring, side)), rings);
}

function cutRing(ring, [axis, inside, edge]) {
  const kept = [];
  const last = ring.length - 2;
  for (let i = 0, j = last; i <= last; j = i, i += 2) {
    const [from, to] = [ring[j + axis], ring[i + axis]];
    if (inside(from) !== inside(to)) {
      const share = (edge - from) / (to - from);
      const across = ring[j + 1 - axis] + share * (ring[i + 1 - axis] - ring[j + 1 - axis]);
      kept.push(...(axis === 0 ? [edge, across] : [across, edge]));
    }
    if (inside(to)) kept.push(ring[i], ring[i + 1]);
  }
  return kept;
}

/** Area of a polygon with holes, in square grid units. */
export const areaOf = (rings) => rings.reduce((sum, ring) => sum + twiceArea(ring), 0) / 2;

/** Whether two boxes [minX, minY, maxX, maxY] share a point. */
export const boxesMeet = (a, b) =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Whether the polygon of these rings shares a point with a box [minX, minY, maxX, maxY]. */
export function meetsBox(rings, box) {
  if (!boxesMeet(boundsOf(rings), box)) return false;
  if (contains(rings, box[0], box[1])) return true;
  return rings.some((ring) => {
    const last = ring.length - 2;
    for (let i = 0, j = last; i <= last; j = i, i += 2) {
      if (segmentMeetsBox(ring[j], ring[j + 1], ring[i], ring[i + 1], box)) return true;
    }
    return false;
  });
}

/** Liang-Barsky: whether any part of a segment is left once it is cut to the box. */
function segmentMeetsBox(x0, y0, x1, y1, [minX, minY, maxX, maxY]) {
  let from = 0;
  let to = 1;
  const sides = [
    [x0 - x1, x0 - minX],
    [x1 - x0, maxX - x0],
    [y0 - y1, y0 - minY],
    [y1 - y0, maxY - y0],
  ];
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return false;
    if (step < 0) from = Math.max(from, room / step);
    if (step > 0) to = Math.min(to, room / step);
  }
  return from <= to;
}

/**
 * Where a letter stands in a polygon: the middle of the widest run inside it, on one of a few
 * level lines. Returns {x, y, width, height}: the run's width and the box's height.
 */
export function labelSpot(rings) {
  const [, top, , bottom] = boundsOf(rings);
  let best = { x: 0, y: 0, width: 0, height: bottom - top };
  for (const share of [0.5, 0.42, 0.58, 0.34, 0.66]) {
    const y = top + (bottom - top) * share + 0.01; // off the grid, so that no vertex is hit
    const crossings = crossingsAt(rings, y);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1] - crossings[i];
      // The middle line is liked best: letters of a row of parcels then stand in a row.
      if (width > best.width * 1.15) {
        best = { ...best, x: (crossings[i] + crossings[i + 1]) / 2, y, width };
      }
    }
  }
  return best;
}

function crossingsAt(rings, y) {
  const found = [];
  for (const ring of rings) {
    const last = ring.length - 2;
    for (let i = 0, j = last; i <= last; j = i, i += 2) {
      if (ring[i + 1] > y === ring[j + 1] > y) continue;
      const share = (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]);
      found.push(ring[i] + share * (ring[j] - ring[i]));
    }
  }
  return found.sort((a, b) => a - b);
}
