// The backdrop below the parcels: greens, water, roads as wide as they are, rail, utilities.
// GeoJSON places are [lng, lat].

import { config } from "./config.js";
import { layerControl } from "./layers.js";
import { metresPerPixel } from "./mercator.js";
import { midway, placeName } from "./place_names.js";
import { paperOf } from "./styles.js";
import { onScheme } from "./theme.js";

const LANE_M = 12; // a road without a width

/** Add the page's context layers, lowest first. */
export async function addContext(parkMap) {
  const { leaflet } = parkMap;
  const { context = [] } = config();
  if (context.length === 0) return;
  leaflet.createPane("context").classList.add("pm-pane-context");
  leaflet.createPane("names").classList.add("pm-pane-names");
  const renderer = L.canvas({ pane: "context", padding: 0.4 });
  const groups = context.map(({ name, kind }) => {
    const group = L.layerGroup().addTo(leaflet);
    layerControl(parkMap).addLayer({ name, kind: "context", layer: group });
    return { group, kind };
  });
  const fetched = context.map(({ url }) => collection(url));
  for (const [i, { group, kind }] of groups.entries()) {
    const features = await fetched[i]; // in order, so that the first stays the lowest
    const drawn = draw(PAINTERS[kind] ?? plain, features, { renderer, leaflet });
    for (const layer of drawn) group.addLayer(layer);
  }
}

async function collection(url) {
  const answer = await fetch(url).catch(() => null);
  return answer?.ok ? (await answer.json()).features : []; // a backdrop that fails is left out
}

function draw(painter, features, { renderer, leaflet }) {
  const strokes = painter(features);
  const layers = [];
  const restyle = () => {
    const paper = paperOf(leaflet.getContainer());
    const metres = metresPerPixel(leaflet.getZoom(), leaflet.getCenter().lat);
    for (const { layer, style } of layers) layer.setStyle(style(paper, metres));
  };
  for (const { feature, style, named } of strokes) {
    const options = { renderer, pane: "context", interactive: false };
    const pointToLayer = (_, latlng) => L.circleMarker(latlng, { ...options, radius: 4 });
    if (style) layers.push({ layer: L.geoJSON(feature, { ...options, pointToLayer }), style });
    if (named) layers.push({ layer: nameOf(feature), style: () => ({}) });
  }
  restyle();
  leaflet.on("zoomend", restyle);
  onScheme(restyle);
  return layers.map(({ layer }) => layer);
}

function nameOf({ geometry, properties }) {
  const text = properties[`name_${config().lang}`] ?? properties.name_zh ?? "";
  const layer = placeName(midway(geometry), text, "pm-place-name");
  layer.setStyle = () => {}; // its looks are the style sheet's
  return layer;
}

const line = (color, weight, more = {}) => ({ color, weight, opacity: 1, ...more });
const area = (fillColor, color = fillColor) =>
  ({ fillColor, color, fillOpacity: 1, opacity: 1, weight: 1 });

function plain(features) {
  return features.map((feature) => ({
    feature,
    style: ({ casing }) => ({ ...line(casing, 1), fillColor: casing, fillOpacity: 0.4 }),
  }));
}

const PAINTERS = {
  greens: (features) => features.map((feature) => ({ feature, style: ({ green }) => area(green) })),
  water: (features) =>
    features.map((feature) => ({ feature, style: ({ water, bank }) => area(water, bank) })),
  roads(features) {
    const width = ({ properties }, metres) =>
      Math.max(1.5, (properties.width_m ?? LANE_M) / metres);
    // All casings first: where streets meet, no line crosses the carriageway.
    return [
      ...features.map((feature) => ({
        feature,
        style: ({ casing }, metres) => line(casing, width(feature, metres) + 1.5, { lineCap: "butt" }),
      })),
      ...features.map((feature) => ({
        feature,
        style: ({ road }, metres) => line(road, width(feature, metres)),
        named: Boolean(feature.properties.name_zh),
      })),
    ];
  },
  rail: (features) =>
    features.flatMap((feature) => [
      { feature, style: ({ rail }) => line(rail, 4, { lineCap: "butt" }) },
      { feature, style: ({ road }) => line(road, 2, { lineCap: "butt", dashArray: "9 9" }) },
    ]),
  utilities: (features) =>
    features.map((feature) => ({
      feature,
      style: ({ utility, road }) => ({ ...area(utility, road), weight: 1.5, radius: 5 }),
      named: true,
    })),
};
