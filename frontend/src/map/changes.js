// Asks what was marked since the page was made, and passes it on. A few hundred bytes a time.

import { config } from "./config.js";

const SEEN_MS = 2500;
const HIDDEN_MS = 15000;

/** Start asking; returns a function that stops it. */
export function followChanges(parkMap, { ask = askServer } = {}) {
  let timer = null;
  let stopped = false;
  let busy = false;

  async function turn() {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    try {
      take(parkMap, await ask(parkMap.token));
    } catch (error) {
      parkMap.emit("offline", { error }); // the next turn asks again
    } finally {
      busy = false;
    }
    if (!stopped) timer = setTimeout(turn, document.hidden ? HIDDEN_MS : SEEN_MS);
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !stopped) turn(); // back in view: at once
  });
  parkMap.on?.("ask", turn); // after a mark of one's own, so that the sums follow at once
  timer = setTimeout(turn, SEEN_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Take in one answer of the server. */
export function take(parkMap, answer) {
  const { token, reload, changed = [], gone = [], totals } = answer;
  if (token === parkMap.token && !reload) return;
  parkMap.token = token;
  if (reload) parkMap.reload();
  parkMap.apply(changed, totals ?? null, gone);
  parkMap.emit("changes", { reload: Boolean(reload), changed, gone, totals: parkMap.totals });
}

async function askServer(token) {
  const { urls, lang } = config();
  const query = new URLSearchParams({ since: token, lang });
  const answer = await fetch(`${urls.changes}?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`changes: ${answer.status}`);
  return answer.json();
}
