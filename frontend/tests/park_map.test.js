import assert from "node:assert/strict";
import { test } from "node:test";

import { take } from "../src/map/changes.js";
import { ParkMap } from "../src/map/park_map.js";

const parcel = (id, s, v) => ({ id, s, v, name: id, park: "guangdian", mu: 10 });

function made() {
  const map = new ParkMap({}, { token: "e-z-1", totals: [] });
  map.tiles = { factsOf: (id) => (id === "CZ-0001" ? parcel(id, "idle", 3) : undefined) };
  return map;
}

test("a newer change stands before what the tile says", () => {
  const map = made();
  map.apply([parcel("CZ-0001", "revitalized", 4)]);
  assert.equal(map.facts("CZ-0001").s, "revitalized");
});

test("a tile newer than a change stands before it", () => {
  const map = made();
  map.apply([parcel("CZ-0001", "revitalized", 2)]);
  assert.equal(map.facts("CZ-0001").s, "idle");
});

test("an answer that comes late does not undo a newer one", () => {
  const map = made();
  map.apply([parcel("CZ-0001", "revitalized", 5)]);
  map.apply([parcel("CZ-0001", "in_use", 4)]);
  assert.equal(map.facts("CZ-0001").s, "revitalized");
});

test("a parcel that went away has no facts", () => {
  const map = made();
  take(map, { token: "e-z-2", reload: false, gone: ["CZ-0001"] });
  assert.equal(map.facts("CZ-0001"), undefined);
});

test("a change is told once, with its totals", () => {
  const map = made();
  const told = [];
  map.on("changes", (change) => told.push(change));
  const totals = [{ park: "guangdian", s: "idle", count: 1, mu: 10 }];
  const answer = { token: "e-z-2", reload: false, changed: [parcel("CZ-0001", "idle", 4)], totals };
  take(map, answer);
  take(map, answer);
  assert.equal(told.length, 1);
  assert.equal(map.totals, totals);
});

test("reload asks for the tiles again and forgets the changes", () => {
  const map = made();
  let reloads = 0;
  map.on("reload", () => (reloads += 1));
  map.apply([parcel("CZ-0001", "in_use", 9)]);
  take(map, { token: "e-z-1", reload: true });
  assert.equal(reloads, 1);
  assert.equal(map.facts("CZ-0001").s, "idle");
});

test("selecting draws again what was and what is selected", () => {
  const map = made();
  map.select(["a"]);
  let redrawn;
  map.on("redraw", (ids) => (redrawn = [...ids].sort()));
  map.select(["b"]);
  assert.deepEqual(redrawn, ["a", "b"]);
});

test("toggling twice leaves the selection as it was", () => {
  const map = made();
  map.toggle("a");
  map.toggle("b");
  map.toggle("a");
  assert.deepEqual([...map.selected], ["b"]);
});

test("a filter asks for every condition that is set", () => {
  const map = made();
  map.filter({ s: new Set(["idle"]), park: "guangdian" });
  assert.ok(map.matches(parcel("x", "idle", 1)));
  assert.ok(!map.matches(parcel("x", "in_use", 1)));
  assert.ok(!map.matches({ ...parcel("x", "idle", 1), park: "hangtian" }));
});

test("a map by grades paints by its codes, the rest as rest, and keeps its own sums", () => {
  const map = made();
  map.paintAs({ "CZ-0001": "A" }, "other");
  assert.deepEqual([map.codeOf(parcel("CZ-0001", "idle", 3)), map.codeOf(parcel("CZ-0002", "idle", 1))], ["A", "other"]);
  map.apply([], [{ park: "guangdian", s: "idle", count: 1, mu: 1 }]);
  assert.deepEqual(map.totals, []);
});
