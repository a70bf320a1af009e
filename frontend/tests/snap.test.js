import assert from "node:assert/strict";
import { test } from "node:test";

import { ringsOf, snap } from "../src/desk/snap.js";

const SQUARE = [[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]];

test("a place near a corner becomes the corner, even where an edge is nearer", () => {
  const found = snap([97, 1], [SQUARE], 10);
  assert.deepEqual([found.kind, found.point], ["corner", [100, 0]]);
});

test("a place near an edge becomes its foot on the edge", () => {
  assert.deepEqual(snap([40, 6], [SQUARE], 10).point, [40, 0]);
});

test("a place far from everything stays where it is", () => {
  assert.equal(snap([50, 50], [SQUARE], 10), null);
});

test("rings of polygons and of polygons in parts come out alike", () => {
  const shapes = [{ type: "Polygon", coordinates: [SQUARE] }, { type: "MultiPolygon", coordinates: [[SQUARE], [SQUARE]] }];
  assert.equal(ringsOf(shapes).length, 3);
});
