// What an edit would make, in words: pieces with id and area, and how well the sums fit.

import { el } from "../lib/dom.js";
import { word } from "../map/config.js";
import { areaText } from "./shapes.js";

/** The rows for what the server answered to a preview. */
export function outcomeRows({ parcels, recorded, proof }) {
  const pieces = parcels.features.filter(({ properties }) => properties.role !== "neighbour");
  const beside = parcels.features.length - pieces.length;
  const rows = pieces.map(({ id, properties }) => el("li", {}, el("b", { text: id }), el("span", { text: areaText(properties.area_m2) })));
  const sums = [word("recorded %(before)s m² → %(after)s m²", { before: recorded.before_m2.toFixed(2), after: recorded.after_m2.toFixed(2) })];
  if (proof) sums.push(word("geometry off by %(n)s m² (allowed %(most)s)", { n: Math.abs(proof.difference_m2).toFixed(4), most: proof.tolerance_m2.toFixed(2) }));
  if (beside) sums.push(word("%(n)s neighbours get the new points", { n: beside }));
  return [el("ol", { class: "edit-pieces" }, ...rows), el("p", { class: "hint", text: sums.join(" · ") })];
}
