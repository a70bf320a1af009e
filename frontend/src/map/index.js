// What the Folium shell starts, one function a capability, and what page code waits for.
// Each takes Folium's Leaflet map; data come from #parkmap-config and by URL.

import { addBasemaps } from "./basemaps.js";
import { followChanges } from "./changes.js";
import { config } from "./config.js";
import { addContext } from "./context.js";
import { addFrame } from "./frame.js";
import { addLegend } from "./legend.js";
import { addParcels } from "./parcels.js";
import { parkMapOf } from "./park_map.js";
import { addParks } from "./parks.js";

const ZOOMS = [3, 20]; // the parcels layer would else narrow them to its own

let ready;

/** Resolves to the ParkMap once the parcels layer stands. */
export const mapReady = new Promise((resolve) => {
  ready = resolve;
});

export function parcels(leaflet) {
  const { frame, view } = config();
  calm(leaflet);
  tellDistance(leaflet);
  const parkMap = parkMapOf(leaflet);
  parkMap.show(view ?? frame.bounds, { animate: false, padding: [12, 12] });
  leaflet.setMinZoom(ZOOMS[0]).setMaxZoom(ZOOMS[1]); // only now: it moves a map that is outside
  addParcels(parkMap);
  ready(parkMap);
}

export const changes = (leaflet) => followChanges(parkMapOf(leaflet));
export const context = (leaflet) => addContext(parkMapOf(leaflet));
export const parks = (leaflet) => addParks(parkMapOf(leaflet));
export const basemaps = (leaflet) => addBasemaps(parkMapOf(leaflet));
export const legend = (leaflet) => addLegend(parkMapOf(leaflet));
export const frame = (leaflet) => addFrame(parkMapOf(leaflet));

/** No motion for those who asked for none. */
function calm(leaflet) {
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  leaflet._zoomAnimated = false; // decided by Leaflet before this module was there
  leaflet.options.inertia = false;
}

/** Classes by which the style sheet decides which names have room. */
function tellDistance(leaflet) {
  const { classList } = leaflet.getContainer();
  const tell = () => {
    classList.toggle("pm-far", leaflet.getZoom() < 16);
    classList.toggle("pm-near", leaflet.getZoom() > 16);
  };
  tell();
  leaflet.on("zoomend", tell);
}
