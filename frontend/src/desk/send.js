// Sending a mark, facts and an undo.

import { config } from "../map/config.js";
import { ask } from "../lib/ask.js";

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
