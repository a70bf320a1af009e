// Land by status at the end of each month, stacked, and for staff what ran in each month, as bars:
// one request, and the same figures as in the table beside it.

import { config, word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { ask, withQuery } from "./ask.js";
import { listed } from "./texts.js";

const LEFT_OUT = new Set(["in_use", "supplied"]); // land that was never idle has no part in it

/** Draw both charts of `panel`; `bars` may be missing. Without an answer the tables have the figures. */
export async function drawFlow(panel, area, bars) {
  const { on, since, known } = panel.dataset;
  try {
    const told = await ask(withQuery("/api/measures/series", { on, since, known_at: known }));
    if (told.points.length < 2) return hide(area, bars);
    const drawn = await import("./chart.js");
    panel.hidden = false;
    drawStock(area, told.points, drawn);
    if (bars && told.months) drawMonths(bars, told.months, drawn);
  } catch {
    hide(area, bars);
  }
}

function hide(...boxes) {
  for (const box of boxes) if (box) box.hidden = true;
}

function drawStock(box, points, { chart, categoryAxis, statusStyle, valueAxis }) {
  const days = points.map((point) => point.on);
  const codes = Object.keys(config().styles).filter((code) => !LEFT_OUT.has(code));
  chart(box, (ink) => ({
    xAxis: categoryAxis(ink, days, { boundaryGap: false }),
    yAxis: valueAxis(ink, word("mu")),
    series: codes.map((code) => band(code, points, statusStyle(code, ink))),
  }), spokenStock(days, points, codes));
}

const muOf = (point, code) => point.sums[code]?.mu ?? 0;

function band(code, points, { color, decal }) {
  return {
    name: config().styles[code].label, type: "line", stack: "land", symbol: "none",
    itemStyle: { color, decal }, lineStyle: { color, width: 1.5 }, areaStyle: { color, opacity: 0.55, decal },
    data: points.map((point) => Number(muOf(point, code).toFixed(1))),
  };
}

function spokenStock(days, points, codes) {
  const ends = codes.map((code) => {
    const [start, end] = [points[0], last(points)].map((point) => muText(muOf(point, code)));
    return `${config().styles[code].label} ${start} → ${end} ${word("mu")}`;
  });
  return `${days[0]} – ${last(days)}: ${listed(ends)}`;
}

/** The flows that are drawn: [measure, text, status whose colours it has]. */
const flows = () => [
  ["became_idle", word("Became idle"), "idle"],
  ["started", word("Started"), "under_construction"],
  ["came_back", word("Came back"), "revitalized"],
];

function drawMonths(box, months, { chart, categoryAxis, statusStyle, valueAxis }) {
  const names = months.map((month) => month.first.slice(0, 7));
  chart(box, (ink) => ({
    xAxis: categoryAxis(ink, names),
    yAxis: valueAxis(ink, word("mu")),
    series: flows().map(([name, text, code]) => ({
      name: text, type: "bar", barMaxWidth: 14, itemStyle: statusStyle(code, ink),
      data: months.map((month) => Number((month.mu[name] ?? 0).toFixed(1))),
    })),
  }), spokenMonths(names, months));
}

function spokenMonths(names, months) {
  const sums = flows().map(([name, text]) => `${text} ${muText(ranIn(months, name))} ${word("mu")}`);
  return `${names[0]} – ${last(names)}: ${listed(sums)}`;
}

/** What ran in all months together, in mu. */
export const ranIn = (months, name) => months.reduce((sum, month) => sum + (month.mu[name] ?? 0), 0);

const last = (values) => values[values.length - 1]; // Array.at is younger than our oldest browser
