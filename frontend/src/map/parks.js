// The parks: their ground, a dashed outline above the parcels, and a name. Further out than parcels
// are drawn, the name carries the park's sums.

import { config, word } from "./config.js";
import { boxesMeet } from "./geometry.js";
import { layerControl } from "./layers.js";
import { countText, muText, sumByStyle } from "./numbers.js";
import { edgesOnce } from "./outlines.js";
import { paperOf } from "./styles.js";
import { onScheme } from "./theme.js";

/** Add the parks of the page; without an answer only the names stand, from the page's own data. */
export async function addParks(parkMap) {
  const { leaflet } = parkMap;
  const { urls, parks } = config();
  const group = L.layerGroup().addTo(leaflet);
  layerControl(parkMap).addLayer({ name: word("Parks"), kind: "parks", layer: group });
  for (const pane of ["ground", "parks", "sums"]) {
    leaflet.createPane(pane).classList.add(`pm-pane-${pane}`);
  }
  const names = new Map(parks.map(({ id, name }) => [id, name]));
  const labels = bySize(parks).map((park) => parkLabel(parkMap, park));
  for (const { marker } of labels) group.addLayer(marker);
  const thinOut = () => requestAnimationFrame(() => hideOverlaps(labels));
  thinOut();
  leaflet.on("zoomend", thinOut);
  const asked = fetch(urls.parks, { headers: { Accept: "application/geo+json" } });
  const answer = await asked.catch(() => null);
  if (!answer?.ok) return;
  const { features } = await answer.json();
  const known = features.filter((feature) => names.has(feature.id));
  outlines(leaflet, known, group);
}

function outlines(leaflet, features, group) {
  const ground = L.geoJSON(features, options("ground"));
  const lines = { type: "MultiLineString", coordinates: edgesOnce(features) };
  const dashed = L.geoJSON(lines, options("parks"));
  const restyle = () => {
    const { park, outline } = paperOf(leaflet.getContainer());
    ground.setStyle({ stroke: false, fillColor: park, fillOpacity: 1 });
    dashed.setStyle({ fill: false, color: outline, weight: 1.75, dashArray: "7 5", opacity: 1 });
  };
  restyle();
  onScheme(restyle);
  group.addLayer(ground).addLayer(dashed);
}

const options = (pane) =>
  ({ pane, interactive: false, renderer: L.canvas({ pane, padding: 0.4 }) });

/** A label in the middle of the park's box [west, south, east, north]. */
function parkLabel(parkMap, { id, name, bbox: [west, south, east, north] }) {
  const { leaflet } = parkMap;
  const html = document.createElement("div");
  const icon = L.divIcon({ className: "pm-park", html, iconSize: [0, 0] });
  const place = [(south + north) / 2, (west + east) / 2]; // Leaflet wants [lat, lng]
  const marker = L.marker(place, { icon, pane: "sums", interactive: false, keyboard: false });
  const write = () => {
    const far = Math.round(leaflet.getZoom()) < config().frame.minzoom + 1; // as tiles are chosen
    html.className = far ? "pm-park-sums" : "pm-park-name";
    html.replaceChildren(element("strong", name));
    if (far && parkMap.found) html.append(sumOf(parkMap.found[id]));
    else if (far) html.append(...sums(sumByStyle(parkMap.totals, id)));
  };
  write();
  leaflet.on("zoomend", write);
  parkMap.on("totals", write);
  return { marker, html };
}

const span = ([west, south, east, north]) => (east - west) * (north - south);

/** The largest park first: where two names meet, the larger one stays. */
const bySize = (parks) => [...parks].sort((a, b) => span(b.bbox) - span(a.bbox));

function hideOverlaps(labels) {
  const standing = [];
  for (const { html } of labels) {
    const { left, top, right, bottom } = html.getBoundingClientRect();
    const box = [left, top, right, bottom];
    const hidden = standing.some((other) => boxesMeet(other, box));
    html.style.visibility = hidden ? "hidden" : "";
    if (!hidden) standing.push(box);
  }
}

const sumOf = ({ count, mu } = { count: 0, mu: 0 }) =>
  element("span", word("%(count)s · %(mu)s mu", { count: countText(count), mu: muText(mu) }));

function sums(byStyle) {
  const { styles } = config();
  const bar = element("span", "");
  bar.className = "pm-park-bar";
  const lines = [];
  for (const [code, { label, light }] of Object.entries(styles)) {
    const sum = byStyle.get(code);
    if (!sum) continue;
    const part = element("i", "");
    part.style.flexGrow = String(sum.mu);
    part.style.background = light;
    bar.append(part);
    const figures = { count: countText(sum.count), mu: muText(sum.mu) };
    lines.push(element("span", `${label} ${word("%(count)s · %(mu)s mu", figures)}`));
  }
  return [bar, ...lines];
}

function element(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}
