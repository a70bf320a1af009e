// Enterprises over the years: how many have each grade, and what a mu yields.

import { byId } from "../lib/dom.js";
import { listed } from "../lib/texts.js";
import { config, word } from "../map/config.js";

const GRADES = ["A", "B", "C", "D"];
const NO_GRADE = ""; // as the server calls it; drawn like land whose figures are missing

drawGrades(byId("grade-years"), config().grade_years ?? []);
drawYields(byId("yield-years"), config().yields ?? []);

async function drawGrades(box, years) {
  if (!box || !years.length) return;
  const { chart, categoryAxis, statusStyle, valueAxis } = await import("../lib/chart.js");
  box.hidden = false;
  chart(box, (ink) => ({
    xAxis: categoryAxis(ink, years.map(({ year }) => String(year))),
    yAxis: valueAxis(ink, word("Enterprises"), { minInterval: 1 }),
    series: [...GRADES, NO_GRADE].map((grade) => ({
      name: grade || word("no grade"), type: "bar", stack: "grades", barMaxWidth: 64,
      itemStyle: statusStyle(grade || "missing", ink), data: years.map(({ counts }) => counts[grade] ?? 0),
    })),
  }), listed(years.map(({ year, counts }) => `${year}: ${GRADES.map((grade) => `${grade} ${counts[grade] ?? 0}`).join(" ")}`)));
}

async function drawYields(box, years) {
  if (!box || years.length < 2) return;
  const { chart, categoryAxis, valueAxis } = await import("../lib/chart.js");
  const names = { output_wan: word("Output"), tax_wan: word("Tax"), investment_wan: word("Investment") };
  box.hidden = false;
  chart(box, (ink) => {
    const colours = [ink.accent, ink.warn, ink.stop];
    return {
      xAxis: categoryAxis(ink, years.map(({ year }) => String(year))),
      yAxis: valueAxis(ink, word("10k CNY/mu")),
      series: Object.entries(names).map(([code, name], i) => ({
        name, type: "line", symbol: ["circle", "rect", "triangle"][i], symbolSize: 8, label: { show: true, color: ink.ink2 },
        itemStyle: { color: colours[i] }, data: years.map((one) => one[code]),
      })),
    };
  }, listed(years.map((one) => `${one.year}: ${Object.entries(names).map(([code, name]) => `${name} ${one[code] ?? "–"}`).join(" ")}`)));
}
