import assert from "node:assert/strict";
import { test } from "node:test";

import { waiting } from "../src/lib/waiting.js";

test("a job waits until the API tells its end", () => {
  const told = [{ id: "a", state: "running" }, { id: "b", state: "done" }, { id: "c", state: "queued" }];
  assert.deepEqual(waiting(["a", "b", "c", "gone"], told).map((one) => one.id), ["a", "c"]);
});
