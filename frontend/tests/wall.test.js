import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, tileOf } from "../src/lib/wall_map.js";
import { Turns } from "../src/lib/wall_turns.js";

const scenes = (...codes) => codes.map((code) => ({ code, title: code }));
const LISTS = [
  { name: "internal", seconds: 20, scenes: scenes("progress", "campaign", "map") },
  { name: "guests", seconds: 10, scenes: scenes("supply", "map") },
];
const wall = () => new Turns(LISTS, "internal", 0);

test("a scene stays for its seconds, and after the last comes the first", () => {
  const turns = wall();
  assert.equal(turns.turn(19_999), false);
  const seen = [20_000, 40_000, 60_000].map((now) => turns.turn(now) && turns.scene.code);
  assert.deepEqual(seen, ["campaign", "map", "progress"]);
});

test("a scene with nothing to show is left out while there are others", () => {
  const turns = wall();
  turns.found("internal", "campaign", true);
  turns.turn(20_000);
  assert.equal(turns.scene.code, "map");
  for (const code of ["progress", "map"]) turns.found("internal", code, true);
  assert.equal(turns.turn(40_000), true);
});

test("a wish is done once, and a pause lasts until the next", () => {
  const turns = wall();
  assert.equal(turns.obey({ n: 1, playlist: "internal", scene: "map", paused: true }, 5_000), true);
  assert.equal(turns.obey({ n: 1, playlist: "internal", scene: "progress", paused: false }, 6_000), false);
  assert.equal(turns.turn(900_000), false);
  turns.obey({ n: 2, playlist: "guests", scene: "supply", paused: false }, 900_000);
  assert.deepEqual(turns.shows(), { n: 2, playlist: "guests", shows: "supply", paused: 0 });
  assert.equal(turns.turn(910_000), true);
});

test("land fits its screen whatever its shape, north up", () => {
  const { decoded, box } = tileOf({ unit: 1e-6, parcels: [["idle", [[113000000, 36000000, 113020000, 36000000, 113020000, 36010000]]]] });
  const [ring] = decoded.features[0].rings;
  assert.ok(ring[5] < ring[1]); // the corner further north lies higher
  for (const [wide, tall] of [[1920, 900], [5000, 1300], [390, 800]]) {
    const { scale, left, top } = fitted(box, wide, tall);
    assert.ok(left >= 0 && top >= 0 && (box[2] - box[0]) * scale <= wide && (box[3] - box[1]) * scale <= tall);
  }
});
