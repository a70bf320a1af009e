// Distances between places and boxes, in metres.

const DEGREE_M = 111_320;

/** Metres from a place to the nearest point of a box [w, s, e, n]. */
export function metresTo({ lng, lat }, [west, south, east, north]) {
  const across = Math.max(west - lng, 0, lng - east) * Math.cos(lat * Math.PI / 180);
  const up = Math.max(south - lat, 0, lat - north);
  return Math.hypot(across, up) * DEGREE_M;
}
