// Web Mercator and the tile grid. Places are [lng, lat] in degrees; "world" is [x, y] in 0..1 from
// the north-west corner.

/** [lng, lat] -> [x, y] in 0..1. */
export function toWorld([lng, lat]) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [lng / 360 + 0.5, 0.5 - Math.atanh(sine) / (2 * Math.PI)];
}

/** [x, y] in 0..1 -> [lng, lat]. */
export function toPlace([x, y]) {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return [(x - 0.5) * 360, lat];
}

/** Metres on the ground that one CSS pixel covers, at a Leaflet zoom and a latitude. */
export const metresPerPixel = (zoom, lat) =>
  (40075016.686 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** zoom);

/**
 * Which stored tile shows a drawn one, and which part of it. Drawn tiles are 512 px, so their
 * zoom is Leaflet's less one; past `nativeZoom` a stored tile is shown enlarged.
 */
export function sourceOf(x, y, leafletZoom, nativeZoom) {
  const zoom = leafletZoom - 1;
  const steps = Math.max(0, zoom - nativeZoom);
  const scale = 2 ** steps;
  const sourceX = Math.floor(x / scale);
  const sourceY = Math.floor(y / scale);
  return {
    z: zoom - steps,
    x: sourceX,
    y: sourceY,
    scale,
    offsetX: x / scale - sourceX, // in widths of the stored tile
    offsetY: y / scale - sourceY,
  };
}
