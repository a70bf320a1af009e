import assert from "node:assert/strict";
import { test } from "node:test";

import { channels, mix } from "../src/map/colours.js";
import { localDay } from "../src/map/legend.js";
import { countText, muText, sumByStyle } from "../src/map/numbers.js";
import { edgesOnce } from "../src/map/outlines.js";
import { midway } from "../src/map/place_names.js";

const park = (...ring) => ({ geometry: { type: "Polygon", coordinates: [ring] } });

test("a colour is read from six digits", () => {
  assert.deepEqual(channels(" #D55E00"), [213, 94, 0]);
});

test("half of black on white is grey", () => {
  assert.equal(mix("#000000", "#FFFFFF", 0.5), "rgb(128,128,128)");
});

test("figures carry commas, mu one decimal", () => {
  assert.equal(countText(1284), "1,284");
  assert.equal(muText(2310.44), "2,310.4");
});

test("sums by style add up over parks, or over one", () => {
  const rows = [
    { park: "a", s: "idle", count: 1, mu: 2 },
    { park: "b", s: "idle", count: 3, mu: 4 },
  ];
  assert.deepEqual(sumByStyle(rows).get("idle"), { count: 4, mu: 6 });
  assert.deepEqual(sumByStyle(rows, "b").get("idle"), { count: 3, mu: 4 });
});

test("an edge that two parks share is drawn once", () => {
  const west = park([0, 0], [1, 0], [1, 1], [0, 1], [0, 0]);
  const east = park([1, 0], [2, 0], [2, 1], [1, 1], [1, 0]);
  const edges = edgesOnce([west, east]).reduce((sum, line) => sum + line.length - 1, 0);
  assert.equal(edges, 7);
});

test("a ring that begins within a run comes out as one line", () => {
  const first = park([0, 0], [1, 0], [1, 1], [0, 0]);
  const second = park([2, 0], [1, 1], [1, 0], [2, 0]);
  assert.equal(edgesOnce([first, second]).length, 2);
});

test("a street's name stands halfway and reads upright", () => {
  const spot = midway({ type: "LineString", coordinates: [[2, 0], [1, 0], [0, 0]] });
  assert.ok(Math.abs(spot.place[0] - 1) < 1e-9);
  assert.equal(spot.angle, 0);
});

test("a day is written year first", () => {
  assert.equal(localDay(new Date(2026, 10, 3)), "2026-11-03");
});
