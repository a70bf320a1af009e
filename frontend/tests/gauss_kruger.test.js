import assert from "node:assert/strict";
import { test } from "node:test";

import { pastedPoints, planeArea, toPlace, toPlane } from "../src/lib/gauss_kruger.js";

// [lng, lat] -> northing, easting in zone 38, by PROJ (EPSG:4490 to EPSG:4526).
const KNOWN = [
  [[113.1, 36.2], 4008110.32183, 419057.05516],
  [[112.6, 35.9], 3975352.42847, 373607.70324],
  [[115.4, 36.15], 4003094.86987, 625993.53241],
];

test("places come out on the plane as PROJ has them, within 0.1 mm", () => {
  for (const [place, northing, easting] of KNOWN) {
    const found = toPlane(place, 38);
    assert.ok(Math.abs(found.northing - northing) < 1e-4 && Math.abs(found.easting - easting) < 1e-4);
  }
});

test("the plane leads back to the place, with or without the zone before the easting", () => {
  for (const [[lng, lat], northing, easting] of KNOWN) {
    for (const ahead of [0, 38e6]) {
      const [x, y] = toPlace({ northing, easting: easting + ahead }, 38);
      assert.ok(Math.abs(x - lng) < 1e-9 && Math.abs(y - lat) < 1e-9);
    }
  }
});

test("boundary points are read from rows with names, in either order of axes", () => {
  const text = "J1,4002046.418,416475.959\nJ2 38416595.955 4002076.430\n面积 1.2\n";
  assert.deepEqual(pastedPoints(text), [
    { northing: 4002046.418, easting: 416475.959 }, { northing: 4002076.43, easting: 38416595.955 },
  ]);
});

test("an area on the plane is that of its corners in metres, less its holes", () => {
  const square = (at, side) => [[0, 0], [side, 0], [side, side], [0, side], [0, 0]]
    .map(([x, y]) => toPlace({ northing: 4002000 + at + y, easting: 417000 + at + x }, 38));
  assert.ok(Math.abs(planeArea([square(0, 100)], 38) - 10000) < 0.001);
  assert.ok(Math.abs(planeArea([square(0, 100), square(40, 20)], 38) - 9600) < 0.001);
  assert.equal(planeArea([[]], 38), 0);
});
