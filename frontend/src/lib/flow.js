// Idle, under construction and revitalized mu over two years, stacked: what the four tiles come from.

import { config, word } from "../map/config.js";
import { muText, sumByStyle } from "../map/numbers.js";
import { ask, withQuery } from "./ask.js";
import { listed } from "./texts.js";

const POINTS = 13;
const LEFT_OUT = new Set(["in_use", "supplied"]); // land that was never idle has no part in it

/** Draw the chart into `box`, with the day of `panel` as its end; the panel stays hidden without. */
export async function drawFlow(panel, box) {
  const days = spreadDays(panel.dataset.min, panel.dataset.on);
  if (days.length < 2) return;
  try {
    const sums = [];
    for (const day of days) sums.push(await sumsOn(day));
    const codes = Object.keys(config().styles).filter((code) => !LEFT_OUT.has(code));
    const { chart, categoryAxis, statusStyle, valueAxis } = await import("./chart.js");
    panel.hidden = false;
    chart(box, (ink) => ({
      xAxis: categoryAxis(ink, days, { boundaryGap: false }),
      yAxis: valueAxis(ink, word("mu")),
      series: codes.map((code) => band(code, sums, statusStyle(code, ink))),
    }), spoken(days, sums, codes));
  } catch {
    panel.hidden = true; // the tiles and the table have the figures
  }
}

async function sumsOn(day) {
  const { rows } = await ask(withQuery("/api/totals", { on: day }));
  return sumByStyle(rows);
}

/** Days from `first` (at most two years back) to `last`, evenly spread, as ISO text. */
export function spreadDays(first, last, points = POINTS) {
  const end = Date.parse(last);
  const start = Math.max(Date.parse(first || last), end - 730 * 864e5);
  if (!(end > start)) return [];
  const days = Array.from({ length: points }, (_, i) => new Date(start + ((end - start) * i) / (points - 1)));
  return [...new Set(days.map((day) => day.toISOString().slice(0, 10)))];
}

const muOf = (sum, code) => sum.get(code)?.mu ?? 0;

function band(code, sums, { color, decal }) {
  return {
    name: config().styles[code].label, type: "line", stack: "land", symbol: "none",
    itemStyle: { color, decal }, lineStyle: { color, width: 1.5 }, areaStyle: { color, opacity: 0.55, decal },
    data: sums.map((sum) => Number(muOf(sum, code).toFixed(1))),
  };
}

function spoken(days, sums, codes) {
  const ends = codes.map((code) => {
    const [start, end] = [sums[0], last(sums)].map((sum) => muText(muOf(sum, code)));
    return `${config().styles[code].label} ${start} → ${end} ${word("mu")}`;
  });
  return `${days[0]} – ${last(days)}: ${listed(ends)}`;
}

const last = (values) => values[values.length - 1]; // Array.at is younger than our oldest browser
