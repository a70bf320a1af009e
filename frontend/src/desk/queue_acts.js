// What a row of the queue does: it opens, is confirmed, put off, given to somebody.

import { ask } from "../lib/ask.js";
import { byId } from "../lib/dom.js";
import { word } from "../map/config.js";
import { newKey } from "../lib/attempts.js";

const FORM_MS = 5000;

/** What a kind of row is called. */
export function kindName(kind) {
  return {
    finding: word("Findings of the check"),
    clock: word("Clock of idle land"),
    proposal: word("Review"),
    import: word("Imports waiting"),
    enquiry: word("Enquiries due"),
    offer: word("Offers ending"),
    term: word("Terms ending"),
    confirm: word("Not confirmed lately"),
  }[kind] ?? kind;
}

/** Select what a row is about, show it, and have its form ready; keys stay with the queue. */
export async function openRow(desk, row) {
  if (row.opens === "import") return location.assign(`/imports/${row.number}`);
  const own = row.opens === "review" || row.opens === "enquiry"; // their tabs know what they are about
  if (!row.parcels.length && !own) return undefined;
  try {
    if (row.parcels.length) await desk.open(row.parcels);
    if (own) return desk.tell(row.opens, row.number);
    desk.tabs.show(row.opens);
    if (row.field) unfold(row.opens, row.field);
  } catch (error) {
    desk.say(error.message, "stop");
  }
  return undefined;
}

/** Open the group of a field of the facts once the form is drawn, and bring the field into view. */
function unfold(tab, name) {
  const panel = byId(`tab-${tab}`);
  const show = () => {
    const input = byId(`fact-${name}`);
    if (!input) return false;
    input.closest("details").open = true;
    input.closest(".fact").classList.add("is-wanted");
    input.scrollIntoView({ block: "center" });
    return true;
  };
  if (show()) return;
  const watch = new MutationObserver(() => show() && watch.disconnect());
  watch.observe(panel, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), FORM_MS);
}

/** Answer "still so?" with yes; whether it was written. */
export async function confirmStill(desk, row) {
  try {
    const body = { version: row.version, reason: word("Checked: still so") };
    const receipt = await post(row, "confirm", body, newKey());
    desk.saved(receipt, word("%(name)s confirmed today.", { name: row.parcels[0] }));
    return true;
  } catch (error) {
    if (error.waits) {
      desk.say(error.message, "good");
      return true;
    }
    desk.say(word("Not saved: %(why)s", { why: error.message }), "stop");
    return false;
  }
}

/** POST to a row. */
export function post(row, what, body, key = null) {
  return ask(`/api/queue/${encodeURIComponent(row.key)}/${what}`, { method: "POST", body, key });
}

let people = null;

/** Colleagues to whom a row may be given; asked for once. */
export async function colleagues() {
  people ??= (await ask("/api/queue/people")).people;
  return people;
}
