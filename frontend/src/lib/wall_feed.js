// What the wall knows: scenes as they came last, kept while the network is away. It asks every second
// or so whether anything changed, and for a scene only when something did.

import { config } from "../map/config.js";

const EVERY_MS = 1200;
const TOO_LONG_MS = 8000;

export class Feed {
  /** `tell` is called after each question, with what the server said or null. */
  constructor(turns, tell) {
    this.turns = turns;
    this.tell = tell;
    this.scenes = new Map(); // "playlist/scene" -> {body, tag, stamp}
    this.code = null; // of the remote
    this.stamp = ""; // token and day of what the server has
    this.at = null; // when the figures shown were known to be those of the record
    this.offline = false;
    this.signedOut = false;
  }

  start() {
    const turn = async () => {
      await this.ask();
      setTimeout(turn, EVERY_MS);
    };
    return turn();
  }

  /** The scene as it is known, undefined before it came. */
  known(playlist, scene) {
    return this.scenes.get(`${playlist}/${scene}`)?.body;
  }

  async ask() {
    const said = await this.state();
    if (said) {
      this.stamp = `${said.token} ${said.day}`;
      await this.fresh();
      if (this.isFresh()) this.at = said.at;
    }
    this.tell(said);
  }

  async state() {
    const query = new URLSearchParams({ ...this.turns.shows(), lang: config().lang });
    const path = this.code ? `/api/wall/screens/${this.code}?${query}` : "/api/wall";
    const answer = await get(path);
    this.offline = !answer || answer.status >= 500;
    this.signedOut = answer?.status === 401 || answer?.status === 403;
    if (answer?.status === 404) this.code = null; // forgotten meanwhile: goes on without a remote
    return answer?.ok ? answer.json() : null;
  }

  /** Fetch what is older than the record: the scene shown first, the others of its playlist after it. */
  async fresh() {
    const { list, scene } = this.turns;
    const codes = [scene.code, ...list.scenes.map(({ code }) => code).filter((code) => code !== scene.code)];
    for (const code of codes) {
      const key = `${list.name}/${code}`;
      const held = this.scenes.get(key);
      if (held?.stamp === this.stamp) continue;
      const answer = await get(`/api/wall/scenes/${list.name}/${code}?lang=${config().lang}`, held?.tag);
      if (answer?.status === 304) held.stamp = this.stamp;
      else if (answer?.ok) {
        const body = await answer.json();
        this.scenes.set(key, { body, tag: answer.headers.get("ETag"), stamp: this.stamp });
        this.turns.found(list.name, code, Boolean(body.empty));
      } else {
        this.offline ||= !answer;
        this.signedOut ||= answer?.status === 401;
        return;
      }
    }
  }

  isFresh() {
    const { list } = this.turns;
    return list.scenes.every(({ code }) => this.scenes.get(`${list.name}/${code}`)?.stamp === this.stamp);
  }

  /** Ask for a code under which a phone may steer this wall. */
  async open() {
    const answer = await fetch("/api/wall/screens", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": config().csrf },
      body: JSON.stringify({ playlist: this.turns.list.name }),
    }).catch(() => null);
    if (!answer?.ok) return null;
    const made = await answer.json();
    this.code = made.code;
    return made;
  }
}

/** An answer, or null where none came in time. */
async function get(path, tag = null) {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), TOO_LONG_MS);
  const headers = { Accept: "application/json", ...(tag ? { "If-None-Match": tag } : {}) };
  try {
    return await fetch(path, { headers, signal: waiting.signal, cache: "no-store" });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
