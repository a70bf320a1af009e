// The lasso: a line drawn around parcels, by dragging or corner by corner, takes along what it holds.

import { byId } from "../lib/dom.js";
import { lots } from "../lib/texts.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";

const STEP = 5; // CSS pixels between two points of a dragged line

/** Add the tool and its key to the desk. */
export function lasso(desk) {
  const toggle = desk.tools.add({ id: "lasso", key: "l", title: word("Lasso"), start: () => begin(desk) });
  addKey("l", { group: word("Select"), says: word("Lasso: draw around parcels, or click its corners"), run: () => toggle() });
}

/** Take the map's gestures until the line is closed. Arrow keys move a corner, Enter sets it. */
function begin(desk) {
  const { leaflet } = desk.map;
  const container = leaflet.getContainer();
  const renderer = L.svg();
  const line = L.polyline([], { renderer, className: "desk-lasso", interactive: false }).addTo(leaflet);
  const points = []; // Leaflet latlngs
  let dragging = false;
  let pen = leaflet.getSize().divideBy(2); // where the keyboard draws
  leaflet.dragging.disable();
  leaflet.doubleClickZoom.disable();
  container.classList.add("is-drawing");
  byId("map-frame").querySelector(".folium-map").focus({ preventScroll: true });
  desk.say(word("Draw around the parcels; or click corners (arrow keys and Enter), a double click or S ends."));

  const draw = () => line.setLatLngs(points);
  const add = (point) => { points.push(leaflet.containerPointToLatLng(point)); draw(); };
  const down = (event) => {
    if (event.button !== 0 || event.target.closest(".leaflet-control")) return;
    event.stopPropagation();
    dragging = true;
    add(leaflet.mouseEventToContainerPoint(event));
    container.setPointerCapture?.(event.pointerId);
  };
  const move = (event) => {
    if (!dragging) return;
    const here = leaflet.mouseEventToContainerPoint(event);
    if (here.distanceTo(leaflet.latLngToContainerPoint(points[points.length - 1])) >= STEP) add(here);
  };
  const up = () => {
    if (dragging && points.length > 8) finish();
    dragging = false;
  };
  const swallow = (event) => { event.stopPropagation(); event.preventDefault(); };
  const twice = (event) => { swallow(event); finish(); };
  const keys = (event) => {
    const step = { ArrowLeft: [-16, 0], ArrowRight: [16, 0], ArrowUp: [0, -16], ArrowDown: [0, 16] }[event.key];
    if (step) pen = pen.add(step);
    else if (event.key === "Enter") add(pen);
    else if (event.key.toLowerCase() === "s" && points.length > 2) finish();
    else return;
    line.setLatLngs([...points, leaflet.containerPointToLatLng(pen)]);
    event.stopPropagation();
    event.preventDefault();
  };
  const heard = [["pointerdown", down], ["pointermove", move], ["pointerup", up], ["click", swallow], ["dblclick", twice]];
  for (const [name, hear] of heard) container.addEventListener(name, hear, { capture: true });
  document.addEventListener("keydown", keys, { capture: true });

  function finish() {
    if (points.length > 2) take(desk, points.map(({ lat, lng }) => [lng, lat]));
    desk.tools.stop();
  }

  return () => {
    for (const [name, hear] of heard) container.removeEventListener(name, hear, { capture: true });
    document.removeEventListener("keydown", keys, { capture: true });
    line.remove();
    renderer.remove();
    leaflet.dragging.enable();
    leaflet.doubleClickZoom.enable();
    container.classList.remove("is-drawing");
  };
}

/** Select what has its middle in the ring of [lng, lat], on top of what is selected. */
function take(desk, ring) {
  const { map, selected } = desk;
  const free = [...map.tiles.within(ring)].filter((id) => map.facts(id) && map.matches(map.facts(id)));
  selected.set([...new Set([...selected.ids, ...free])]);
  desk.say(word("%(parcels)s taken by the lasso.", { parcels: lots(free.length) }));
}
