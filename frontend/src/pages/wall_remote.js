// The remote: its forms work without this; with it the page stays, and tells what the wall shows.

import { byId } from "../lib/dom.js";
import { config, word } from "../map/config.js";

const EVERY_MS = 1500;
const { code, csrf } = config();
let now = config().now;

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    const { name, value } = event.submitter ?? {};
    if (!name) return;
    event.preventDefault();
    const sent = new FormData(form);
    sent.set(name, value);
    press(sent.get("action"), sent.get("value") ?? "");
  });
}
setInterval(follow, EVERY_MS);

async function press(action, value) {
  const answer = await fetch(`/api/wall/screens/${code}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ action, value }),
  }).catch(() => null);
  if (!answer?.ok) return say(word("No answer from the server. Check the network, then try again."));
  take((await answer.json()).now);
}

async function follow() {
  if (document.hidden) return;
  const answer = await fetch(`/api/wall/screens/${code}`).catch(() => null);
  if (answer?.ok) take((await answer.json()).now);
  else say(word("No answer from the server. Check the network, then try again."));
}

/** Show what the wall shows; another playlist has other scenes, which the page itself lists. */
function take(told) {
  if (told.playlist !== now.playlist) return location.reload();
  now = told;
  for (const button of document.querySelectorAll(".remote-list button")) {
    const chosen = [told.scene, told.playlist].includes(button.value);
    button.setAttribute("aria-pressed", String(chosen));
  }
  const pause = byId("remote-pause");
  pause.value = told.paused ? "play" : "pause";
  pause.textContent = told.paused ? word("Go on") : word("Pause");
  const scene = [...document.querySelectorAll(".remote-list button")].find((one) => one.value === told.scene);
  say(`${scene?.textContent ?? ""}${told.paused ? ` · ${word("paused")}` : ""}`);
}

function say(text) {
  const place = byId("remote-now");
  if (place.textContent !== text) place.textContent = text;
}
