// Parcels around a place, the nearest first: where the officer stands, or where the map was tapped.

import { ask, withQuery } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { metresTo } from "../lib/places.js";
import { badge } from "../lib/texts.js";
import { onPhone } from "../lib/screen.js";
import { config, word } from "../map/config.js";
import { addKey } from "./keys.js";

const KEPT = "parkmap.desk.near";
const SHOWN = 40;
const PAGE = 500;
const REACH = [0.001, 0.004, 0.02, 0.1]; // degrees around the place, until there are enough; the first never holds more than a page

/** Add the tab; on a phone it is the first one. */
export function nearby(desk) {
  const list = new Nearby(desk);
  addKey("a", { group: word("Desk"), says: word("Parcels near me or near a place"), run: () => desk.tabs.show("nearby") });
  desk.tabs.add({ id: "nearby", title: word("Nearby"), show: (panel) => list.show(panel) });
  if (onPhone()) desk.tabs.show("nearby");
}

class Nearby {
  constructor(desk) {
    this.desk = desk;
    this.items = read();
    this.spot = null;
    desk.map.on("click", ({ place: [lng, lat] }) => this.tapping && this.at({ lng, lat }));
    desk.map.on("select", () => this.panel && this.draw());
  }

  show(panel) {
    this.panel = panel;
    this.draw();
  }

  draw() {
    const where = el("button", { type: "button", class: "button-2", text: word("Where I am"), onclick: () => this.locate() });
    const tap = el("button", { type: "button", class: "button-2", text: word("Tap a place on the map"), "aria-pressed": String(Boolean(this.tapping)), onclick: () => { this.tapping = !this.tapping; this.draw(); } });
    const none = el("p", { class: "empty", text: word("Locate yourself, or tap a place on the map: parcels around it are listed, the nearest first.") });
    this.panel.replaceChildren(el("p", { class: "near-acts" }, where, tap), this.items.length ? el("ol", { class: "near" }, ...this.items.map((one) => this.row(one))) : none);
  }

  row(one) {
    const on = this.desk.map.selected.has(one.id);
    return el("li", {}, el("button", { type: "button", "aria-pressed": String(on), onclick: () => this.pick(one) },
      badge(this.desk.selected.newest(one.id)?.s ?? one.s), el("span", {}, el("b", { text: one.name || one.id }), el("small", { text: one.id })),
      el("span", { text: word("%(n)s m", { n: Math.round(one.metres) }) })));
  }

  pick(one) {
    this.desk.selected.learn([one]);
    this.desk.map.toggle(one.id);
    this.desk.map.show(one.bbox, { maxZoom: 17 });
  }

  /** Browsers tell the place on secure origins only; a tap on the map does elsewhere. */
  locate() {
    if (!window.isSecureContext || !navigator.geolocation) {
      this.tapping = true;
      this.draw();
      return this.desk.say(word("This address is not secure, so the browser does not tell the place; tap it on the map."));
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.at({ lng: coords.longitude, lat: coords.latitude }),
      () => this.desk.say(word("The place was not found; tap it on the map."), "stop"),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 });
    return undefined;
  }

  async at(place) {
    this.tapping = false;
    this.desk.outbox.place = place;
    this.spot?.remove();
    this.spot = L.circleMarker([place.lat, place.lng], { className: "near-spot", radius: 8, interactive: false }).addTo(this.desk.map.leaflet);
    this.desk.map.show([place.lng, place.lat, place.lng, place.lat], { maxZoom: 17 });
    try {
      this.items = await around(place);
      this.desk.selected.learn(this.items);
      keep(this.items);
      this.draw();
    } catch {
      this.items = this.items.map((one) => ({ ...one, metres: metresTo(place, one.bbox) })).sort((one, two) => one.metres - two.metres);
      this.draw(); // without a network: the last list, from the new place
    }
  }
}

/** The nearest parcels: of each box only what is nearer than its edge, so that nothing beyond it is. */
async function around(place) {
  let near = [];
  for (const reach of REACH) {
    const bbox = [place.lng - reach, place.lat - reach, place.lng + reach, place.lat + reach].map((value) => value.toFixed(6));
    const { items } = await ask(withQuery(config().urls.list, { bbox, limit: PAGE, lang: config().lang }));
    near = items.map((one) => ({ ...one, metres: metresTo(place, one.bbox) })).sort((one, two) => one.metres - two.metres);
    const edge = metresTo(place, [place.lng + reach, place.lat, place.lng + reach, place.lat]);
    const inside = near.filter(({ metres }) => metres <= edge);
    if (inside.length >= SHOWN) return inside.slice(0, SHOWN);
  }
  return near.slice(0, SHOWN);
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

function keep(items) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(items));
  } catch {
    // storage is shut off: the list lasts as long as the page
  }
}
