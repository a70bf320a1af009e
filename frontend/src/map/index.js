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
  const { frame, view, rooms, still } = config();
  calm(leaflet);
  tellDistance(leaflet);
  const parkMap = parkMapOf(leaflet);
  const opened = globalThis.parkmapFirst?.view; // what the address says: [zoom, lat, lng]
  if (opened) leaflet.setView(opened.slice(1), opened[0], { animate: false });
  else parkMap.show(view ?? frame.bounds, { animate: false, ...paddings(rooms) });
  leaflet.setMinZoom(ZOOMS[0]).setMaxZoom(ZOOMS[1]); // only now: it moves a map that is outside
  if (still) parkMap.tellPainted(); // the page draws the land of the days that it shows itself
  else addParcels(parkMap);
  ready(parkMap);
}

/** Make a Leaflet map of a page's own like the shell's: what it shows of land the page draws. */
export function dressed(leaflet) {
  const parkMap = parkMapOf(leaflet);
  calm(leaflet);
  tellDistance(leaflet);
  parkMap.tellPainted();
  for (const add of [context, parks, basemaps]) add(leaflet);
  return parkMap;
}

export const changes = (leaflet) => config().still || followChanges(parkMapOf(leaflet));
export const context = afterParcels(addContext);
export const parks = afterParcels(addParks);
export const basemaps = afterParcels(addBasemaps);
export const legend = afterParcels((parkMap) => config().still || addLegend(parkMap));
export const frame = afterParcels(addFrame);

/** A capability that leaves network and processor to the parcels until the first are painted. */
function afterParcels(add) {
  return (leaflet) => {
    const parkMap = parkMapOf(leaflet);
    parkMap.painted.then(() => add(parkMap));
  };
}

/** What covers the map's rims on this page, in a window of this width. */
function paddings(rooms = []) {
  const room = rooms.find(({ from }) => innerWidth >= from);
  const [left, top, right, bottom] = room?.padding ?? [12, 12, 12, 12];
  return { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] };
}

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
