// The wall: scenes one after another, from what the server last said. See lib/wall_*.js.

import { byId, el } from "../lib/dom.js";
import { Feed } from "../lib/wall_feed.js";
import { Stage } from "../lib/wall_stage.js";
import { Turns } from "../lib/wall_turns.js";
import { config, word } from "../map/config.js";

const REMOTE_MS = 60_000;
const { playlists, playlist, zone, build, context } = config();
const turns = new Turns(playlists, playlist, Date.now());
const stage = new Stage(byId("wall-stage"));
const feed = new Feed(turns, heard);
let drawn = null; // what stands on the stage
let remoteUntil = 0;

stage.load(context);
start();

async function start() {
  if (config().remote) await offerRemote();
  feed.start();
  setInterval(tick, 250);
  for (const event of ["keydown", "pointermove"]) addEventListener(event, showRemote);
}

function tick() {
  const now = Date.now();
  turns.turn(now);
  draw();
  put("wall-clock", inZone(new Date(now), { hour: "2-digit", minute: "2-digit" }));
  if (now > remoteUntil) byId("wall-remote").hidden = true;
}

/** After each question: what the remote asked, what changed, whether there is a network. */
function heard(said) {
  if (said?.build && said.build !== build) location.reload(); // the server was renewed
  turns.obey(said?.asked, Date.now());
  draw();
  const { offline, signedOut, at } = feed;
  put("wall-says", signedOut
    ? word("Signed out: open the wall by the link of a screen, or sign in again. The figures stay as they were.")
    : offline ? word("No network: the figures are those of %(moment)s.", { moment: momentText(at) })
      : turns.paused ? word("Paused") : "");
  byId("wall-as-of").classList.toggle("is-old", offline || signedOut);
}

function draw() {
  const { list, scene } = turns;
  const body = feed.known(list.name, scene.code);
  put("wall-title", scene.title);
  if (!body) return;
  put("wall-as-of", word("Data of %(day)s · ledger #%(seq)s", { day: body.on, seq: body.seq.toLocaleString("en-US") }));
  if (drawn === body) return;
  drawn = body;
  dots();
  stage.show(body);
}

function dots() {
  const { list, at } = turns;
  byId("wall-dots").replaceChildren(...list.scenes.map((_, i) => el("i", { class: i === at ? "is-on" : null })));
}

async function offerRemote() {
  const made = await feed.open();
  if (!made) return;
  byId("wall-remote").replaceChildren(
    el("img", { src: `/qr.svg?path=${encodeURIComponent(made.path)}`, alt: "" }),
    el("p", {}, word("Phone as remote"), el("b", { text: made.code })),
  );
  showRemote();
}

function showRemote() {
  if (!feed.code) return;
  remoteUntil = Date.now() + REMOTE_MS;
  byId("wall-remote").hidden = false;
}

const inZone = (moment, parts) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone.time_zone, ...parts }).format(moment);

/** "2026-11-27 14:05" in the time of the zone. */
function momentText(text) {
  if (!text) return "—";
  const moment = new Date(text);
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone.time_zone }).format(moment);
  return `${day} ${inZone(moment, { hour: "2-digit", minute: "2-digit" })}`;
}

function put(id, text) {
  const place = byId(id);
  if (place.textContent !== text) place.textContent = text;
}
