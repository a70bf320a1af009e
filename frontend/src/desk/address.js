// The desk in its address: a reload, a bookmark or a link to a colleague opens the same place and table.

import { later } from "../lib/dom.js";
import { readView, viewText } from "../lib/state.js";

const SETTLED_MS = 200;

/** What the address says of `names`; "" of what it does not. */
export function asked(...names) {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? ""]));
}

/** Write values into the address; an empty one goes. */
export function keep(values) {
  const here = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) here.searchParams.set(name, value);
    else here.searchParams.delete(name);
  }
  here.search = here.search.replaceAll("%2F", "/"); // a place reads as it does on the public map
  history.replaceState(history.state, "", here);
}

/** Open the map where the address says, and write there where it goes. */
export function keepView({ leaflet }) {
  const view = readView(asked("view").view);
  if (view) leaflet.setView([view.lat, view.lng], view.zoom, { animate: false });
  leaflet.on("moveend", later(() => {
    const { lat, lng } = leaflet.getCenter();
    keep({ view: viewText({ zoom: leaflet.getZoom(), lat, lng }) });
  }, SETTLED_MS));
}
