// The import as the page holds it: what the server says of it, and what was chosen so far.

import { ask, withQuery } from "../lib/ask.js";
import { later } from "../lib/dom.js";

const POLL_MS = 600;
const SAVE_MS = 400;
export const PATIENCE_MS = 120000; // an entry of 25,000 parcels takes seconds
const BUSY = new Set(["waiting", "reading"]);

export class Work {
  constructor(id) {
    this.id = id;
    this.url = `/api/imports/${id}`;
    this.view = null;
    this.ears = [];
    this.saving = later(() => this.send(), SAVE_MS);
  }

  get busy() {
    return BUSY.has(this.view?.state);
  }

  /** Whether anything may still be chosen: not what waits for a colleague. */
  get open() {
    return this.view?.state === "ready";
  }

  /** Hear of every new view. */
  on(hear) {
    this.ears.push(hear);
  }

  /** Ask how it stands, again and again while a job has it. */
  async load() {
    clearTimeout(this.timer);
    this.view = await ask(this.url);
    if (!this.busy) this.choices = fromDraft(this.view.draft);
    for (const hear of this.ears) hear(this.view);
    if (this.busy) this.timer = setTimeout(() => this.load().catch(() => this.again()), POLL_MS);
  }

  again() {
    this.timer = setTimeout(() => this.load().catch(() => this.again()), 4 * POLL_MS);
  }

  /** A page of rows: {verdict, severity, after, limit}. */
  rows(query) {
    return ask(withQuery(`${this.url}/rows`, query));
  }

  post(what, body) {
    return ask(`${this.url}/${what}`, { method: "POST", body, patience: PATIENCE_MS });
  }

  drop() {
    return ask(this.url, { method: "DELETE" });
  }

  /** Something was chosen: kept on the server a moment later. */
  chose() {
    this.saving();
    for (const hear of this.ears) hear(this.view, { chosen: true });
  }

  async send() {
    if (this.settled || !this.open) return; // confirming sends the choices itself
    await ask(`${this.url}/choices`, { method: "PUT", body: this.body() }).catch(() => {});
  }

  /** The choices as the API takes them. */
  body() {
    const { reason, take, leave, ids, retire } = this.choices;
    return {
      reason, take: [...take], leave: [...leave],
      ids: Object.fromEntries([...ids].filter(([, text]) => text.trim())),
      retire: retire === true ? true : [...retire],
    };
  }

  /** Whether a row of these properties would be taken as things are chosen. */
  takes(key, { verdict, included }) {
    const { take, leave, ids } = this.choices;
    if (leave.has(key)) return false;
    if (take.has(key) || ids.get(key)?.trim()) return true;
    if (verdict === "matched") return take.has("matched");
    return Boolean(included) && !leave.has(verdict);
  }

  /** Take a row or leave it. */
  choose(key, row, wanted) {
    const { take, leave } = this.choices;
    take.delete(key);
    leave.delete(key);
    if (this.takes(key, row) !== wanted) (wanted ? take : leave).add(key);
    this.chose();
  }

  /** Take or leave all rows of a verdict, whatever was chosen for them one by one. */
  chooseAll(verdict, keys, wanted) {
    const { take, leave } = this.choices;
    for (const key of keys) {
      take.delete(key);
      leave.delete(key);
    }
    const [words, word] = verdict === "matched" ? [take, "matched"] : [leave, verdict];
    if (wanted === (words === take)) words.add(word);
    else words.delete(word);
    this.chose();
  }
}

function fromDraft(draft) {
  const kept = draft ?? {};
  return {
    reason: kept.reason ?? "",
    take: new Set(kept.take ?? []),
    leave: new Set(kept.leave ?? []),
    ids: new Map(Object.entries(kept.ids ?? {})),
    retire: kept.retire === true ? true : new Set(kept.retire ?? []),
  };
}
