// An indicator over time: its values as bars, the targets of periods as marks, its goal as a line.

import { config, word } from "../map/config.js";
import { listed } from "./texts.js";

/** Draw every chart of the page; without values a chart stays hidden, and its table says it all. */
export async function drawIndicators(root = document) {
  const boxes = [...root.querySelectorAll("[data-indicator]")];
  const byId = new Map((config().indicators ?? []).map((one) => [one.id, one]));
  const drawn = boxes.filter((box) => byId.get(box.dataset.indicator)?.periods.length);
  if (!drawn.length) return;
  const { chart, categoryAxis, valueAxis } = await import("./chart.js");
  for (const box of drawn) {
    const one = byId.get(box.dataset.indicator);
    box.hidden = false;
    chart(box, (ink) => ({
      xAxis: categoryAxis(ink, one.periods),
      yAxis: valueAxis(ink, one.unit, { max: highest(one) }),
      series: seriesOf(one, ink),
    }), spoken(one));
  }
}

/** The axis reaches up to the goal, which else would lie out of sight. */
function highest({ goal }) {
  return goal === null || goal === undefined ? undefined : ({ max }) => Math.max(max, goal * 1.05);
}

function seriesOf(one, ink) {
  const goal = one.goal === null || one.goal === undefined ? undefined : {
    silent: true, symbol: "none", lineStyle: { color: ink.stop, type: "dashed", width: 1.5 },
    label: { formatter: `${word("Goal")} ${one.goal}`, position: "insideEndTop", color: ink.stop },
    data: [{ yAxis: one.goal }],
  };
  const values = {
    name: word("Value"), type: "bar", barMaxWidth: 42, data: one.values, markLine: goal,
    itemStyle: { color: ink.accent }, label: { show: one.values.length <= 8, position: "top", color: ink.ink2 },
  };
  if (!one.targets.some((target) => target !== null)) return [values];
  const targets = {
    name: word("Target"), type: "line", step: "middle", data: one.targets, symbol: "rect",
    symbolSize: [18, 3], lineStyle: { color: ink.warn, width: 1.5, type: "dashed" },
    itemStyle: { color: ink.warn },
  };
  return [values, targets];
}

/** The chart in one sentence. */
export function spoken({ name, unit, goal, periods, values, targets }) {
  const said = periods.map((period, i) => {
    const target = targets[i] === null ? "" : ` (${word("Target")} ${targets[i]})`;
    return `${period} ${values[i] ?? "–"}${target}`;
  });
  const end = goal === null || goal === undefined ? "" : ` · ${word("Goal")} ${goal}`;
  return `${name} ${unit}: ${listed(said)}${end}`;
}
