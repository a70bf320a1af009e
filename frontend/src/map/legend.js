// The panel at the bottom right: each status with its swatch, its count and its mu; folds away.

import { config, word } from "./config.js";
import { countText, muText, sumByStyle } from "./numbers.js";
import { paperOf, swatch } from "./styles.js";
import { onScheme } from "./theme.js";

const PHONE = "(max-width: 640px)";

/** Add the legend of a ParkMap. */
export function addLegend(parkMap) {
  const { leaflet } = parkMap;
  const panel = document.createElement("details");
  panel.className = "pm-legend";
  panel.open = !matchMedia(PHONE).matches;
  const title = document.createElement("summary");
  const rows = document.createElement("dl");
  panel.append(title, rows);
  const write = () => {
    const { scheme } = paperOf(leaflet.getContainer());
    title.replaceChildren(...headline(scheme));
    rows.replaceChildren(...lines(parkMap.totals, scheme));
  };
  write();
  parkMap.on("totals", write);
  onScheme(write);
  L.DomEvent.disableClickPropagation(panel);
  L.DomEvent.disableScrollPropagation(panel);
  const control = L.control({ position: "bottomright" });
  control.onAdd = () => panel;
  control.addTo(leaflet);
}

/** Day and notice; on a folded panel the swatches stand in for the rows. */
function headline(scheme) {
  const { today, zone, styles } = config();
  const day = node("span", [today ?? localDay(new Date()), zone.notice].filter(Boolean).join(" · "));
  day.className = "pm-legend-day";
  const chips = node("span", "");
  chips.className = "pm-legend-chips";
  chips.append(...Object.values(styles).map((style) => swatch(style, scheme)), node("span", word("Legend")));
  return [day, chips];
}

function lines(totals, scheme) {
  const sums = sumByStyle(totals);
  return Object.entries(config().styles).map(([code, style]) => {
    const { count, mu } = sums.get(code) ?? { count: 0, mu: 0 };
    const row = node("div", "");
    const label = node("dt", "");
    label.append(swatch(style, scheme), node("span", style.label));
    const figures = { count: countText(count), mu: muText(mu) };
    row.append(label, node("dd", word("%(count)s · %(mu)s mu", figures)));
    return row;
  });
}

/** The day on the reader's own clock as 2026-11-23; the page's `today` is better. */
export function localDay(now) {
  const two = (value) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function node(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
