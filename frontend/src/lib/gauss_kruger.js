// Gauss-Kruger on the CGCS2000 ellipsoid: places [lng, lat] in degrees to {northing, easting} in
// metres and back (Krüger's series to the fourth order in n: better than 0.1 mm within a belt).

const A = 6378137; // semi-major axis, metres
const F = 1 / 298.257222101;
const N = F / (2 - F);
const RADIUS = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const FALSE_EASTING = 500000;
const ALPHA = [
  N / 2 - (2 * N ** 2) / 3 + (5 * N ** 3) / 16 + (41 * N ** 4) / 180,
  (13 * N ** 2) / 48 - (3 * N ** 3) / 5 + (557 * N ** 4) / 1440,
  (61 * N ** 3) / 240 - (103 * N ** 4) / 140,
  (49561 * N ** 4) / 161280,
];
const BETA = [
  N / 2 - (2 * N ** 2) / 3 + (37 * N ** 3) / 96 - N ** 4 / 360,
  N ** 2 / 48 + N ** 3 / 15 - (437 * N ** 4) / 1440,
  (17 * N ** 3) / 480 - (37 * N ** 4) / 840,
  (4397 * N ** 4) / 161280,
];
const E = Math.sqrt(F * (2 - F));
const rad = (degrees) => (degrees * Math.PI) / 180;
const deg = (radians) => (radians * 180) / Math.PI;

/** The central meridian of a 3-degree zone, in degrees east. */
export const meridianOf = (zone) => zone * 3;

/** [lng, lat] -> {northing, easting}; the easting has no zone before it. */
export function toPlane([lng, lat], zone) {
  const phi = rad(lat);
  const lambda = rad(lng - meridianOf(zone));
  const tau = Math.sinh(Math.atanh(Math.sin(phi)) - E * Math.atanh(E * Math.sin(phi)));
  const xi0 = Math.atan2(tau, Math.cos(lambda));
  const eta0 = Math.asinh(Math.sin(lambda) / Math.hypot(tau, Math.cos(lambda)));
  let [xi, eta] = [xi0, eta0];
  ALPHA.forEach((alpha, at) => {
    const k = 2 * (at + 1);
    xi += alpha * Math.sin(k * xi0) * Math.cosh(k * eta0);
    eta += alpha * Math.cos(k * xi0) * Math.sinh(k * eta0);
  });
  return { northing: RADIUS * xi, easting: FALSE_EASTING + RADIUS * eta };
}

/** {northing, easting} -> [lng, lat]. An easting with the zone before it is taken as well. */
export function toPlace({ northing, easting }, zone) {
  const own = easting > 1e6 ? easting % 1e6 : easting;
  const xi0 = northing / RADIUS;
  const eta0 = (own - FALSE_EASTING) / RADIUS;
  let [xi, eta] = [xi0, eta0];
  BETA.forEach((beta, at) => {
    const k = 2 * (at + 1);
    xi -= beta * Math.sin(k * xi0) * Math.cosh(k * eta0);
    eta -= beta * Math.cos(k * xi0) * Math.sinh(k * eta0);
  });
  const chi = Math.asin(Math.sin(xi) / Math.cosh(eta));
  const lambda = Math.atan2(Math.sinh(eta), Math.cos(xi));
  return [meridianOf(zone) + deg(lambda), deg(geodetic(chi))];
}

/** Area in m² on the plane of closed rings of places, the first the outer one, the others holes in it. */
export function planeArea(rings, zone) {
  const areas = rings.map((ring) => ringArea(ring.map((place) => toPlane(place, zone))));
  return areas.slice(1).reduce((left, hole) => left - hole, areas[0] ?? 0);
}

/** Shoelace formula, from the first corner so that no digits are lost in large coordinates. */
function ringArea(points) {
  const [{ northing, easting } = {}] = points;
  const local = points.map((one) => [one.easting - easting, one.northing - northing]);
  const twice = local.slice(1).reduce((sum, [x, y], at) => sum + local[at][0] * y - x * local[at][1], 0);
  return Math.abs(twice) / 2;
}

/** Conformal latitude -> geodetic latitude, by Newton on the isometric latitude. */
function geodetic(chi) {
  const isometric = Math.atanh(Math.sin(chi));
  let phi = chi;
  for (let i = 0; i < 6; i += 1) {
    const at = Math.atanh(Math.sin(phi)) - E * Math.atanh(E * Math.sin(phi));
    phi -= ((at - isometric) * Math.cos(phi) * (1 - (E * Math.sin(phi)) ** 2)) / (1 - E ** 2);
  }
  return phi;
}

/**
 * Rows of coordinates in a pasted text -> [{northing, easting}], in their order. The larger number
 * below ten million is the northing; a leading point name or number in the row is passed over.
 */
export function pastedPoints(text) {
  const points = [];
  for (const line of text.split(/\r?\n|;/)) {
    const numbers = (line.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    const eastings = numbers.filter((n) => (n > 1e5 && n < 1e6) || n > 1e7);
    const northings = numbers.filter((n) => n >= 1e6 && n < 1e7);
    if (eastings.length === 1 && northings.length === 1) points.push({ northing: northings[0], easting: eastings[0] });
  }
  return points;
}
