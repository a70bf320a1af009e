import assert from "node:assert/strict";
import { test } from "node:test";

import { PbfWriter } from "pbf";

import { decodeTile, measured } from "../src/map/decode.js";

// One feature: a square from (100, 200) to (1100, 1200) with properties id, s and v.
const zigzag = (value) => (value << 1) ^ (value >> 31);
const WORDS = [9, zigzag(100), zigzag(200), (3 << 3) | 2,
  zigzag(1000), 0, 0, zigzag(1000), zigzag(-1000), 0, 15];

function tile() {
  const writer = new PbfWriter();
  writer.writeMessage(3, (_, layer) => {
    layer.writeVarintField(15, 2);
    layer.writeStringField(1, "parcels");
    layer.writeMessage(2, (__, feature) => {
      feature.writePackedVarint(2, [0, 0, 1, 1, 2, 2]);
      feature.writeVarintField(3, 3);
      feature.writePackedVarint(4, WORDS);
    }, null);
    for (const key of ["id", "s", "v"]) layer.writeStringField(3, key);
    layer.writeMessage(4, (__, value) => value.writeStringField(1, "CZ-0001"), null);
    layer.writeMessage(4, (__, value) => value.writeStringField(1, "idle"), null);
    layer.writeMessage(4, (__, value) => value.writeSVarintField(6, 17), null);
    layer.writeVarintField(5, 4096);
  }, null);
  return writer.finish().slice();
}

test("a tile gives facts, rings without the closing point, and a box", () => {
  const { features, byId } = decodeTile(tile().buffer);
  assert.deepEqual({ ...features[0].facts }, { id: "CZ-0001", s: "idle", v: 17 });
  assert.deepEqual([...features[0].rings[0]], [100, 200, 1100, 200, 1100, 1200, 100, 1200]);
  assert.deepEqual(byId.get("CZ-0001").box, [100, 200, 1100, 1200]);
});

test("no bytes are an empty tile", () => {
  assert.equal(decodeTile(new ArrayBuffer(0)).features.length, 0);
});

test("a parcel is lettered in its middle", () => {
  const [feature] = decodeTile(tile().buffer).features;
  const { spot, area, cut } = measured(feature, 4096);
  assert.deepEqual([spot.x, area, cut], [600, 1000 * 1000, false]);
});
