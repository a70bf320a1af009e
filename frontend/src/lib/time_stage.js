// The maps of the days: one, two that move together, or one with a divider between two days.

import { config, word } from "../map/config.js";
import { dressed } from "../map/index.js";
import { selection } from "../map/selection.js";
import { brushes, paperOf } from "../map/styles.js";
import { onScheme } from "../map/theme.js";
import { shapesOf, timeLayer } from "../map/time_layer.js";
import { byId } from "./dom.js";
import { makeDivider } from "./swipe.js";

const AS_SHELL = { // as the shell makes its map
  zoomSnap: 0.25, zoomControl: false, attributionControl: false, fadeAnimation: false, preferCanvas: true,
  minZoom: 3, maxZoom: 20, // so that it follows wherever the other goes
};

/** What shows the land: `show(on, since)`, `view(name)`, `keep(places or null)`. */
export function makeStage(main, land, days, divided) {
  const shapes = shapesOf(land);
  const made = { land, shapes, days, kept: null, name: "one" };
  const now = addLand(main, made, "now", days.on);
  let before = null; // the earlier day on the same map, under the divider
  let twin = null;
  const divider = makeDivider(byId("swipe"), main.leaflet, () => [before?.pane, now.pane], divided);
  const under = (latlng) => {
    const left = made.name === "swipe" && main.leaflet.latLngToContainerPoint(latlng).x < divider.x();
    return left ? before.layer : now.layer;
  };
  selection(main, { hit: (latlng) => under(latlng).hit(latlng) });
  const shown = () => [now, made.name === "swipe" ? before : null, made.name === "two" ? twin?.drawn : null].filter(Boolean);

  return {
    now: now.layer,
    whole: () => seesWhole(main.leaflet),
    show(on, since) {
      made.days = { on, since };
      now.layer.show(on);
      for (const one of shown()) if (one !== now) one.layer.show(since);
    },
    keep(places) {
      made.kept = places;
      for (const { layer } of shown()) layer.keep(places);
    },
    view(name) {
      const whole = seesWhole(main.leaflet);
      made.name = name;
      byId("stage").className = `time-stage is-${name}`;
      if (name === "swipe") before ??= addLand(main, made, "before", made.days.since);
      if (name === "two") byId("then").hidden = false;
      if (name === "two") twin ??= makeTwin(main, made);
      byId("then").hidden = name !== "two";
      main.leaflet.invalidateSize({ animate: false });
      if (whole) main.show(config().frame.bounds, { animate: false });
      before?.pane.classList.toggle("is-away", name !== "swipe");
      if (name === "two") twin.follow();
      for (const { layer } of shown()) layer.keep(made.kept);
      this.show(made.days.on, made.days.since);
      divider.use(name === "swipe");
    },
  };
}

/** Whether the window holds the whole zone, and should again when it becomes wider or narrower. */
function seesWhole(leaflet) {
  const [west, south, east, north] = config().frame.bounds;
  return leaflet.getBounds().contains([[south, west], [north, east]]);
}

/** The land of a day on a map, in a pane of its own, in the page's colours. */
function addLand(parkMap, { land, shapes, kept }, name, day) {
  const { leaflet } = parkMap;
  const { frame, styles } = config();
  const pane = leaflet.createPane(name);
  pane.classList.add("pm-pane-parcels");
  let look = lookOf(leaflet, styles);
  const layer = timeLayer({ land, shapes, day, frame, pane: name, parkMap, brushesOf: () => look });
  layer.keep(kept);
  onScheme(() => {
    look = lookOf(leaflet, styles);
    layer.repaint(null);
  });
  parkMap.tiles ??= layer;
  parkMap.on("redraw", (ids) => layer.repaint(ids));
  leaflet.on("zoomend", () => layer.rescale());
  layer.addTo(leaflet);
  return { layer, pane };
}

function lookOf(leaflet, styles) {
  const ratio = Math.min(window.devicePixelRatio || 1, 3);
  const paper = paperOf(leaflet.getContainer());
  return { brushes: brushes(styles, paper, ratio), paper, muWord: word("mu") };
}

/** A second map of the earlier day that moves with the first. */
function makeTwin(main, made) {
  const box = byId("map-then");
  box.classList.add("folium-map");
  const leaflet = L.map(box, AS_SHELL);
  leaflet.setView(main.leaflet.getCenter(), main.leaflet.getZoom(), { animate: false });
  const parkMap = dressed(leaflet);
  const drawn = addLand(parkMap, made, "now", made.days.since);
  selection(parkMap, drawn.layer);
  tie(main.leaflet, leaflet);
  const together = (from, to) => from.on("select", ({ ids }) => {
    if (ids.join() !== [...to.selected].join()) to.select(ids);
  });
  together(main, parkMap);
  together(parkMap, main);
  return {
    drawn,
    parkMap,
    follow() {
      leaflet.invalidateSize({ animate: false });
      leaflet.setView(main.leaflet.getCenter(), main.leaflet.getZoom(), { animate: false });
    },
  };
}

/** Two Leaflet maps that show the same place. */
function tie(one, other) {
  let busy = false;
  const follow = (from, to) => from.on("move", () => {
    if (busy || !to.getSize().x) return;
    busy = true;
    to.setView(from.getCenter(), from.getZoom(), { animate: false });
    busy = false;
  });
  follow(one, other);
  follow(other, one);
}
