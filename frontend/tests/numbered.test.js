// Numbers on the map of several parcels.

import assert from "node:assert/strict";
import { test } from "node:test";

import { asides } from "../src/lib/asides.js";

test("numbers with room between them stay", () => {
  assert.deepEqual(asides([{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 5, y: 60 }], 24), [0, 0, 0]);
});

test("numbers in one place stand side by side, the western one first", () => {
  assert.deepEqual(asides([{ x: 10, y: 3 }, { x: 0, y: 0 }, { x: 12, y: 0 }], 24), [14, 0, 36]);
});
