import assert from "node:assert/strict";
import { test } from "node:test";

import { spokenOf } from "../src/lib/table_chart.js";

test("a chart is told in one sentence, each figure with its name", () => {
  const series = [{ name: "签约", values: [16, 9] }, { name: "开工", values: [4, 7] }];
  assert.equal(
    spokenOf(["2025-Q1", "2025-Q2"], series, "个"),
    "签约 (个): 2025-Q1 16, 2025-Q2 9; 开工 (个): 2025-Q1 4, 2025-Q2 7",
  );
});
