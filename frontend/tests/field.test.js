// What is near, and pictures of outlines: pure functions.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, pathOf } from "../src/lib/small_map.js";
import { metresTo } from "../src/lib/places.js";

const SQUARE = { type: "Polygon", coordinates: [[[113, 36], [113.001, 36], [113.001, 36.001], [113, 36.001], [113, 36]]] };

test("inside a box nothing is far", () => {
  assert.equal(metresTo({ lng: 113.0005, lat: 36.0005 }, [113, 36, 113.001, 36.001]), 0);
});

test("a thousandth of a degree north is some 111 m", () => {
  assert.equal(Math.round(metresTo({ lng: 113.0005, lat: 36.002 }, [113, 36, 113.001, 36.001])), 111);
});

test("a picture has north up and all of the shape in it", () => {
  const place = fitted([SQUARE], 100, 10);
  const [[, top], [, bottom]] = [place([113, 36.001]), place([113, 36])];
  assert.ok(top < bottom && top > 9.99 && bottom < 90.01);
  assert.match(pathOf(SQUARE, place), /^M[\d.,L]+Z$/);
});
