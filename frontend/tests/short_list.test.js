// The short list of the browser: kept in order, small, and alive where nothing may be stored.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const kept = new Map();
globalThis.localStorage = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
};
const list = await import("../src/lib/short_list.js");

beforeEach(() => list.keep([]));

test("a parcel goes on the list and off it again", () => {
  assert.equal(list.toggle("A-1"), true);
  assert.equal(list.toggle("B-2"), true);
  assert.deepEqual(list.ids(), ["A-1", "B-2"]);
  assert.equal(list.toggle("A-1"), false);
  assert.equal(list.has("A-1"), false);
});

test("an address names each parcel once, those that are gone among them", () => {
  assert.deepEqual(list.namedIds("?ids=A-1,GONE&ids=B-2,A-1&lang=zh"), ["A-1", "GONE", "B-2"]);
  assert.deepEqual(list.namedIds("?ids="), []);
});

test("a full list takes no more", () => {
  list.keep(Array.from({ length: 30 }, (_, n) => `P-${n}`));
  assert.equal(list.ids().length, list.MOST);
  assert.equal(list.toggle("one more"), null);
  assert.equal(list.toggle("P-3"), false);
});

test("who listens is told the ids, until he ends it", () => {
  const told = [];
  const end = list.onChange((ids) => told.push(ids));
  list.toggle("A-1");
  end();
  list.toggle("B-2");
  assert.deepEqual(told, [["A-1"]]);
});

test("what was stored and is no list counts as empty", () => {
  for (const text of ["{", "7", "{\"a\":1}", "null"]) {
    kept.set("parkmap:short-list", text);
    assert.deepEqual(list.ids(), []);
  }
  kept.set("parkmap:short-list", "[\"A\",\"A\",4,\"\"]");
  assert.deepEqual(list.ids(), ["A"]);
});

test("the address names every parcel, whatever its id", () => {
  assert.equal(list.listAddress(["A 1", "B&2/x"]), "/shortlist?ids=A%201,B%262%2Fx");
  assert.equal(list.sameParcels(["A", "B"], ["B", "A"]), true);
  assert.equal(list.sameParcels(["A"], ["A", "B"]), false);
});

test("where storing is refused the list lives with the page", () => {
  localStorage.setItem = () => { throw new Error("refused"); };
  list.toggle("A-1");
  assert.deepEqual(list.ids(), ["A-1"]);
});
