// The map's gestures, lent to a tool that draws: dragging, clicking, and arrow keys with Enter.

import { byId } from "../lib/dom.js";

const STEPS = { ArrowLeft: [-16, 0], ArrowRight: [16, 0], ArrowUp: [0, -16], ArrowDown: [0, 16] }; // CSS pixels
const SLIP = 5; // CSS pixels that a hand moves without meaning to drag

/**
 * Take the gestures of the map; returns what gives them back.
 * @param desk
 * @param tool all places are Leaflet points of the map's container:
 *   press(at) a click, the begin of a drag, or Enter at the keyboard's place;
 *   drag(at) the pointer moves while it is down; lift(at) it went up after a drag;
 *   hover(at) the keyboard's place moved; end() a double click, or S
 */
export function takePen(desk, { press, drag, lift, hover, end }) {
  const { leaflet } = desk.map;
  const container = leaflet.getContainer();
  let pen = leaflet.getSize().divideBy(2); // where the keyboard draws
  let began = null; // where the pointer went down
  let dragged = false;
  leaflet.dragging.disable();
  leaflet.doubleClickZoom.disable();
  container.classList.add("is-drawing");
  byId("map-frame").querySelector(".folium-map").focus({ preventScroll: true });

  const down = (event) => {
    if (event.button !== 0 || event.target.closest(".leaflet-control")) return;
    event.stopPropagation();
    [began, dragged] = [leaflet.mouseEventToContainerPoint(event), false];
    container.setPointerCapture?.(event.pointerId);
  };
  const move = (event) => {
    if (!began) return;
    const here = leaflet.mouseEventToContainerPoint(event);
    if (!dragged && here.distanceTo(began) < SLIP) return;
    if (!dragged) press(began);
    dragged = true;
    drag(here);
  };
  const up = (event) => {
    if (!began) return;
    began = null;
    if (dragged) lift(leaflet.mouseEventToContainerPoint(event));
  };
  const swallow = (event) => { event.stopPropagation(); event.preventDefault(); };
  const cancel = () => { began = null; }; // the system took the finger for something else
  const click = (event) => {
    if (event.target.closest(".leaflet-control")) return;
    swallow(event);
    if (!dragged) press(leaflet.mouseEventToContainerPoint(event));
  };
  const twice = (event) => { swallow(event); end(); };
  const keys = (event) => {
    const step = STEPS[event.key];
    if (step) pen = pen.add(step);
    else if (event.key === "Enter") press(pen);
    else if (event.key.toLowerCase() === "s") end();
    else return;
    swallow(event);
    hover(pen);
  };
  const heard = [["pointerdown", down], ["pointermove", move], ["pointerup", up], ["pointercancel", cancel], ["dblclick", twice]];
  for (const [name, hear] of heard) container.addEventListener(name, hear, { capture: true });
  container.addEventListener("click", click, { capture: true });
  document.addEventListener("keydown", keys, { capture: true });

  return () => {
    for (const [name, hear] of heard) container.removeEventListener(name, hear, { capture: true });
    document.removeEventListener("keydown", keys, { capture: true });
    // The click that follows a drag is not meant for the map: it comes before the next task.
    setTimeout(() => container.removeEventListener("click", click, { capture: true }), 0);
    leaflet.dragging.enable();
    leaflet.doubleClickZoom.enable();
    container.classList.remove("is-drawing");
  };
}

/** Add to the selection what was drawn around, less what the filter hides; how many that were. */
export function takeAlong({ map, selected }, ids) {
  const free = [...ids].filter((id) => map.facts(id) && map.matches(map.facts(id)));
  selected.set([...new Set([...selected.ids, ...free])]);
  return free.length;
}
