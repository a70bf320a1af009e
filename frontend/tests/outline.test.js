import assert from "node:assert/strict";
import { test } from "node:test";

import { Outline } from "../src/desk/outline.js";

const SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]];

test("a corner moves, and the first one closes the ring too", () => {
  const outline = new Outline([SQUARE]);
  outline.move(0, 0, [-1, -1]);
  assert.deepEqual(outline.rings[0], [[-1, -1], [2, 0], [2, 2], [0, 2], [-1, -1]]);
});

test("a corner comes in the middle of its side, the last side too", () => {
  const outline = new Outline([SQUARE]);
  outline.add(0, 3);
  assert.deepEqual(outline.rings[0].slice(-2), [[0, 1], [0, 0]]);
});

test("three corners stay", () => {
  const outline = new Outline([[[0, 0], [1, 0], [1, 1], [0, 0]]]);
  assert.equal(outline.drop(0, 1), false);
});

test("back and forth lead through every state, and a new state ends the way forth", () => {
  const outline = new Outline([SQUARE]);
  outline.move(0, 1, [3, 0]);
  outline.drop(0, 2);
  outline.back();
  outline.back();
  assert.deepEqual(outline.rings, [SQUARE]);
  outline.forth();
  assert.deepEqual(outline.rings[0][1], [3, 0]);
  outline.move(0, 1, [4, 0]);
  assert.equal(outline.forth(), false);
});

test("a drawn boundary grows corner by corner, and a place clicked twice is one corner", () => {
  const outline = new Outline([[]], 0);
  for (const place of [[0, 0], [2, 0], [2, 0]]) outline.append(place);
  assert.deepEqual(outline.corners().map(([, , place]) => place), [[0, 0], [2, 0]]);
  assert.equal(outline.geometry(), null);
  outline.append([2, 2]);
  assert.deepEqual(outline.geometry().coordinates, [[[0, 0], [2, 0], [2, 2], [0, 0]]]);
});

test("of a drawn boundary every corner can be taken out again", () => {
  const outline = new Outline([[]], 0);
  outline.append([1, 1]);
  outline.drop(0, 0);
  assert.deepEqual(outline.corners(), []);
});
