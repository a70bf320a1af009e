// Sending a mark and an undo. One key an attempt: sending the same again cannot save it twice.

import { config } from "../map/config.js";
import { ask } from "../lib/ask.js";

/** A key that no other attempt has; plain HTTP has no randomUUID. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keeps the key while the content stays the same, so that a retry is the same attempt. */
export class Attempts {
  constructor() {
    this.content = null;
    this.key = null;
  }

  keyFor(mark) {
    const content = JSON.stringify(mark);
    if (content !== this.content) {
      this.content = content;
      this.key = newKey();
    }
    return this.key;
  }

  /** An answer came: the next one is a new attempt, even with the same content. */
  done() {
    this.content = null;
  }
}

/** POST a mark {parcels: {id: version}, status, effective_on, reason, route}. */
export function sendMark(mark, key) {
  return ask(config().urls.marks, { method: "POST", body: mark, key });
}

/** What a mark would do; nothing is written. */
export function askPreview({ parcels, status, effective_on }, signal) {
  return ask(`${config().urls.marks}/preview`, { method: "POST", body: { parcels, status, effective_on }, signal });
}

/** POST facts {parcels: {id: version}, fields, effective_on, reason}. */
export function sendNote(note, key) {
  return ask("/api/annotations", { method: "POST", body: note, key });
}

/** POST the undo of an entry. */
export function sendUndo(seq, reason) {
  return ask(`/api/entries/${seq}/undo`, { method: "POST", body: { reason } });
}

/** The last entry that can be undone, or null. */
export async function lastEntry() {
  return (await ask("/api/entries/last")).entry;
}
