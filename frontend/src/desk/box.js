// The box: two opposite corners, by dragging, by two clicks or by key, take along what they touch.
// For a tablet and for the keyboard; a mouse has Shift and a drag at any time (map/boxselect.js).

import { lots } from "../lib/texts.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";
import { takeAlong, takePen } from "./pen.js";

const LEAST = 4; // CSS pixels: less is one corner clicked twice

/** Add the tool and its key to the desk. */
export function box(desk) {
  const toggle = desk.tools.add({ id: "box", key: "x", title: word("Box"), start: () => begin(desk) });
  addKey("x", { group: word("Select"), says: word("Box: drag it, or click two opposite corners"), run: () => toggle() });
}

/** Take the map's gestures until the second corner is set. */
function begin(desk) {
  const { leaflet } = desk.map;
  const renderer = L.svg();
  const drawn = L.polygon([], { renderer, className: "desk-lasso", interactive: false }).addTo(leaflet);
  let first = null; // a Leaflet latlng: the map may move on between two clicks
  const place = (point) => leaflet.containerPointToLatLng(point);
  const stretch = (point) => first && drawn.setLatLngs(cornersOf(first, place(point)));
  const finish = (point) => {
    if (point.distanceTo(leaflet.latLngToContainerPoint(first)) < LEAST) return;
    const [low, , high] = cornersOf(first, place(point));
    const count = takeAlong(desk, desk.map.tiles.meeting([low.lng, low.lat], [high.lng, high.lat]));
    desk.say(word("%(parcels)s taken by the box.", { parcels: lots(count) }));
    desk.tools.stop();
  };
  const giveBack = takePen(desk, {
    press: (point) => { if (first) finish(point); else first = place(point); },
    drag: stretch,
    lift: finish,
    hover: stretch,
    end: () => {},
  });
  desk.say(word("Drag a box; or click two opposite corners (arrow keys and Enter)."));
  return () => {
    giveBack();
    drawn.remove();
    renderer.remove();
  };
}

/** South-west, south-east, north-east and north-west of two opposite corners. */
function cornersOf(one, other) {
  const [south, north] = [Math.min(one.lat, other.lat), Math.max(one.lat, other.lat)];
  const [west, east] = [Math.min(one.lng, other.lng), Math.max(one.lng, other.lng)];
  return [[south, west], [south, east], [north, east], [north, west]].map(([lat, lng]) => L.latLng(lat, lng));
}
