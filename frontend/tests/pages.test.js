import assert from "node:assert/strict";
import { test } from "node:test";

import { missing, outcome, pastedIds } from "../src/desk/preview.js";
import { ranIn } from "../src/lib/flow.js";
import { nearest } from "../src/lib/sheet.js";
import { readState, writeState } from "../src/lib/state.js";

const READY = { n: 2, status: "idle", effective: "2026-11-23", today: "2026-11-24", reason: "r", changing: 1 };

test("a preview counts what moves and what is there already", () => {
  const facts = [{ s: "idle", mu: 1.5 }, { s: "in_use", mu: 2 }];
  assert.deepEqual(outcome(facts, "in_use"), { n: 2, mu: 3.5, moves: [["idle", 1]], already: 1 });
});

test("a complete form lacks nothing", () => assert.equal(missing(READY), null));

test("a form names the first thing it lacks", () => {
  const lacks = (change) => missing({ ...READY, ...change })[0];
  assert.equal(lacks({ n: 0, status: "" }), "parcels");
  assert.equal(lacks({ status: "" }), "status");
  assert.equal(lacks({ changing: 0 }), "status");
  assert.equal(lacks({ effective: "2026-11-25" }), "effective_on");
  assert.equal(lacks({ status: "revitalized", route: null }), "route");
  assert.equal(lacks({ reason: " " }), "reason");
});

test("pasted numbers part at spaces and commas of both languages, each once", () => {
  assert.deepEqual(pastedIds(" CZ-1,CZ-2，CZ-3\nCZ-1；"), ["CZ-1", "CZ-2", "CZ-3"]);
});

test("a state comes back from its own address", () => {
  const filters = [["q", "滨河"], ["s", "idle"], ["s", "in_use"], ["chain", "光电, 信息"], ["mu_min", "60"]];
  const state = { filters, id: "CZ-1", view: { zoom: 15.5, lat: 36.2, lng: 113.1 } };
  assert.deepEqual(readState(writeState(state)), state);
});

test("codes may be parted by commas, words of the land may hold some", () => {
  assert.deepEqual(readState("?s=idle,in_use&chain=a,b").filters, [["s", "idle"], ["s", "in_use"], ["chain", "a,b"]]);
});

test("an address without a view has none", () => assert.equal(readState("?view=1/x/3").view, null));

test("a sheet falls to the nearest of three heights", () => {
  assert.deepEqual([0.05, 0.5, 0.9].map(nearest), ["low", "half", "full"]);
});

test("what ran in some months is their sum, a month without it is none", () => {
  const months = [{ mu: { started: 1.25 } }, { mu: { started: 2.5 } }, { mu: {} }];
  assert.equal(ranIn(months, "started"), 3.75);
});
