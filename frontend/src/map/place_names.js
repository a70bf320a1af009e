// Names that stand on the map as text of their own.

/** Where a name stands on a GeoJSON point or line: {place: [lng, lat], angle} (degrees, level: 0). */
export function midway({ type, coordinates }) {
  if (type === "Point") return { place: coordinates, angle: 0, below: true };
  if (type !== "LineString") return null;
  const lengths = coordinates.slice(1).map((end, i) => distance(coordinates[i], end));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  const at = lengths.findIndex((length) => (left -= length) <= 0);
  const [from, to] = [coordinates[at], coordinates[at + 1]];
  const share = 1 + left / lengths[at];
  const place = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  return { place, angle: upright(from, to) };
}

/** A marker with `text` at {place, angle}; the text is text, never markup. */
export function placeName(spot, text, className) {
  if (!spot || !text) return L.layerGroup();
  const label = document.createElement("span");
  label.textContent = text;
  const down = spot.below ? "6px" : "-50%";
  label.style.transform = `translate(-50%, ${down}) rotate(${spot.angle.toFixed(1)}deg)`;
  const icon = L.divIcon({ className, html: label, iconSize: [0, 0] });
  const latlng = [spot.place[1], spot.place[0]]; // Leaflet wants [lat, lng]
  return L.marker(latlng, { icon, pane: "names", interactive: false, keyboard: false });
}

const stretch = (lat) => Math.cos((lat * Math.PI) / 180); // a degree of longitude is shorter

function distance([lngA, latA], [lngB, latB]) {
  return Math.hypot((lngB - lngA) * stretch(latA), latB - latA);
}

/** The line's direction on screen, turned so that the name never stands on its head. */
function upright([lngA, latA], [lngB, latB]) {
  const angle = (Math.atan2(latA - latB, (lngB - lngA) * stretch(latA)) * 180) / Math.PI;
  if (angle > 90) return angle - 180;
  return angle <= -90 ? angle + 180 : angle;
}
