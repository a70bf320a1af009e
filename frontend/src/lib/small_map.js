// A small picture of outlines: north up, one scale, drawn from GeoJSON as SVG.

const NS = "http://www.w3.org/2000/svg";
const SIDE = 140;
const EDGE = 8;

/** Rings of a GeoJSON Polygon or MultiPolygon, as arrays of [lng, lat]. */
export function ringsOf(geometry) {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

/** What turns [lng, lat] into the picture's [x, y], so that all of these shapes fit. */
export function fitted(geometries, side = SIDE, edge = EDGE) {
  const points = geometries.flatMap(ringsOf).flat();
  const lngs = points.map(([lng]) => lng);
  const lats = points.map(([, lat]) => lat);
  const west = Math.min(...lngs);
  const north = Math.max(...lats);
  const squeeze = Math.cos(((north + Math.min(...lats)) / 2) * Math.PI / 180); // a degree of longitude is shorter
  const wide = (Math.max(...lngs) - west) * squeeze;
  const tall = north - Math.min(...lats);
  const scale = (side - 2 * edge) / Math.max(wide, tall, 1e-9);
  const left = (side - wide * scale) / 2;
  const top = (side - tall * scale) / 2;
  return ([lng, lat]) => [left + (lng - west) * squeeze * scale, top + (north - lat) * scale];
}

/** The path of a geometry under a fit. */
export function pathOf(geometry, place) {
  const ring = (points) => `M${points.map((point) => place(point).map((value) => value.toFixed(1)).join(",")).join("L")}Z`;
  return ringsOf(geometry).map(ring).join("");
}

/** An SVG of {id: geometry} in a frame that fits `all`; `mine` is drawn stronger. */
export function smallMap(shapes, all, { mine, says }) {
  const picture = document.createElementNS(NS, "svg");
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": says })) picture.setAttribute(name, value);
  const place = fitted(all);
  for (const [id, geometry] of Object.entries(shapes).sort(([one]) => (mine.has(one) ? 1 : -1))) {
    const path = document.createElementNS(NS, "path");
    path.setAttribute("d", pathOf(geometry, place));
    path.setAttribute("fill-rule", "evenodd");
    path.setAttribute("class", mine.has(id) ? "story-shape is-mine" : "story-shape");
    const title = document.createElementNS(NS, "title");
    title.textContent = id;
    path.append(title);
    picture.append(path);
  }
  return picture;
}
