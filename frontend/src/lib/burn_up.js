// The burn-up of a campaign: what is done as steps, the target as a line, the forecast with its range.

import { word } from "../map/config.js";
import { listed } from "./texts.js";

const DAY = 864e5;

/** Draw a burn-up {points: [{day, done, target}], goal, deadline, forecast} into `box`. */
export async function drawBurnUp(box, burnUp) {
  const { chart, categoryAxis, statusStyle, valueAxis } = await import("./chart.js");
  const days = axisDays(burnUp);
  const known = burnUp.points.filter((point) => point.done !== null);
  const last = known[known.length - 1];
  chart(box, (ink) => ({
    grid: { left: 8, right: 44, top: 62, bottom: 8, containLabel: true },
    xAxis: categoryAxis(ink, days, { boundaryGap: false, axisLabel: { color: ink.ink2, hideOverlap: true, formatter: (day) => day.slice(5) } }),
    yAxis: valueAxis(ink, word("mu"), { max: ({ max }) => Math.ceil(Math.max(max, burnUp.goal) / 10) * 10 }),
    series: [
      { name: word("Done"), type: "line", step: "end", symbol: "none", data: known.map((point) => point.done), lineStyle: { width: 3, color: statusStyle("revitalized", ink).color }, itemStyle: { color: statusStyle("revitalized", ink).color }, areaStyle: { color: statusStyle("revitalized", ink).color, opacity: 0.12 } },
      { name: word("Target"), type: "line", symbol: "none", data: burnUp.points.map((point) => point.target), lineStyle: { width: 1.5, type: "dashed", color: ink.ink3 }, itemStyle: { color: ink.ink3 }, markLine: marks(ink, burnUp) },
      ...ahead(ink, burnUp, days, last),
    ],
  }), spoken(burnUp, last));
}

/** The days of the axis: the window, and on to the forecast, at most as long again. */
export function axisDays({ points, forecast }) {
  const first = Date.parse(points[0].day);
  const end = Date.parse(points[points.length - 1].day);
  const far = Math.max(end, ...[forecast?.on, forecast?.latest].filter(Boolean).map(Date.parse));
  const count = Math.min(Math.round((far - first) / DAY), 2 * points.length) + 1;
  return Array.from({ length: count }, (_, n) => new Date(first + n * DAY).toISOString().slice(0, 10));
}

/** What is done and what it leads to, a place for each day of the axis; null elsewhere. */
export function aheadLine(days, last, goal, expected) {
  const from = days.indexOf(last.day);
  const span = Math.round((Date.parse(expected) - Date.parse(last.day)) / DAY);
  return days.map((_, n) => {
    const gone = n - from;
    return gone < 0 || gone > span ? null : Number((last.done + ((goal - last.done) * gone) / span).toFixed(2));
  });
}

function ahead(ink, { goal, forecast }, days, last) {
  if (!forecast?.on) return [];
  const line = { name: word("Forecast"), type: "line", symbol: "none", data: aheadLine(days, last, goal, forecast.on), lineStyle: { width: 2, type: "dotted", color: ink.accent }, itemStyle: { color: ink.accent } };
  if (days.includes(forecast.earliest)) {
    const until = days.includes(forecast.latest) ? forecast.latest : days[days.length - 1];
    line.markArea = { silent: true, itemStyle: { color: ink.accent, opacity: 0.12 }, data: [[{ xAxis: forecast.earliest }, { xAxis: until }]] };
  }
  return [line];
}

const marks = (ink, { goal, deadline }) => ({
  silent: true, symbol: "none", label: { color: ink.ink2, fontSize: 11 },
  data: [
    { xAxis: deadline, lineStyle: { color: ink.stop, type: "solid" }, label: { formatter: `${word("Deadline")} ${deadline.slice(5)}`, position: "end" } },
    { yAxis: goal, lineStyle: { color: ink.ink3, type: "solid", width: 1 }, label: { formatter: `${word("Goal")} ${goal}`, position: "insideStartTop" } },
  ],
});

function spoken({ goal, deadline, forecast }, last) {
  const told = [`${word("Done")} ${last.done} ${word("mu")}`, `${word("Goal")} ${goal} ${word("mu")}`, `${word("Deadline")} ${deadline}`];
  if (forecast?.on) told.push(`${word("Forecast")} ${forecast.on}`);
  return `${last.day}: ${listed(told)}`;
}
