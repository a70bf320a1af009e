// What is clicked near a corner or an edge of what lies beside lies on it; a dot shows where.

import { ringsOf, snap } from "./snap.js";

const REACH = 12; // pixels

export class Snapper {
  /** @param shapes GeoJSON geometries to snap to */
  constructor(leaflet, renderer, shapes = []) {
    this.leaflet = leaflet;
    this.rings = ringsOf(shapes);
    this.dot = L.circleMarker([0, 0], { radius: 5, renderer, className: "edit-snap", interactive: false, snapIgnore: true });
  }

  /** The place [lng, lat] at a point of the map's container, or the corner or edge near it. */
  place(at) {
    const pixels = this.rings.map((ring) => ring.map(([lng, lat]) => {
      const { x, y } = this.leaflet.latLngToContainerPoint([lat, lng]);
      return [x, y];
    }));
    const found = snap([at.x, at.y], pixels, REACH);
    const place = found?.kind === "corner" ? this.rings[found.ring][found.index] : this.under(found?.point ?? at);
    this.show(found && place);
    return place;
  }

  under(point) {
    const { lng, lat } = this.leaflet.containerPointToLatLng(point);
    return [lng, lat];
  }

  /** The dot there; none without a place. */
  show(place) {
    if (!place) return this.dot.remove();
    return this.dot.setLatLng([place[1], place[0]]).addTo(this.leaflet);
  }
}
