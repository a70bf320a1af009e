// Time on the map: one answer with the whole history, then only painting. Days are numbers from the
// first day of the record; the address keeps what is shown.

import { agedMoved, followParts, loadMoved } from "../lib/moved.js";
import { ask, withQuery } from "../lib/ask.js";
import { byId, el, later, say } from "../lib/dom.js";
import { framedMap } from "../lib/frame.js";
import { makeSlider } from "../lib/time_slider.js";
import { makeStage } from "../lib/time_stage.js";
import { makeSums } from "../lib/time_sums.js";
import { readView, viewText } from "../lib/state.js";
import { badge, statusName } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { dayNumber, dayText, within, yearBefore } from "../map/days.js";
import { differing, hasAreas, landOf, NOT_THERE, stateOn } from "../map/land_then.js";

const REST_MS = 350; // then the address and the list follow
const PATIENCE_MS = 60000;

const asked = config().timeline;
const { first } = asked;
const last = dayNumber(asked.last, first);
const query = new URLSearchParams(location.search);
const shown = {
  on: dayNumber(asked.on, first), since: dayNumber(asked.since, first), view: asked.view, only: asked.only,
  kind: query.get("kind"), start: query.get("start"), share: Number(query.get("share") ?? 50),
  id: query.get("id"), at: readView(query.get("at")),
};
let listed = listKey();
start();

async function start() {
  const wait = setTimeout(() => say(byId("time-wait"), word("Loading…")), 300);
  try {
    const [parkMap, answer] = await Promise.all([framedMap(), ask(asked.url, { patience: PATIENCE_MS })]);
    run(parkMap, landOf(answer));
  } catch (error) {
    say(byId("time-wait"), word("The history could not be loaded: %(why)s", { why: error.message }), "stop");
    return;
  } finally {
    clearTimeout(wait);
  }
  say(byId("time-wait"), "");
}

