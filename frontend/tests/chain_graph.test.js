import assert from "node:assert/strict";
import test from "node:test";

import { laid } from "../src/lib/chain_graph.js";

const leaf = (name) => ({ name, note: "", mark: "none" });
const TREE = {
  name: "zone", note: "3",
  children: [
    { name: "optics", note: "2", children: [leaf("lenses"), leaf("lasers")] },
    { name: "space", note: "1", children: [leaf("parts")] },
    { name: "bare", note: "0", children: [] },
  ],
};

test("every node stands once and hangs on the one above it", () => {
  const { nodes, links } = laid(TREE);
  assert.deepEqual(nodes.map((one) => one.name), ["zone", "optics", "lenses", "lasers", "space", "parts", "bare"]);
  assert.deepEqual(links.sort((a, b) => a[1] - b[1]), [[0, 1], [1, 2], [1, 3], [0, 4], [4, 5], [0, 6]]);
});

test("a branch stands in the middle of its leaves, and no two leaves on one row", () => {
  const { nodes, rows } = laid(TREE);
  const at = Object.fromEntries(nodes.map((one) => [one.name, one.y]));
  assert.equal(at.optics, (at.lenses + at.lasers) / 2);
  const leaves = [at.lenses, at.lasers, at.parts, at.bare];
  assert.deepEqual([...leaves].sort((a, b) => a - b), leaves);
  assert.ok(leaves.every((y, i) => i === 0 || y - leaves[i - 1] >= 1));
  assert.ok(rows > leaves[leaves.length - 1]);
});
