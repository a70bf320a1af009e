// What a page shows, as its address says it: a link opens the same filters, selection and view.

/** The state in a query string. Statuses may be repeated or parted by commas. */
export function readState(search) {
  const query = new URLSearchParams(search);
  const s = query.getAll("s").flatMap((value) => value.split(",")).filter(Boolean);
  return {
    s: new Set(s),
    park: query.get("park") || null,
    q: query.get("q") || "",
    id: query.get("id") || null,
    view: readView(query.get("view")),
  };
}

/** "15.5/36.19527/113.11610" (zoom, latitude, longitude) -> {zoom, lat, lng}, or null. */
export function readView(text) {
  const parts = (text ?? "").split("/").map(Number);
  if (parts.length !== 3 || parts.some((part) => !Number.isFinite(part)) || !text) return null;
  const [zoom, lat, lng] = parts;
  return { zoom, lat, lng };
}

/** The same the other way. */
export function viewText({ zoom, lat, lng }) {
  return `${round(zoom, 2)}/${round(lat, 5)}/${round(lng, 5)}`;
}

/** The query string of a state, without what is not set. */
export function writeState({ s, park, q, id, view }) {
  const parts = [];
  if (s.size) parts.push(`s=${[...s].map(encodeURIComponent).join(",")}`);
  if (park) parts.push(`park=${encodeURIComponent(park)}`);
  if (q) parts.push(`q=${encodeURIComponent(q)}`);
  if (id) parts.push(`id=${encodeURIComponent(id)}`);
  if (view) parts.push(`view=${viewText(view)}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

const round = (value, digits) => Number(value.toFixed(digits));
