// The lasso: a line drawn around parcels, by dragging or corner by corner, takes along what it holds.

import { lots } from "../lib/texts.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";
import { takeAlong, takePen } from "./pen.js";

const STEP = 5; // CSS pixels between two points of a dragged line
const SHORT = 8; // points up to which a drag is no line yet

/** Add the tool and its key to the desk. */
export function lasso(desk) {
  const toggle = desk.tools.add({ id: "lasso", key: "l", title: word("Lasso"), start: () => begin(desk) });
  addKey("l", { group: word("Select"), says: word("Lasso: draw around parcels, or click its corners"), run: () => toggle() });
}

/** Take the map's gestures until the line is closed. */
function begin(desk) {
  const { leaflet } = desk.map;
  const renderer = L.svg();
  const line = L.polyline([], { renderer, className: "desk-lasso", interactive: false }).addTo(leaflet);
  const points = []; // Leaflet latlngs
  const place = (point) => leaflet.containerPointToLatLng(point);
  const add = (point) => { points.push(place(point)); line.setLatLngs(points); };
  const finish = () => {
    if (points.length > 2) take(desk, points.map(({ lat, lng }) => [lng, lat]));
    desk.tools.stop();
  };
  const giveBack = takePen(desk, {
    press: add,
    drag: (point) => {
      if (point.distanceTo(leaflet.latLngToContainerPoint(points.at(-1))) >= STEP) add(point);
    },
    lift: () => points.length > SHORT && finish(),
    hover: (point) => line.setLatLngs([...points, place(point)]),
    end: () => points.length > 2 && finish(),
  });
  desk.say(word("Draw around the parcels; or click corners (arrow keys and Enter), a double click or S ends."));
  return () => {
    giveBack();
    line.remove();
    renderer.remove();
  };
}

/** Select what has its middle in the ring of [lng, lat], on top of what is selected. */
function take(desk, ring) {
  const count = takeAlong(desk, desk.map.tiles.within(ring));
  desk.say(word("%(parcels)s taken by the lasso.", { parcels: lots(count) }));
}
