// The boundary of a parcel: areas, boundary points with their sides, and who lies beside it.

import { ask, withQuery } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { badge } from "../lib/texts.js";
import { word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { addKey } from "./keys.js";

/** Add the tab. */
export function boundary(desk) {
  let shown = null;
  const show = async (panel) => {
    const { ids } = desk.selected;
    const wanted = ids.length === 1 ? ids[0] : "";
    if (wanted === shown) return;
    shown = wanted;
    if (!wanted) return panel.replaceChildren(el("p", { class: "empty", text: word("Select one parcel to see its boundary points.") }));
    panel.replaceChildren(el("p", { class: "hint", text: word("Loading…") }));
    try {
      const [measures, near] = await Promise.all([
        ask(`/api/parcels/${encodeURIComponent(wanted)}/measures`),
        ask(withQuery("/api/neighbours", { ids: [wanted] })),
      ]);
      if (shown === wanted) draw(panel, desk, measures, near.items);
    } catch (error) {
      shown = null;
      panel.replaceChildren(el("p", { class: "say say-stop", text: error.message }));
    }
    return undefined;
  };
  desk.on("saved", () => { shown = null; });
  addKey("e", { group: word("Desk"), says: word("Boundary of the selected parcel"), run: () => desk.tabs.show("boundary") });
  desk.tabs.add({ id: "boundary", title: word("Boundary"), show });
}

function draw(panel, desk, measures, near) {
  const fixed = (value, n) => (value === null ? "–" : Number(value).toLocaleString("en", { minimumFractionDigits: n, maximumFractionDigits: n }));
  const facts = [
    [word("Recorded area"), `${fixed(measures.recorded_area_m2, 2)} m²`],
    [word("Measured on the plane"), `${fixed(measures.plane_area_m2, 2)} m² · ${fixed(measures.plane_area_mu, 2)} ${word("mu")} · ${fixed(measures.plane_area_ha, 4)} ${word("ha")}`],
    [word("On the ellipsoid"), `${fixed(measures.geodesic_area_m2, 2)} m²`],
    [word("Perimeter"), `${fixed(measures.perimeter_m, 2)} m`],
    [word("Coordinates"), `${measures.crs} (EPSG:${measures.epsg})`],
  ];
  const heads = [word("Point"), "X (m)", "Y (m)", word("Side (m)")];
  const points = (measures.boundary_points ?? []).map((one) => el("tr", {},
    el("th", { scope: "row", text: one.name }), el("td", { text: one.northing.toFixed(3) }), el("td", { text: one.easting.toFixed(3) }), el("td", { text: one.side_m.toFixed(2) })));
  panel.replaceChildren(
    el("dl", { class: "measures" }, ...facts.map(([name, text]) => el("div", {}, el("dt", { text: name }), el("dd", { text })))),
    el("table", { class: "points" }, el("caption", { class: "vh", text: word("Boundary points") }), el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { text })))), el("tbody", {}, ...points)),
    el("h2", { text: word("Beside it") }),
    el("ol", { class: "beside" }, ...near.map((one) => el("li", {}, el("button", { type: "button", onclick: () => desk.selected.set([one.id]) },
      badge(one.s), el("span", { text: one.name || one.id }), el("span", { text: `${muText(one.mu)} ${word("mu")}` }))))));
}
