import assert from "node:assert/strict";
import { test } from "node:test";

import { areaOf, boundsOf, contains, cutToTile, labelSpot, meetsBox } from "../src/map/geometry.js";

const SQUARE = [[0, 0, 10, 0, 10, 10, 0, 10]];
const WITH_HOLE = [...SQUARE, [4, 4, 4, 6, 6, 6, 6, 4]];
const TRIANGLE = [[0, 0, 100, 0, 0, 100]];

test("a point in a hole is not in the parcel", () => {
  assert.ok(contains(WITH_HOLE, 2, 2));
  assert.ok(!contains(WITH_HOLE, 5, 5));
  assert.ok(!contains(WITH_HOLE, 12, 5));
});

test("a hole takes its area away", () => {
  assert.equal(areaOf(SQUARE), 100);
  assert.equal(areaOf(WITH_HOLE), 96);
});

test("bounds go round all rings", () => {
  assert.deepEqual(boundsOf([[1, 2, 3, 2, 3, 5], [-1, 0, 0, 0, 0, 9]]), [-1, 0, 3, 9]);
});

test("a box meets a parcel it lies in, crosses or covers", () => {
  for (const box of [[1, 1, 2, 2], [-5, 4, 15, 6], [-5, -5, 15, 15]]) {
    assert.ok(meetsBox(SQUARE, box), String(box));
  }
});

test("a box beside the parcel, or in its bounds only, does not meet it", () => {
  assert.ok(!meetsBox(SQUARE, [11, 0, 12, 10]));
  assert.ok(!meetsBox(TRIANGLE, [80, 80, 90, 90]));
});

test("a box in a hole does not meet the parcel", () => {
  assert.ok(!meetsBox(WITH_HOLE, [4.5, 4.5, 5.5, 5.5]));
});

test("cutting to a tile keeps the area inside", () => {
  assert.equal(areaOf(cutToTile([[-5, -5, 15, -5, 15, 15, -5, 15]], 10)), 100);
  assert.equal(areaOf(cutToTile([[5, 2, 30, 2, 30, 4, 5, 4]], 10)), 10);
  assert.equal(areaOf(cutToTile([[20, 2, 30, 2, 30, 4, 20, 4]], 10)), 0);
});

test("a letter stands in the wider arm of an L", () => {
  const spot = labelSpot([[0, 0, 20, 0, 20, 60, 100, 60, 100, 100, 0, 100]]);
  assert.equal(spot.x, 50);
  assert.equal(spot.width, 100);
});

test("a letter never stands in a hole", () => {
  const { x, y } = labelSpot(WITH_HOLE);
  assert.ok(contains(WITH_HOLE, x, y));
});
