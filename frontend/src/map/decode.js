// Bytes of a vector tile -> features that can be drawn, hit and labelled.

import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

import { areaOf, cutToTile, labelSpot } from "./geometry.js";

const LAYER = "parcels";
const BUFFER = 64; // grid units that a tile carries beyond its edge

/**
 * Decode one tile. Returns {extent, features: [{facts, rings, box, area}], byId}.
 * Rings are flat arrays in grid units, y to the south.
 */
export function decodeTile(bytes) {
  const empty = { extent: 4096, features: [], byId: new Map() };
  if (bytes.byteLength === 0) return empty;
  const layer = new VectorTile(new PbfReader(new Uint8Array(bytes))).layers[LAYER];
  if (!layer) return empty;
  const features = Array.from({ length: layer.length }, (_, i) => parcelOf(layer.feature(i)));
  const byId = new Map(features.map((feature) => [feature.facts.id, feature]));
  return { extent: layer.extent, features, byId };
}

function parcelOf(feature) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const rings = feature.loadGeometry().map((points) => flat(points, box));
  return { facts: feature.properties, rings, box };
}

/** A ring as numbers, without its last point, which repeats the first; widens the box around it. */
function flat(points, box) {
  const ring = new Float32Array((points.length - 1) * 2);
  for (let i = 0; i < points.length - 1; i += 1) {
    const { x, y } = points[i];
    ring[2 * i] = x;
    ring[2 * i + 1] = y;
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return ring;
}

/**
 * Where the feature is lettered, worked out when first asked for: {spot, area, cut}. Of a parcel that
 * the tile's edge cuts, only the part inside counts, so that two tiles never both hold most of it.
 */
export function measured(feature, extent) {
  if (feature.measure) return feature.measure;
  const [minX, minY, maxX, maxY] = feature.box;
  const reach = BUFFER - 1;
  const cut = minX < -reach || minY < -reach || maxX > extent + reach || maxY > extent + reach;
  const rings = cut ? cutToTile(feature.rings, extent) : feature.rings;
  feature.measure = { cut, spot: labelSpot(rings), area: areaOf(rings) };
  return feature.measure;
}
