// Charts by ECharts, as SVG: the page's colours, decals for statuses, a text for who hears the page.
// Loaded by `import()` where a page has a chart. Every chart stands beside a table of its figures,
// and shows nothing that the table does not. Tooltips are drawn ("richText"): no text becomes markup.

import { BarChart, GraphChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { config } from "../map/config.js";
import { onScheme } from "../map/theme.js";
import { later } from "./dom.js";

use([
  AriaComponent, BarChart, GraphChart, GridComponent, LegendComponent, LineChart, MarkAreaComponent,
  MarkLineComponent, MarkPointComponent, PieChart, SVGRenderer, TooltipComponent,
]);

const DECALS = {
  diagonal: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: "rgba(255,255,255,.6)" },
  dots: { symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.55, color: "rgba(255,255,255,.75)" },
  rows: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: 0, color: "rgba(255,255,255,.6)" },
  cross: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: Math.PI / 4, color: "rgba(255,255,255,.5)" },
};

/**
 * Draw a chart into `box` and keep it: in its size, in the colours of light and dark.
 *
 * `make(ink)` gives ECharts' option for the page's colours (see `inks`); `spoken` is the chart in
 * one sentence. The answer's `draw()` draws anew after its data changed, `on` listens to ECharts.
 */
export function chart(box, make, spoken) {
  const kept = init(box, null, { renderer: "svg" });
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", spoken);
  const draw = () => {
    const ink = inks(box);
    kept.setOption({ ...common(ink), ...make(ink) }, { notMerge: true });
  };
  draw();
  new ResizeObserver(later(() => kept.resize(), 50)).observe(box);
  onScheme(draw);
  return { draw, on: (...what) => kept.on(...what), instance: kept };
}

/** The page's colours as they are now: {ink, ink2, ink3, line, panel, accent, warn, stop, scheme}. */
export function inks(element) {
  const computed = getComputedStyle(element);
  const read = (name) => computed.getPropertyValue(`--${name}`).trim();
  return {
    ink: read("ink"), ink2: read("ink-2"), ink3: read("ink-3"), line: read("line"), panel: read("panel"),
    accent: read("accent"), warn: read("warn"), stop: read("stop"),
    scheme: computed.colorScheme.includes("dark") ? "dark" : "light", font: computed.fontFamily,
  };
}

/** Colour and decal of a status or supply code, as {color, decal} for an item or area style. */
export function statusStyle(code, ink) {
  const style = config().styles[code];
  if (!style) return { color: ink.ink3 };
  return { color: style[ink.scheme] ?? style.light, decal: DECALS[style.hatch] ?? { symbol: "none" } };
}

/** Axis of days, months or names, in the page's colours. */
export const categoryAxis = (ink, data, more = {}) => ({
  type: "category", data, axisLine: { lineStyle: { color: ink.line } }, axisTick: { show: false },
  axisLabel: { color: ink.ink2, hideOverlap: true }, ...more,
});

/** Axis of figures: thin lines across, the unit at its end. */
export const valueAxis = (ink, name, more = {}) => ({
  type: "value", name, nameTextStyle: { color: ink.ink3, align: "right" }, nameGap: 12,
  axisLabel: { color: ink.ink2 }, splitLine: { lineStyle: { color: ink.line } }, ...more,
});

function common(ink) {
  return {
    animation: false,
    textStyle: { fontFamily: ink.font, color: ink.ink },
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    grid: { left: 8, right: 24, top: 58, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 16, itemHeight: 12, textStyle: { color: ink.ink2 } },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true, backgroundColor: ink.panel,
      borderColor: ink.line, textStyle: { color: ink.ink, fontSize: 12 },
    },
  };
}
