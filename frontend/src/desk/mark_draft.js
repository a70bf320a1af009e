// The mark bar as it was left: status, day, reason, route, papers and the parcels it is for, kept in
// the browser until it is sent or cleared, with what was seen of each parcel when it was begun.

import { byId, el } from "../lib/dom.js";
import { word } from "../map/config.js";
import { keepDraft, readDraft } from "./drafts.js";

const NAME = "mark";

export class MarkDraft {
  /** @param parts {desk, attached, bar}; @param reopen (mark) fills the bar and the selection */
  constructor(parts, { reopen, refresh }) {
    Object.assign(this, parts, { reopen, refresh });
    this.held = new Map(); // id -> {version, s, name}: what was seen before the page was opened anew
    this.begun = false; // a draft of another selection is not ours to clear
    this.desk.on("saved", ({ changed = [] }) => this.learn(changed.map(({ id }) => id)));
  }

  /** Have the bar as it was left, where that was for the parcels asked for; whether it was. */
  async restore(asked) {
    const kept = readDraft(NAME);
    if (!kept?.seen || !asked.every((id) => id in kept.seen)) return false;
    this.held = new Map(Object.entries(kept.seen));
    this.attached.put(kept.papers);
    this.reopen({ ...kept, parcels: kept.seen });
    const { selected } = this.desk;
    if (asked.length) await this.desk.open(selected.ids).catch((error) => this.desk.say(error.message, "stop"));
    this.desk.say(word("What you had begun is back; it is not saved yet."));
    byId("say").append(el("button", { type: "button", class: "button-2", text: word("Drop the draft"), onclick: () => this.clear() }));
    return true;
  }

  /** The version of a parcel that a mark goes out with. */
  version({ id, v }) {
    return this.held.get(id)?.version ?? v;
  }

  /** What the officer had in view of a parcel. */
  seen(id) {
    return { ...this.desk.selected.newest(id), ...this.held.get(id) };
  }

  /** Keep the bar; an empty one is no draft. */
  keep({ status, effective_on, reason, route }) {
    const { facts } = this.desk.selected;
    const { papers } = this.attached;
    if (!reason && !papers.length && !(status && facts.length)) return this.begun && this.drop();
    this.begun = true;
    const seen = Object.fromEntries(facts.map(({ id, v, s, name }) => [id, this.held.get(id) ?? { version: v, s, name }]));
    return keepDraft(NAME, { status, effective_on, reason, route, papers, seen });
  }

  /** It is on its way and written down elsewhere: it must not come back and be sent twice. */
  sent() {
    keepDraft(NAME, null);
  }

  /** What is now known of these, by an own write or a choice, is what was seen. */
  learn(ids) {
    for (const id of ids) this.held.delete(id);
  }

  drop() {
    this.begun = false;
    this.held.clear();
    keepDraft(NAME, null);
  }

  clear() {
    this.drop();
    this.bar.reset();
    this.attached.clear();
    this.desk.say("");
    this.refresh();
  }
}
