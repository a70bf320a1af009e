// Leaflet-Geoman, loaded when a boundary is first redrawn: 290 KB that nobody else has to wait for.

import "@geoman-io/leaflet-geoman-free";

/** Give a map that stood before Geoman came what Geoman needs of it. */
export function editable(leaflet) {
  leaflet.pm ??= new L.PM.Map(leaflet);
  leaflet.pm.setGlobalOptions({ snappable: true, snapDistance: 14, allowSelfIntersection: true, continueDrawing: false });
  return leaflet.pm;
}
