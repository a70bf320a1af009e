// The shift of GCJ-02, the offset datum of Chinese web maps. For display only: it moves a basemap
// under the parcels, never a stored coordinate. Formula: the published approximation of the
// transform (Krasovsky 1940 ellipsoid), good to a few metres inside China.

const A = 6378245.0;
const E2 = 0.00669342162296594323;

/** WGS 84 [lng, lat] -> GCJ-02 [lng, lat]; outside China unchanged. */
export function toGcj02([lng, lat]) {
  if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) return [lng, lat];
  const x = lng - 105;
  const y = lat - 35;
  const radians = (lat * Math.PI) / 180;
  const w2 = 1 - E2 * Math.sin(radians) ** 2;
  const east = (eastward(x, y) * 180) / ((A / Math.sqrt(w2)) * Math.cos(radians) * Math.PI);
  const north = (northward(x, y) * 180) / (((A * (1 - E2)) / w2 ** 1.5) * Math.PI);
  return [lng + east, lat + north];
}

const wave = (value, ...terms) =>
  terms.reduce((sum, [height, pace]) => sum + height * Math.sin(value * pace * Math.PI), 0) * (2 / 3);

const ripple = (x) => wave(x, [20, 6], [20, 2]);

function northward(x, y) {
  const plane = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return plane + ripple(x) + wave(y, [20, 1], [40, 1 / 3]) + wave(y, [160, 1 / 12], [320, 1 / 30]);
}

function eastward(x, y) {
  const plane = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return plane + ripple(x) + wave(x, [20, 1], [40, 1 / 3]) + wave(x, [150, 1 / 12], [300, 1 / 30]);
}
