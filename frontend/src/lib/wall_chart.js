// Charts of the wall: few marks, large text. In units of a hundredth of the screen's height.

const NS = "http://www.w3.org/2000/svg";
const TEXT = 3.4;

/** An SVG of {kind, labels, values, aims, unit} for a box of `wide` by `tall` units. */
export function wallChart(chart, wide, tall) {
  const picture = made("svg", { class: "chart", viewBox: `0 0 ${wide} ${tall}`, "aria-hidden": "true" });
  const plot = { left: 0, right: wide, top: TEXT * 1.5, bottom: tall - TEXT * 1.5 };
  const most = Math.max(1e-9, ...chart.values.map((value) => value ?? 0), ...(chart.aims ?? []));
  const y = (value) => plot.bottom - ((plot.bottom - plot.top) * Math.max(0, value)) / most;
  picture.append(made("line", { class: "chart-base", x1: plot.left, x2: plot.right, y1: plot.bottom, y2: plot.bottom, "stroke-width": 0.2 }));
  if (chart.kind === "line") lines(picture, chart, plot, y);
  else columns(picture, chart, plot, y);
  return picture;
}

function columns(picture, { labels, values }, plot, y) {
  const step = (plot.right - plot.left) / Math.max(1, values.length);
  const digits = values.some((value) => value >= 1000) ? 0 : values.some((value) => value >= 100) ? 0 : 1;
  const room = Math.max(...values.map((value) => shown(value, digits).length)) * TEXT * 0.56;
  const every = Math.max(1, Math.ceil(room / step));
  values.forEach((value, i) => {
    const x = plot.left + step * (i + 0.5);
    const top = y(value ?? 0);
    picture.append(made("rect", { class: "chart-column", x: x - step * 0.32, y: top, width: step * 0.64, height: Math.max(0.15, plot.bottom - top), rx: 0.3 }));
    if ((values.length - 1 - i) % every === 0) picture.append(text(shown(value, digits), x, top - 0.9, "middle", "chart-value"));
  });
  const last = labels.length - 1;
  const apart = Math.max(1, Math.ceil((Math.max(0, ...labels.map((label) => label.length)) * TEXT * 0.62 + TEXT) / step));
  for (let i = last; i >= 0; i -= apart) {
    const x = Math.min(plot.right - (labels[i].length * TEXT * 0.56) / 2, Math.max((labels[i].length * TEXT * 0.56) / 2, plot.left + step * (i + 0.5)));
    picture.append(text(labels[i], x, plot.bottom + TEXT * 1.15, "middle"));
  }
}

function lines(picture, { labels, values, aims }, plot, y) {
  const step = (plot.right - plot.left) / Math.max(1, labels.length - 1);
  const path = (points) => points.map((value, i) => (value === null ? "" : `${i ? "L" : "M"}${(plot.left + step * i).toFixed(2)},${y(value).toFixed(2)}`)).join("");
  if (aims?.length) picture.append(made("path", { class: "chart-aim", d: path(aims), "stroke-width": 0.35, "stroke-dasharray": "1.4 1" }));
  const done = values.filter((value) => value !== null);
  picture.append(made("path", { class: "chart-line", d: path(done), "stroke-width": 0.8, "stroke-linejoin": "round" }));
  if (done.length) {
    const at = plot.left + step * (done.length - 1);
    const end = at > (plot.left + plot.right) / 2;
    picture.append(text(shown(done[done.length - 1], 1), end ? at - 1 : at + 1, Math.max(TEXT, y(done[done.length - 1]) - 1), end ? "end" : "start", "chart-value"));
  }
  picture.append(text(labels[0], plot.left, plot.bottom + TEXT * 1.15, "start"));
  picture.append(text(labels[labels.length - 1], plot.right, plot.bottom + TEXT * 1.15, "end"));
}

const shown = (value, digits) =>
  value === null ? "—" : value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

function text(said, x, y, anchor, kind = "") {
  const one = made("text", { x, y, "text-anchor": anchor, "font-size": TEXT, class: kind });
  one.textContent = said;
  return one;
}

function made(name, attributes) {
  const one = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value));
  return one;
}
