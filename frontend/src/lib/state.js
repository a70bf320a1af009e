// What a page shows, as its address says it: a link opens the same filters, selection and view.

const APART = new Set(["id", "view", "after", "lang"]);
const LISTS = new Set(["s", "avail", "mode", "serv", "use", "site"]); // may be parted by commas

/** The state in a query string; `filters` are [name, value] in the order of the address. */
export function readState(search) {
  const query = new URLSearchParams(search);
  return { filters: readFilters(search), id: query.get("id") || null, view: readView(query.get("view")) };
}

/** The filters in a query string. */
export function readFilters(search) {
  return [...new URLSearchParams(search)]
    .filter(([name, value]) => value && !APART.has(name))
    .flatMap(([name, value]) => (LISTS.has(name) ? value.split(",").filter(Boolean) : [value]).map((one) => [name, one]));
}

/** The values of one filter. */
export const valuesOf = (filters, wanted) => filters.filter(([name]) => name === wanted).map(([, value]) => value);

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
export function writeState({ filters, id, view }) {
  const parts = filters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (id) parts.push(`id=${encodeURIComponent(id)}`);
  if (view) parts.push(`view=${viewText(view)}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

const round = (value, digits) => Number(value.toFixed(digits));
