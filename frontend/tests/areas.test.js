// Areas as they are typed for a cut: pure functions.

import assert from "node:assert/strict";
import { test } from "node:test";

import { areaTexts, lastAndBefore, readArea, withLast, withoutUnit } from "../src/desk/areas.js";

test("an area is read in the unit that it was typed in", () => {
  assert.deepEqual(readArea("1,234.5 m2"), { m2: 1234.5, unit: "m2" });
  assert.equal(readArea("6亩").m2, 4000);
  assert.equal(readArea("six"), null);
});

test("a comma parts areas, but not thousands", () => {
  assert.deepEqual(areaTexts("6 亩, 1,500 m2；2 ha"), ["6 亩", "1,500 m2", "2 ha"]);
});

test("the handle stands at the last area, behind those before it", () => {
  assert.deepEqual(lastAndBefore("3 亩, 1500 m2"), { last: 1500, before: 2000 });
  assert.equal(lastAndBefore("3 亩, many"), null);
});

test("only the last area is written anew, in its own unit", () => {
  assert.equal(withLast("6 亩, 1500 m2", 1600, "亩"), "6 亩, 1600.00 m2");
  assert.equal(withLast("6 亩；4亩", 2000, "亩"), "6 亩；3.00 亩");
  assert.equal(withLast("", 2000, "亩"), "3.00 亩");
});

test("a bare number has no unit, whatever it was meant in", () => {
  assert.equal(withoutUnit("3 mu, 1,234 m2; 6"), "6");
  assert.equal(withoutUnit("3 亩、0.5 公顷"), null);
});
