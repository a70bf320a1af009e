import assert from "node:assert/strict";
import { test } from "node:test";

import { toGcj02 } from "../src/map/gcj02.js";
import { metresPerPixel, sourceOf, toPlace, toWorld } from "../src/map/mercator.js";

test("a place comes back from the world", () => {
  const [lng, lat] = toPlace(toWorld([113.1, 36.15]));
  assert.ok(Math.abs(lng - 113.1) < 1e-9 && Math.abs(lat - 36.15) < 1e-9);
});

test("north-west is the world's origin", () => {
  const [x, y] = toWorld([-180, 85.0511287798066]);
  assert.ok(Math.abs(x) < 1e-9 && Math.abs(y) < 1e-9);
});

test("a pixel at zoom 0 on the equator is 156 km", () => {
  assert.equal(Math.round(metresPerPixel(0, 0)), 156543);
});

test("up to the native zoom a drawn tile is a stored tile", () => {
  const source = sourceOf(13339, 6433, 15, 16);
  assert.deepEqual(source, { z: 14, x: 13339, y: 6433, scale: 1, offsetX: 0, offsetY: 0 });
});

test("past the native zoom a drawn tile is a part of a stored one", () => {
  const source = sourceOf(4 * 7 + 3, 4 * 5 + 1, 19, 16);
  assert.deepEqual(source, { z: 16, x: 7, y: 5, scale: 4, offsetX: 0.75, offsetY: 0.25 });
});

test("GCJ-02 moves Changzhi by some hundred metres", () => {
  const [lng, lat] = toGcj02([113.1, 36.15]);
  const east = (lng - 113.1) * 89900;
  const north = (lat - 36.15) * 111000;
  const metres = Math.hypot(east, north);
  assert.ok(metres > 300 && metres < 800, String(metres));
});

test("GCJ-02 agrees with the published point of Tiananmen", () => {
  const [lng, lat] = toGcj02([116.391305, 39.905527]);
  assert.ok(Math.abs(lng - 116.39755) < 5e-5 && Math.abs(lat - 39.90693) < 5e-5, `${lng} ${lat}`);
});

test("outside China nothing moves", () => {
  assert.deepEqual(toGcj02([2.35, 48.85]), [2.35, 48.85]);
});
