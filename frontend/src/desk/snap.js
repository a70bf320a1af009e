// Snapping: a place near a corner or an edge of boundaries becomes that corner or a point on that
// edge. Pure; distances in pixels by the caller's projection.

/**
 * @param at [x, y] in pixels
 * @param rings rings of [x, y] in pixels, closed or not
 * @param reach how near in pixels
 * @returns {point: [x, y], kind: "corner" | "edge", ring, index} or null; corners go before edges
 */
export function snap(at, rings, reach) {
  let best = null;
  const better = (kind, point, ring, index) => {
    const far = Math.hypot(point[0] - at[0], point[1] - at[1]);
    if (far > reach || (best && (best.kind === "corner" && kind === "edge" || best.kind === kind && best.far <= far))) return;
    best = { point, kind, far, ring, index };
  };
  rings.forEach((points, ring) => points.forEach((corner, index) => {
    better("corner", corner, ring, index);
    const next = points[index + 1];
    if (next) better("edge", foot(at, corner, next), ring, index);
  }));
  return best;
}

/** The nearest point of a segment. */
function foot([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const long = dx * dx + dy * dy;
  const share = long ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
  return [ax + share * dx, ay + share * dy];
}

/** All rings of GeoJSON geometries, as [lng, lat]. */
export const ringsOf = (geometries) => geometries.flatMap((shape) => (shape.type === "MultiPolygon" ? shape.coordinates.flat() : shape.coordinates));
