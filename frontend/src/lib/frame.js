// The frame around the live map: waiting, started, failed, without a network.

import { word } from "../map/config.js";
import { mapReady } from "../map/index.js";
import { byId } from "./dom.js";
import { keepPlace } from "./language.js";

const PATIENCE_MS = 15000;

/** Resolves with the map; says so in the frame if it does not start. */
export async function framedMap() {
  const frame = byId("map-frame");
  document.documentElement.classList.add("has-js");
  watchNetwork();
  keepPlace();
  const wait = setTimeout(() => broken(frame), PATIENCE_MS);
  try {
    const map = await mapReady;
    frame?.classList.add("is-ready");
    frame?.classList.remove("is-broken");
    return map;
  } catch (error) {
    broken(frame);
    throw error;
  } finally {
    clearTimeout(wait);
  }
}

function broken(frame) {
  const wait = frame?.querySelector(".map-wait");
  if (!wait) return;
  frame.classList.add("is-broken");
  wait.textContent = word("The map could not start. Lists, data sheets and figures work without it.");
}

function watchNetwork() {
  const note = byId("offline");
  if (!note) return;
  const show = () => {
    note.hidden = navigator.onLine;
  };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
