// The map within a page of another site. Its address says what it is about, as that of /explore does;
// nothing here changes the address, since nobody sees it. What is looked at goes along to a new window.

import { ask } from "../lib/ask.js";
import { Card } from "../lib/card.js";
import { byId } from "../lib/dom.js";
import { EmbeddedList, listed } from "../lib/embedded_list.js";
import { framedMap } from "../lib/frame.js";
import { Fading } from "../lib/matching.js";
import { readFilters, readView, viewText } from "../lib/state.js";
import { config } from "../map/config.js";

const OF_THE_FRAME = ["lang", "list", "zoom", "view", "id"]; // what is left says which parcels
const NEAR = 16;
const asked = new URLSearchParams(location.search);
const view = readView(asked.get("view"));
const park = asked.get("park");
const query = readFilters(location.search).filter(([name]) => !OF_THE_FRAME.includes(name));
const card = new Card({ onClose: () => pick(null), onShow: (bbox) => map?.show(bbox), shortList: false });
const list = byId("embed-list") && new EmbeddedList(query, (id) => pick(id, { reveal: true }));
let map = null;
let chosen = null;

list?.load(asked.get("id"));
start();

async function start() {
  map = await framedMap();
  map.leaflet.scrollWheelZoom.disable(); // the page around it scrolls
  map.leaflet.on("focus", () => map.leaflet.scrollWheelZoom.enable());
  map.leaflet.on("blur", () => map.leaflet.scrollWheelZoom.disable());
  map.on("click", ({ id }) => pick(id));
  map.on("changes", ({ reload, changed }) => {
    if (reload || changed.length) list?.load(chosen);
    if (changed.some((facts) => facts.id === chosen)) card.refresh();
  });
  map.leaflet.on("moveend", keepLink);
  place();
  if (asked.get("id")) pick(asked.get("id"), { reveal: true });
  if (query.length) fit();
  const fading = new Fading(map, () => map.leaflet.getBounds().toBBoxString().split(",").map(Number));
  fading.set(query);
  map.leaflet.on("moveend", () => fading.follow());
}

/** Where the map begins: a view, a park, or the whole zone; `zoom` goes closer or further. */
function place() {
  const { leaflet } = map;
  if (view) leaflet.setView([view.lat, view.lng], view.zoom, { animate: false });
  else if (park) map.show(config().parks.find((one) => one.id === park)?.bbox, { animate: false });
  const zoom = Number(asked.get("zoom"));
  if (zoom >= 3 && zoom <= 20) leaflet.setZoom(zoom, { animate: false });
}

async function pick(id, { reveal = false } = {}) {
  chosen = id;
  list?.mark(id);
  if (id === null) card.close();
  else card.open(id);
  map?.select(id === null ? [] : [id]);
  if (reveal && map && !view) show(list?.known.get(id)?.bbox ?? await boxOf(id));
  keepLink();
}

/** Bring a box into the part of the map that the card leaves free. */
function show(bbox) {
  const free = byId("map-frame").offsetWidth - byId("card").offsetWidth;
  const right = free > 160 ? byId("card").offsetWidth : 0;
  map.show(bbox, { maxZoom: NEAR, paddingTopLeft: [24, 24], paddingBottomRight: [24 + right, 24] });
}

/** Where the frame is about a few parcels and no place, it begins with those in view. */
async function fit() {
  if (view || park || asked.get("id") || asked.get("zoom")) return;
  const page = await listed(query).catch(() => null);
  if (!page?.items.length || page.next) return;
  const [west, south, east, north] = [0, 1, 2, 3].map((side) => page.items.map(({ bbox }) => bbox[side]));
  map.show([Math.min(...west), Math.min(...south), Math.max(...east), Math.max(...north)], { maxZoom: NEAR });
}

/** The box of a parcel that the list has not told yet. */
async function boxOf(id) {
  const card = await ask(config().urls.card.replace("{id}", encodeURIComponent(id))).catch(() => null);
  return card?.bbox; // the card says what is wrong
}

/** The link into the map itself opens what is looked at here. */
function keepLink() {
  const link = byId("embed-open");
  const there = new URL(link.href);
  if (map) {
    const { lat, lng } = map.leaflet.getCenter();
    there.searchParams.set("view", viewText({ zoom: map.leaflet.getZoom(), lat, lng }));
  }
  if (chosen === null) there.searchParams.delete("id");
  else there.searchParams.set("id", chosen);
  link.href = there.href;
}
