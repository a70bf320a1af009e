// Idle, under construction and revitalized mu over two years, stacked: what the four tiles come from.

import { config, word } from "../map/config.js";
import { muText, sumByStyle } from "../map/numbers.js";
import { ask, withQuery } from "./ask.js";
import { listed } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";
const POINTS = 13;
const SIZE = { width: 1000, height: 220, left: 56, right: 150, top: 10, bottom: 24 };
const LEFT_OUT = new Set(["in_use", "supplied"]); // land that was never idle has no part in it

/** Draw the chart into `box`, with the day of `panel` as its end; the panel stays hidden without. */
export async function drawFlow(panel, box) {
  const days = spreadDays(panel.dataset.min, panel.dataset.on);
  if (days.length < 2) return;
  try {
    const sums = [];
    for (const day of days) sums.push(await sumsOn(day));
    const codes = Object.keys(config().styles).filter((code) => !LEFT_OUT.has(code));
    panel.hidden = false;
    const draw = () => box.replaceChildren(chart(days, stack(sums, codes), codes, Math.max(320, box.clientWidth)));
    draw();
    addEventListener("resize", draw);
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

/** For each code its lower and upper edge at each day, in mu. */
export function stack(sums, codes) {
  const floor = sums.map(() => 0);
  return codes.map((code) => sums.map((sum, i) => {
    const low = floor[i];
    floor[i] += sum.get(code)?.mu ?? 0;
    return [low, floor[i]];
  }));
}

function chart(days, bands, codes, width) {
  const narrow = width < 560;
  const frame = { ...SIZE, width, right: narrow ? 8 : SIZE.right };
  const top = niceTop(Math.max(...last(bands).map(([, high]) => high)));
  const x = (i) => frame.left + ((frame.width - frame.left - frame.right) * i) / (days.length - 1);
  const y = (mu) => frame.height - frame.bottom - ((frame.height - frame.top - frame.bottom) * mu) / top;
  const root = svg("svg", { viewBox: `0 0 ${frame.width} ${frame.height}`, role: "img", "aria-label": spoken(days, bands, codes) });
  for (const share of [0, 0.5, 1]) {
    root.append(svg("line", { class: "chart-axis", x1: frame.left, x2: frame.width - frame.right, y1: y(top * share), y2: y(top * share) }));
    root.append(svg("text", { class: "chart-text", x: frame.left - 8, y: y(top * share) + 4, "text-anchor": "end" }, (top * share).toLocaleString("en-US")));
  }
  bands.forEach((band, k) => root.append(...area(band, codes[k], x, y)));
  if (!narrow) names(bands, codes, y).forEach(([text, at]) => root.append(svg("text", { class: "chart-name", x: frame.width - frame.right + 10, y: at }, text)));
  const marks = narrow ? [0, days.length - 1] : [0, 3, 6, 9, days.length - 1];
  for (const i of marks.filter((mark) => mark < days.length)) {
    const anchor = i === 0 ? "start" : i === days.length - 1 ? "end" : "middle";
    root.append(svg("text", { class: "chart-text", x: x(i), y: frame.height - 6, "text-anchor": anchor }, days[i]));
  }
  return root;
}

function area(band, code, x, y) {
  const upper = band.map(([, high], i) => `${x(i).toFixed(1)},${y(high).toFixed(1)}`);
  const lower = band.map(([low], i) => `${x(i).toFixed(1)},${y(low).toFixed(1)}`).reverse();
  return [
    svg("polygon", { points: [...upper, ...lower].join(" "), fill: `url(#hatch-${code})` }),
    svg("polyline", { class: `chart-line chart-line-${code}`, points: upper.join(" ") }),
  ];
}

/** Name and last value of each band at its middle, pushed apart where they would touch. */
function names(bands, codes, y) {
  let under = Infinity;
  return bands.map((band, k) => {
    const [low, high] = last(band);
    const at = Math.min(y((low + high) / 2) + 4, under - 15);
    under = at;
    return [`${config().styles[codes[k]].label} ${muText(high - low)}`, at];
  });
}

function spoken(days, bands, codes) {
  const ends = codes.map((code, k) => {
    const [start, end] = [bands[k][0], last(bands[k])].map(([low, high]) => muText(high - low));
    return `${config().styles[code].label} ${start} → ${end} ${word("mu")}`;
  });
  return `${days[0]} – ${last(days)}: ${listed(ends)}`;
}

function niceTop(value) {
  const step = 10 ** Math.floor(Math.log10(value || 1));
  return [1, 2, 4, 6, 8, 10].map((n) => n * step).find((n) => n >= value) ?? 10 * step;
}

function svg(tag, attributes, text = null) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== null) made.textContent = text;
  return made;
}

const last = (values) => values[values.length - 1]; // Array.at is younger than our oldest browser
