// One scene of the wall as elements. What stood there before goes: the stage never grows.

import { el } from "./dom.js";
import { wallChart } from "./wall_chart.js";
import { drawLand, tileOf } from "./wall_map.js";

/** What the stage has of the backdrop and of the last map, so that neither is made twice. */
export class Stage {
  constructor(place) {
    this.place = place;
    this.backdrop = [];
    this.shown = null;
    this.land = null; // {of, tile}
    addEventListener("resize", () => this.shown && this.show(this.shown));
  }

  /** Load the backdrop once; what fails is left out. */
  async load(urls) {
    for (const url of urls) {
      const answer = await fetch(url).catch(() => null);
      if (!answer?.ok) continue;
      const kind = url.split("/").pop().replace(/\.\w+$/, "");
      this.backdrop.push({ kind, features: (await answer.json()).features ?? [] });
    }
    if (this.shown?.land) this.show(this.shown);
  }

  show(scene) {
    this.shown = scene;
    const whole = scene.empty ? el("p", { class: "wall-empty", text: scene.empty }) : scene.land ? this.map(scene) : sceneOf(scene);
    this.place.replaceChildren(whole);
    for (const bar of whole.querySelectorAll?.("[data-share]") ?? []) bar.style.width = `${bar.dataset.share * 100}%`;
    for (const value of whole.querySelectorAll?.(".tile-value") ?? []) fit(value);
    if (scene.chart && !scene.empty && !scene.land) putChart(whole, scene.chart);
    if (scene.land && !scene.empty) this.drawMap(whole.querySelector("canvas"), scene.land);
  }

  map({ tiles }) {
    const box = el("div", { class: "map-box folium-map" }, el("canvas", { "aria-hidden": "true" }));
    return el("section", { class: "scene scene-map" }, box, tilesOf(tiles));
  }

  drawMap(canvas, land) {
    if (this.land?.of !== land) this.land = { of: land, tile: tileOf(land) };
    drawLand(canvas, this.land.tile, land.styles, this.backdrop);
  }
}

function sceneOf(scene) {
  const parts = [
    scene.bars.length ? part(scene.bars_title, el("ol", { class: "bars" }, ...scene.bars.map(barOf))) : null,
    scene.rows.length ? part(scene.rows_title, el("ol", { class: "rows" }, ...scene.rows.map(rowOf)), "has-rows") : null,
    scene.chart ? part(`${scene.chart.title} · ${scene.chart.unit}`, el("div", { class: "chart" })) : null,
  ].filter(Boolean);
  const says = scene.heading || scene.sentence
    ? el("p", { class: "scene-says" }, scene.heading ? el("b", { text: scene.heading }) : null, scene.sentence || null)
    : null;
  return el("section", { class: "scene" }, says, tilesOf(scene.tiles), el("div", { class: "scene-parts" }, ...parts));
}

const part = (title, content, kind = "") => el("div", { class: `scene-part ${kind}` }, el("h2", { text: title }), content);

const tilesOf = (tiles) => el("div", { class: "scene-tiles" }, ...tiles.map(({ label, value, unit, note, tone }) =>
  el("div", { class: "tile", "data-tone": tone },
    el("div", { class: "tile-label", text: label }),
    el("div", { class: "tile-value" }, value, el("small", { text: unit })),
    el("div", { class: "tile-note", text: note || "\u00a0" }))));

const barOf = ({ label, share, text, tone }) => el("li", { class: "bar", "data-tone": tone },
  el("p", { class: "bar-words" }, el("span", { text: label }), el("span", { text })),
  el("p", { class: "bar-way" }, el("i", { "data-share": Math.min(1, share) })));

const rowOf = ({ cells, tone }) => el("li", { class: "row", "data-tone": tone }, ...cells.map((text) => el("span", { text })));

/** A number is never cut off: one too long for its tile is written smaller; its unit stays as large. */
function fit(value) {
  const [room, need] = [value.clientWidth, value.scrollWidth];
  if (need <= room || room === 0) return;
  const unit = value.querySelector("small");
  const fixed = unit.offsetWidth + parseFloat(getComputedStyle(unit).marginLeft);
  const smaller = Math.max(0.4, ((room - fixed) / (need - fixed)) * 0.98);
  value.style.fontSize = `${parseFloat(getComputedStyle(value).fontSize) * smaller}px`;
}

/** A chart as large as its box allows, in units of the screen. */
function putChart(whole, chart) {
  const box = whole.querySelector(".chart");
  const unit = Math.min(innerHeight / 100, (innerWidth * 0.5625) / 100);
  const [wide, tall] = [box.clientWidth / unit, box.clientHeight / unit];
  if (tall > 12) box.replaceChildren(wallChart(chart, wide, tall));
}
