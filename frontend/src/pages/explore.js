// Map and list show the same state: filters, order, selection and view, all of it in the address.

import { Card } from "../lib/card.js";
import { copyButton } from "../lib/copying.js";
import { byId, isTyping, later } from "../lib/dom.js";
import { framedMap } from "../lib/frame.js";
import { readForm, showTold, writeForm } from "../lib/land_form.js";
import { ParcelList } from "../lib/list.js";
import { Fading } from "../lib/matching.js";
import { sheetHeights } from "../lib/sheet.js";
import { readFilters, readState, valuesOf, writeState } from "../lib/state.js";
import { config } from "../map/config.js";
import { mapReady } from "../map/index.js";

const PATIENCE_MS = 1500;
const form = byId("filters");
const panel = byId("filter-panel");
const state = readState(location.search);
const list = new ParcelList({ onPick: (id) => pick(id, { from: "list" }), onTold: told });
const card = new Card({ onClose: () => pick(null), onShow: (bbox) => map?.show(bbox) });
const setHeight = sheetHeights(byId("sheet"), byId("grip"));
let map = null;
let fading = null;
let found = null; // sums of what fits by park, null for all land

form.addEventListener("submit", (event) => {
  event.preventDefault();
  panel.open = false;
  take(readForm(form));
});
form.addEventListener("change", () => take(readForm(form)));
byId("sort").addEventListener("change", () => take(readForm(form)));
byId("q").addEventListener("input", later(() => take(readForm(form)), 250));
for (const field of panel.querySelectorAll("input[type=number]")) {
  field.addEventListener("input", later(() => take(readForm(form)), 400));
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-address], a.step, #clear");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    take(link.matches(".step") ? stepped(link.dataset) : readFilters(link.dataset.address ?? ""), { write: true });
  } else if (panel.open && !event.target.closest("#filter-panel")) panel.open = false;
});
addEventListener("popstate", () => {
  Object.assign(state, readState(location.search));
  take(state.filters, { write: true, remember: false });
  pick(state.id, { remember: false });
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") leave();
  if (event.key === "/" && !isTyping(event.target)) {
    event.preventDefault();
    byId("q").focus();
  }
});
byId("close-filters").addEventListener("click", leave);
shareThis();
writeForm(form, state.filters);
start();
if (state.id !== null) pick(state.id, { remember: false });
loadFirst();

async function start() {
  map = await framedMap();
  map.on("click", ({ id }) => pick(id, { from: "map" }));
  map.on("changes", ({ changed, gone, reload }) => {
    if (reload || changed.length || gone.length) refresh();
    list.apply(changed, gone);
    if (changed.some((facts) => facts.id === state.id)) card.refresh();
  });
  const { leaflet } = map;
  fading = new Fading(map, () => leaflet.getBounds().toBBoxString().split(",").map(Number));
  if (state.view) leaflet.setView([state.view.lat, state.view.lng], state.view.zoom, { animate: false });
  else if (state.id !== null) reveal(state.id);
  else showParks(valuesOf(state.filters, "park"), { animate: false });
  fading.set(state.filters);
  map.sum(found);
  if (state.id !== null) map.select([state.id]);
  leaflet.on("moveend", later(() => {
    const { lat, lng } = leaflet.getCenter();
    state.view = { zoom: leaflet.getZoom(), lat, lng };
    history.replaceState(null, "", address());
    fading.follow();
  }, 200));
}

/** The first rows stand in the page already: without a filter they wait until the map is painted. */
async function loadFirst() {
  const whole = state.id === null && state.filters.length === 0;
  const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  if (whole) await Promise.race([mapReady.then(({ painted }) => painted), patience]);
  if (!list.asked) await list.load(state.filters);
}

/** The record changed: counts and order may have, too; a list that was scrolled stays where it is. */
const refresh = later(() => {
  if (byId("list-scroll").scrollTop === 0) list.load(state.filters);
  if (state.filters.length) fading.set(state.filters);
}, 400);

/** Select a parcel everywhere, or none. */
function pick(id, { from = "", remember = true } = {}) {
  const another = id !== state.id;
  state.id = id;
  list.mark(id, from !== "list");
  if (id === null) card.close();
  else card.open(id);
  if (map && from !== "map") map.select(id === null ? [] : [id]);
  if (from === "list") reveal(id);
  if (from === "map" && id !== null) setHeight("low");
  if (remember && another) history.pushState(null, "", address());
}

/** Bring a parcel into view, without moving a map that shows it already. */
function reveal(id) {
  const box = list.known.get(id)?.bbox;
  if (!map || !box) return;
  const [west, south, east, north] = box;
  const shown = map.leaflet.getBounds();
  const inside = shown.contains([[south, west], [north, east]]);
  if (!inside || map.leaflet.getZoom() < config().frame.minzoom) map.show(box, { maxZoom: 17 });
}

/** Other filters: list, map and address follow, and the form where they came from elsewhere. */
function take(filters, { write = false, remember = true } = {}) {
  const before = valuesOf(state.filters, "park").join();
  state.filters = filters;
  if (write) writeForm(form, filters);
  fading?.set(filters); // the map is the larger picture: it is asked for first
  list.load(filters);
  if (remember) history.replaceState(null, "", address());
  const parks = valuesOf(filters, "park");
  if (remember && map && parks.join() !== before) showParks(parks);
}

/** The filters with a ready-made bound set, or taken off where it was set. */
function stepped({ filter, end, value }) {
  const name = `${filter}${end}`;
  const ends = new Set([filter, `${filter}_min`, `${filter}_max`]);
  const others = state.filters.filter(([one]) => !ends.has(one));
  const on = valuesOf(state.filters, name)[0] === value;
  return on ? others : [...others, [name, value]];
}

function told(page) {
  if (!page.counts) return;
  showTold(page, state.filters);
  found = page.parks;
  map?.sum(found);
}

/** Escape leaves what lies on top: the panel, then the selection. */
function leave() {
  if (panel.open) {
    panel.open = false;
    panel.querySelector("summary").focus();
  } else if (state.id !== null) pick(null);
}

function showParks(ids, options) {
  const boxes = config().parks.filter(({ id }) => ids.includes(id)).map(({ bbox }) => bbox);
  if (boxes.length === 0) {
    if (!options) map.show(config().frame.bounds);
    return;
  }
  const edge = (at, least) => least(...boxes.map((box) => box[at]));
  map.show([edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)], options);
}

function address() {
  return `${location.pathname}${writeState(state)}`;
}

/** The link of this view, and its QR code. */
function shareThis() {
  const box = byId("share");
  box.addEventListener("toggle", () => {
    const qr = byId("share-qr");
    qr.hidden = !box.open;
    if (box.open) qr.src = `/qr.svg?path=${encodeURIComponent(address())}`;
  });
  copyButton(byId("copy-link"), () => location.href);
}
