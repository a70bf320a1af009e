// Rows of an import: boxes, the place under the pointer, and the zip of a Shapefile's parts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { boxOf, ringsOf, within } from "../src/imports/overlay.js";
import { crc32, zipped } from "../src/imports/zip.js";

const SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]];
const HOLE = [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1], [0.5, 0.5]];

test("a box holds every ring", () => {
  assert.deepEqual(boxOf([SQUARE, [[3, -1]]]), [0, -1, 3, 2]);
});

test("a place in a hole is not inside", () => {
  assert.equal(within(1.5, 1.5, [SQUARE, HOLE]), true);
  assert.equal(within(0.7, 0.7, [SQUARE, HOLE]), false);
});

test("all parts of a multipolygon give their rings", () => {
  assert.equal(ringsOf({ type: "MultiPolygon", coordinates: [[SQUARE], [SQUARE, HOLE]] }).length, 3);
  assert.deepEqual(ringsOf(null), []);
});

test("the checksum is that of zip", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("a zip begins with its first file and ends with its directory", () => {
  const bytes = zipped([{ name: "a.shp", bytes: Uint8Array.of(1, 2, 3) }]);
  assert.deepEqual([...bytes.slice(0, 4)], [0x50, 0x4b, 3, 4]);
  assert.deepEqual([...bytes.slice(-22, -18)], [0x50, 0x4b, 5, 6]);
});
