import assert from "node:assert/strict";
import { test } from "node:test";

import { aheadLine, axisDays } from "../src/lib/burn_up.js";

const points = ["2025-11-30", "2025-12-01", "2025-12-02", "2025-12-03"].map((day) => ({ day }));

test("the axis goes on to the latest day of the forecast, at most as long again", () => {
  assert.deepEqual(axisDays({ points }), ["2025-11-30", "2025-12-01", "2025-12-02", "2025-12-03"]);
  assert.equal(axisDays({ points, forecast: { on: "2025-12-04", latest: "2025-12-05" } }).length, 6);
  assert.equal(axisDays({ points, forecast: { on: "2027-01-01", latest: null } }).length, 9);
});

test("the forecast leads from what is done to the goal on its day", () => {
  const days = ["2025-12-01", "2025-12-02", "2025-12-03", "2025-12-04"];
  assert.deepEqual(aheadLine(days, { day: "2025-12-02", done: 10 }, 30, "2025-12-04"), [null, 10, 20, 30]);
});