function run(parkMap, land) {
  const sums = makeSums(land);
  const stage = makeStage(parkMap, land, { on: shown.on, since: shown.since }, {
    share: shown.share,
    tell: (share) => { shown.share = Math.round(share); settle(); },
  });
  const settle = later(() => !slider.playing() && settled(), REST_MS);
  byId("slide").hidden = byId("quick").hidden = false;
  byId("show").hidden = true;

  function turn(on) {
    const began = performance.now();
    shown.on = on;
    stage.show(on, shown.since);
    if (shown.id) pick(land, [compared, stage.now.state], shown.id);
    if (shown.only) stage.keep(changed());
    const totals = sums.write(stage.now.state, shown.since);
    tellParks(parkMap, land, totals);
    write();
    window.parkmapStep = performance.now() - began; // for benchmarks
  }

  let compared = stateOn(land, shown.since);
  const changed = () => differing(compared, stage.now.state);
  const slider = makeSlider({
    first, last, day: shown.on, turn, rest: settle, from: () => shown.since,
    say: (day) => `${dayText(day, first)} ${sums.spoken()}`,
  });

  function since(day) {
    shown.since = within(day, last);
    compared = stateOn(land, shown.since);
    turn(shown.on);
    settle();
  }

  function view(name) {
    shown.view = name;
    for (const link of document.querySelectorAll("[data-view]")) {
      if (link.dataset.view === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const label of document.querySelectorAll("[data-swipe]")) label.hidden = name !== "swipe";
    stage.view(name);
    settle();
  }

  byId("on").addEventListener("change", ({ target }) => target.value && slider.set(dayNumber(target.value, first)));
  byId("since").addEventListener("change", ({ target }) => target.value && since(dayNumber(target.value, first)));
  byId("days").addEventListener("submit", (event) => event.preventDefault());
  byId("quick").addEventListener("click", ({ target }) => {
    const day = dayText(shown.on, first);
    const meant = { year: yearBefore(day), "new-year": `${day.slice(0, 4)}-01-01`, first }[target.dataset.since];
    if (meant) since(dayNumber(meant, first));
  });
  byId("only").addEventListener("change", ({ target }) => {
    shown.only = target.checked;
    stage.keep(shown.only ? changed() : null);
    settle();
  });
  document.querySelector(".time-views").addEventListener("click", (event) => {
    const name = event.target.dataset?.view;
    if (!name || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    view(name);
  });
  followParts((wish) => {
    Object.assign(shown, { kind: wish.get("kind"), start: wish.get("start") });
    settled();
  });
  parkMap.on("select", ({ ids }) => {
    shown.id = ids[0] ?? null;
    pick(land, [compared, stage.now.state], shown.id);
    settle();
  });
  turn(shown.on);
  if (shown.only) stage.keep(changed());
  view(shown.view);
  if (shown.at) parkMap.leaflet.setView([shown.at.lat, shown.at.lng], shown.at.zoom, { animate: false });
  if (shown.id) parkMap.select([shown.id]);
  parkMap.leaflet.on("moveend", () => {
    const { lat, lng } = parkMap.leaflet.getCenter();
    shown.at = stage.whole() ? null : { zoom: parkMap.leaflet.getZoom(), lat, lng };
    settle();
  });
}

/** Days in words wherever they stand. */
function write() {
  const days = { on: dayText(shown.on, first), since: dayText(shown.since, first) };
  byId("day").textContent = days.on;
  byId("day").dateTime = days.on;
  for (const [name, day] of Object.entries(days)) {
    for (const place of document.querySelectorAll(`[data-day="${name}"]`)) place.textContent = day;
    if (document.activeElement !== byId(name)) byId(name).value = day;
  }
  const divider = byId("swipe");
  divider.setAttribute("aria-valuetext", `${days.since} | ${days.on}`);
  if (listKey() !== listed) agedMoved();
}

/** Further out than parcels are drawn, the names of parks carry the sums of the day. */
function tellParks(parkMap, land, totals) {
  parkMap.totals = (hasAreas(land) ? totals : []).map((row) => ({ ...row, area_m2: row.area_dm2 / 100 }));
  const far = Math.round(parkMap.leaflet.getZoom()) < config().frame.minzoom + 1;
  if (far) parkMap.emit("totals", parkMap.totals);
}

function listKey() {
  const days = [shown.on, shown.since].sort((one, other) => one - other);
  return [...days, shown.kind, shown.start].join();
}

const daysOf = (key) => key.split(",").slice(0, 2).join();

/** The address, and the list where it tells of other days: only once everything stands still. */
function settled() {
  const state = {
    on: dayText(shown.on, first), from: dayText(shown.since, first), view: shown.view,
    step: byId("step").value, speed: byId("speed").value, only: shown.only ? "1" : null,
    share: shown.view === "swipe" ? shown.share : null, at: shown.at && viewText(shown.at), id: shown.id,
  };
  if (daysOf(listKey()) !== daysOf(listed)) shown.start = null; // another list begins at its top
  Object.assign(state, { kind: shown.kind, start: shown.start });
  history.replaceState(history.state, "", withQuery("/progress/map", state));
  if (listKey() === listed) return;
  listed = listKey();
  loadMoved(withQuery(asked.moved, { ...state, lang: config().lang }));
}

/** What is known of the parcel that was clicked, on both days, with the way to its page. */
function pick(land, states, id) {
  const place = land.lots.findIndex((lot) => lot.id === id);
  const line = byId("picked");
  line.hidden = place < 0;
  if (place < 0) return;
  const parts = states.map(({ style, day }) => el("span", { class: "picked-day" }, `${dayText(day, first)} `,
    ...(style[place] === NOT_THERE ? [word("not there")] : [badge(land.styles[style[place]]), statusName(land.styles[style[place]])])));
  line.replaceChildren(el("a", { href: `/parcels/${encodeURIComponent(id)}`, text: id }), ` ${land.lots[place].name} `, ...parts);
}
