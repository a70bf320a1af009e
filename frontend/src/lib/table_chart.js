// Bars drawn from a table of the page, so that a chart shows what its table says and nothing else.
// Columns with `data-series` in the head are series, `data-value` of their cells the figures.

/** What a table holds for a chart: {names, series: [{name, values}]}. */
export function figuresOf(table) {
  const heads = [...table.querySelectorAll("thead th")];
  const places = heads.map((head, place) => (head.dataset.series ? place : -1)).filter((place) => place >= 0);
  const rows = [...table.querySelectorAll("tbody tr")];
  const names = rows.map((row) => row.cells[0].firstChild.textContent.trim());
  const series = places.map((place) => ({
    name: heads[place].dataset.series,
    values: rows.map((row) => Number(row.cells[place].dataset.value)),
  }));
  return { names, series };
}

/** Draw every box with `data-chart="name"` from the table `name-table`; lying bars where it says so. */
export async function drawTables(root = document) {
  const boxes = [...root.querySelectorAll("[data-chart]")];
  if (!boxes.length) return;
  const library = await import("./chart.js");
  for (const box of boxes) drawOne(box, root.querySelector(`#${box.dataset.chart}-table`), library);
}

const LOOKS = [
  { color: "accent", decal: { symbol: "none" } },
  { color: "warn", decal: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: "rgba(255,255,255,.5)" } },
  { color: "ink3", decal: { symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.55, color: "rgba(255,255,255,.7)" } },
];
const ROW = 30;
const FRAME = 70;

function drawOne(box, table, { chart, categoryAxis, valueAxis }) {
  const { names, series } = figuresOf(table);
  if (!names.length) return;
  const lying = box.dataset.lying === "1";
  if (lying) box.style.height = `${FRAME + ROW * names.length}px`; // by script: the policy allows it
  chart(box, (ink) => {
    const of = categoryAxis(ink, names, lying ? { inverse: true } : {});
    const value = valueAxis(ink, box.dataset.unit);
    return {
      legend: { show: series.length > 1, top: 0, left: 0, textStyle: { color: ink.ink2 } },
      grid: { left: 8, right: 64, top: series.length > 1 ? 58 : 28, bottom: 8, containLabel: true },
      xAxis: lying ? value : of,
      yAxis: lying ? of : value,
      series: series.map(({ name, values }, place) => ({
        name, type: "bar", data: values, barMaxWidth: 26,
        itemStyle: { color: ink[LOOKS[place % LOOKS.length].color], decal: LOOKS[place % LOOKS.length].decal },
        label: { show: lying, position: "right", color: ink.ink },
      })),
    };
  }, spokenOf(names, series, box.dataset.unit));
}

/** The chart in one sentence. */
export function spokenOf(names, series, unit) {
  return series.map(({ name, values }) => `${name} (${unit}): ${names.map((one, at) => `${one} ${values[at]}`).join(", ")}`).join("; ");
}
