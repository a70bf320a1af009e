// Enterprises over the years: how many have each grade, and what a mu yields.

import { byId } from "../lib/dom.js";
import { listed } from "../lib/texts.js";
import { config, word } from "../map/config.js";

const MEASURES = ["output_wan", "tax_wan", "investment_wan"];
const GRADES = ["A", "B", "C", "D"];
const NO_GRADE = ""; // as the server calls it; drawn like land whose figures are missing

drawGrades(byId("grade-years"), config().grade_years ?? []);
drawYields([...document.querySelectorAll("[data-yield]")], config().yields ?? []);

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

async function drawYields(boxes, years) {
  const known = years.filter((one) => MEASURES.some((code) => one[code] !== null));
  if (!boxes.length || known.length < 2) return;
  const { chart, categoryAxis, valueAxis } = await import("../lib/chart.js");
  for (const box of boxes) {
    const figures = known.map((one) => one[box.dataset.yield]);
    box.hidden = false;
    chart(box, (ink) => ({
      legend: { show: false },
      xAxis: categoryAxis(ink, known.map(({ year }) => String(year))),
      yAxis: valueAxis(ink, word("10k CNY/mu"), { nameTextStyle: { color: ink.ink3, align: "left" } }),
      series: [{
        type: "bar", barMaxWidth: 42, data: figures, itemStyle: { color: ink.accent },
        label: { show: true, position: "top", color: ink.ink2 },
      }],
    }), `${box.previousElementSibling.textContent}: ${listed(known.map(({ year }, i) => `${year} ${figures[i] ?? "–"}`))}`);
  }
}
