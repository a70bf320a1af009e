// Map and list show the same state: filters, selection and view, all of it in the address.

import { Card } from "../lib/card.js";
import { byId, isTyping, later } from "../lib/dom.js";
import { framedMap } from "../lib/frame.js";
import { ParcelList } from "../lib/list.js";
import { matchingIds } from "../lib/matching.js";
import { sheetHeights } from "../lib/sheet.js";
import { readState, writeState } from "../lib/state.js";
import { config, word } from "../map/config.js";
import { mapReady } from "../map/index.js";
import { countText, sumByStyle } from "../map/numbers.js";

const PATIENCE_MS = 1500;
const form = byId("filters");
const state = readState(location.search);
const list = new ParcelList({ onPick: (id) => pick(id, { from: "list" }) });
const card = new Card({ onClose: () => pick(null), onShow: (bbox) => map?.show(bbox) });
const setHeight = sheetHeights(byId("sheet"), byId("grip"));
let map = null;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  readForm();
});
form.addEventListener("change", readForm);
byId("q").addEventListener("input", later(readForm, 250));
byId("clear").addEventListener("click", (event) => {
  event.preventDefault();
  Object.assign(state, { s: new Set(), park: null, q: "" });
  writeForm();
  refilter();
});
addEventListener("popstate", () => {
  Object.assign(state, readState(location.search));
  writeForm();
  refilter({ remember: false });
  pick(state.id, { remember: false });
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.id !== null) pick(null);
  if (event.key === "/" && !isTyping(event.target)) {
    event.preventDefault();
    byId("q").focus();
  }
});
offerCopy();
writeForm();
start();
if (state.id !== null) pick(state.id, { remember: false });
loadFirst();

async function start() {
  map = await framedMap();
  map.on("click", ({ id }) => pick(id, { from: "map" }));
  map.on("changes", ({ changed, gone, totals, reload }) => {
    if (reload) list.load(query());
    list.apply(changed, gone);
    countChips(totals);
    if (changed.some((facts) => facts.id === state.id)) card.refresh();
  });
  const { leaflet } = map;
  await fade();
  if (state.view) leaflet.setView([state.view.lat, state.view.lng], state.view.zoom, { animate: false });
  else if (state.id !== null) reveal(state.id);
  else if (state.park) map.show(parkBox(state.park), { animate: false });
  if (state.id !== null) map.select([state.id]);
  leaflet.on("moveend", later(() => {
    const { lat, lng } = leaflet.getCenter();
    state.view = { zoom: leaflet.getZoom(), lat, lng };
    history.replaceState(null, "", address());
  }, 200));
}

/** The first rows stand in the page already: without a filter they wait until the map is painted. */
async function loadFirst() {
  const whole = state.id === null && !(state.s.size || state.park || state.q);
  const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  if (whole) await Promise.race([mapReady.then(({ painted }) => painted), patience]);
  if (!list.asked) await list.load(query());
}

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

function readForm() {
  const data = new FormData(form);
  const park = data.get("park") || null;
  const moved = park !== state.park;
  Object.assign(state, { s: new Set(data.getAll("s")), park, q: String(data.get("q")).trim() });
  refilter();
  if (moved && map) map.show(park ? parkBox(park) : config().frame.bounds);
}

function writeForm() {
  for (const box of form.querySelectorAll("input[name=s]")) box.checked = state.s.has(box.value);
  byId("park").value = state.park ?? "";
  byId("q").value = state.q;
}

function refilter({ remember = true } = {}) {
  byId("clear").hidden = !(state.s.size || state.park || state.q);
  list.load(query());
  fade();
  if (remember) history.replaceState(null, "", address());
}

/** What does not match fades on the map. A search names its parcels one by one. */
async function fade() {
  byId("clear").hidden = !(state.s.size || state.park || state.q);
  if (!map) return;
  const asked = state.q;
  const ids = asked ? await matchingIds(query()) : null;
  if (asked !== state.q) return; // a later search is on its way
  map.filter({ s: state.s.size ? state.s : null, park: state.park, ids });
}

function query() {
  return { q: state.q, park: state.park, s: [...state.s] };
}

function parkBox(id) {
  return config().parks.find((park) => park.id === id)?.bbox;
}

function address() {
  return `${location.pathname}${writeState(state)}`;
}

function countChips(totals) {
  const sums = sumByStyle(totals);
  for (const place of form.querySelectorAll(".chip-n")) {
    place.textContent = countText(sums.get(place.dataset.s)?.count ?? 0);
  }
}

/** Copying needs a secure origin; where there is none, the address bar does it. */
function offerCopy() {
  const button = byId("copy-link");
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = word("Copied");
    setTimeout(() => { button.textContent = word("Copy link"); }, 2000);
  });
}
