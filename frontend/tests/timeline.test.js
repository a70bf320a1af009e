import assert from "node:assert/strict";
import { test } from "node:test";

import { dayAt, dayNumber, dayText, months, placeOf, stepped, yearBefore } from "../src/map/days.js";
import { byStyle, differing, hasAreas, landOf, muOfDm2, stateOn, sumsOf, turnTo } from "../src/map/land_then.js";

const FIRST = "2024-01-01";
const SQUARE = [[0, 0, 10, 0, 0, 10, -10, 0]];

/** G is idle, then split into G-1 (built on) and G-2; H is redrawn on day 50 and grows. */
const LAND = landOf({
  first: FIRST, last: "2024-12-31", styles: ["idle", "in_use"], parks: ["P1", "P2"], origin: [113, 36], unit: 1e-6,
  parcels: [
    ["G", "G", [0, 0, 0, 100, 40, -1, 0, 0], [[0, SQUARE]]],
    ["G-1", "G-1", [40, 1, 0, 60], [[40, SQUARE]]],
    ["G-2", "G-2", [40, 0, 0, 40], [[40, SQUARE]]],
    ["H", "H", [0, 1, 1, 70, 50, 1, 1, 80], [[0, SQUARE], [50, SQUARE]]],
  ],
});

test("a day is a number from the first, and back", () => {
  assert.equal(dayNumber("2024-03-01", FIRST), 60); // a leap year
  assert.equal(dayText(60, FIRST), "2024-03-01");
});

test("a month further keeps the day of the month, or takes the last there is", () => {
  const from = (text, way) => dayText(stepped(dayNumber(text, FIRST), "month", way, FIRST, 1000), FIRST);
  assert.deepEqual([from("2024-01-31", 1), from("2024-03-31", -1), from("2024-12-15", 1)], ["2024-02-29", "2024-02-29", "2025-01-15"]);
});

test("no step leaves the record", () => {
  assert.deepEqual([stepped(3, "week", -1, FIRST, 100), stepped(99, "week", 1, FIRST, 100)], [0, 100]);
});

test("every day has its place on the slider, and every place its day", () => {
  for (const day of [0, 1, 499, 1060]) assert.equal(dayAt(placeOf(day, 1060, 1400, 20), 1060, 1400, 20), day);
});

test("months begin with the first day and end with the last", () => {
  const found = months("2024-11-20", dayNumber("2025-02-10", "2024-11-20"));
  assert.deepEqual(found.map(({ month, year }) => `${year}-${month}`), ["2024-11", "2024-12", "2025-1", "2025-2"]);
  assert.equal(found[0].day, 0);
});

test("a year before 29 February is the 28th", () => {
  assert.equal(yearBefore("2024-02-29"), "2023-02-28");
});

test("before its split the parent is there, from that day on its children are", () => {
  const there = (day) => LAND.lots.filter((_, lot) => stateOn(LAND, day).style[lot] >= 0).map(({ id }) => id);
  assert.deepEqual([there(39), there(40)], [["G", "H"], ["G-1", "G-2", "H"]]);
});

test("a split moves no sum", () => {
  const whole = (day) => [...byStyle(sumsOf(LAND, stateOn(LAND, day))).values()].reduce((sum, { area_dm2 }) => sum + area_dm2, 0);
  assert.equal(whole(39), whole(40));
});

test("turning to a day gives the same land as asking for it, forwards and backwards", () => {
  const state = stateOn(LAND, 0);
  for (const day of [45, 10, 60, 39, 40, 0, 365]) {
    turnTo(LAND, state, day);
    assert.deepEqual(state, stateOn(LAND, day));
  }
});

test("turning names only what is otherwise there", () => {
  const state = stateOn(LAND, 41);
  assert.deepEqual([...turnTo(LAND, state, 49)], []);
  assert.deepEqual([...turnTo(LAND, state, 50)], [3]);
});

test("an outline holds from its day", () => {
  assert.deepEqual([stateOn(LAND, 49).outline[3], stateOn(LAND, 50).outline[3]], [0, 1]);
});

test("a status goes on where only the area changes", () => {
  assert.equal(stateOn(LAND, 60).since[3], 0);
});

test("what differs between two days is what came, went, or counts otherwise", () => {
  const ids = [...differing(stateOn(LAND, 0), stateOn(LAND, 45))].map((lot) => LAND.lots[lot].id);
  assert.deepEqual(ids, ["G", "G-1", "G-2"]);
});

test("mu are rounded half up as the server does", () => {
  assert.deepEqual([muOfDm2(3333), muOfDm2(3334), muOfDm2(10000), muOfDm2(-10000), muOfDm2(6666667)], [0, 0.1, 0.2, -0.2, 100]);
});

test("land whose areas may not be read says so", () => {
  assert.deepEqual([hasAreas({ ...LAND, areas: false }), hasAreas({ ...LAND, areas: true })], [false, true]);
});
