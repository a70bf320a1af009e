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
    const origin = this.leaflet.getPixelOrigin().add(this.leaflet.containerPointToLayerPoint([0, 0]));
    const pixels = this.rings.map((ring) => ring.map(([lng, lat]) => {
      const { x, y } = this.leaflet.project([lat, lng]).subtract(origin); // Leaflet's own place in the container is rounded
      return [x, y];
    }));
    const found = snap([at.x, at.y], pixels, REACH);
    const place = found ? onRing(this.rings[found.ring], pixels[found.ring], found) : this.under(at);
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

/** The corner itself, or the place that lies as far along its edge as what was found lies in pixels. */
function onRing(ring, pixels, { kind, point, index }) {
  if (kind === "corner") return ring[index];
  const [from, to] = [pixels[index], pixels[index + 1]];
  const share = Math.hypot(point[0] - from[0], point[1] - from[1]) / Math.hypot(to[0] - from[0], to[1] - from[1]);
  return ring[index].map((value, axis) => value + share * (ring[index + 1][axis] - value));
}
