// How each style code is painted. Colours, hatches and letters come from the page's table; the
// colours of land, road and water from the style sheet, so that dark mode is decided in one place.

import { mix } from "./colours.js";
import { hatchPattern } from "./hatch.js";

const FILL_SHARE = { solid: 0.62, none: 0.42 }; // how much colour a fill carries; hatched ones less
const HATCHED_SHARE = 0.26;

/** The map's own colours from custom properties: {scheme, ground, ink, halo, accent, …}. */
export function paperOf(element) {
  const computed = getComputedStyle(element);
  const read = (name) => computed.getPropertyValue(`--map-${name}`).trim();
  const names = ["scheme", "parcel", "ink", "halo", "accent", "road", "casing", "water", "bank",
    "green", "rail", "utility", "park", "outline"];
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}

/** Code -> {fill, line, width, pattern, letter, ink}, for one canvas pixel ratio. */
export function brushes(styles, paper, ratio) {
  const scratch = document.createElement("canvas").getContext("2d");
  return new Map(Object.entries(styles).map(([code, style]) => {
    const colour = style[paper.scheme] ?? style.light;
    const share = FILL_SHARE[style.hatch] ?? HATCHED_SHARE;
    return [code, {
      fill: mix(colour, paper.parcel, share),
      line: style.hatch === "none" ? mix(colour, paper.parcel, 0.85) : colour,
      width: style.hatch === "none" ? 0.75 : 1.25,
      pattern: hatchPattern(scratch, style.hatch, colour, ratio),
      letter: style.letter,
      ink: style.hatch === "none" ? mix(paper.ink, colour, 0.55) : mix(colour, paper.ink, 0.62),
      quiet: style.hatch === "none",
    }];
  }));
}

/** A small canvas that shows a style as the legend does: full colour, hatch and letter. */
export function swatch(style, scheme) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = document.createElement("canvas");
  canvas.className = "pm-swatch";
  canvas.width = Math.round(20 * ratio);
  canvas.height = Math.round(16 * ratio);
  const brush = canvas.getContext("2d");
  const colour = style[scheme] ?? style.light;
  brush.fillStyle = colour;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  const pattern = hatchPattern(brush, style.hatch, "rgba(255,255,255,0.42)", ratio);
  if (pattern) {
    brush.fillStyle = pattern;
    brush.fillRect(0, 0, canvas.width, canvas.height);
  }
  brush.scale(ratio, ratio);
  brush.font = "600 11px system-ui, sans-serif";
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.lineWidth = 2.5;
  brush.strokeStyle = colour;
  brush.strokeText(style.letter, 10, 8.5);
  brush.fillStyle = "#fff";
  brush.fillText(style.letter, 10, 8.5);
  canvas.setAttribute("aria-hidden", "true"); // the label beside it says the same
  return canvas;
}
