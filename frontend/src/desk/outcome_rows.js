// What an edit would make, in words: pieces with id and area, and how well the sums fit.

import { el } from "../lib/dom.js";
import { word } from "../map/config.js";
import { areaText } from "./shapes.js";

/** The rows for what the server answered to a preview. */
export function outcomeRows({ parcels, recorded, proof }) {
  // A neighbour whose area changes is told like the parcel itself; one that only gets points is counted.
  const told = parcels.features.filter(({ properties }) => properties.role !== "neighbour" || properties.before_m2 !== undefined);
  const beside = parcels.features.length - told.length;
  const rows = told.map(({ id, properties }) => el("li", {}, el("b", { text: id }), el("span", { text: areaText(properties.area_m2) }), changeOf(properties)));
  const sums = [word("recorded %(before)s m² → %(after)s m²", { before: recorded.before_m2.toFixed(2), after: recorded.after_m2.toFixed(2) })];
  if (proof) sums.push(word("geometry off by %(n)s m² (allowed %(most)s)", { n: Math.abs(proof.difference_m2).toFixed(4), most: proof.tolerance_m2.toFixed(2) }));
  if (beside) sums.push(word("%(n)s neighbours get the new points", { n: beside }));
  return [el("ol", { class: "edit-pieces" }, ...rows), el("p", { class: "hint", text: sums.join(" · ") })];
}

/** "+12.30 m²" against the recorded area of before; nothing for a parcel that is made only now. */
export function changedBy({ area_m2: after, before_m2: before }) {
  const by = after - before;
  return `${by < 0 ? "−" : "+"}${Math.abs(by).toFixed(2)} m²`;
}

const changeOf = (properties) => (properties.before_m2 === undefined ? null : el("small", { class: "hint", text: changedBy(properties) }));
