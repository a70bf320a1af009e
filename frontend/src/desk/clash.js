// Somebody was faster: what was seen, what it is now, and the choice between the two.

import { word } from "../map/config.js";
import { byId, el } from "../lib/dom.js";
import { statusName } from "../lib/texts.js";
import { since, sinceList } from "./theirs.js";

const TOLD = 5; // parcels of which the entries since are read

/** Show the conflicts of a 412. `seen(id)` gives the facts the officer had in view. */
export function showClash(conflicts, seen) {
  const rows = conflicts.map((one) => el("li", { "data-id": one.id, text: line(one, seen(one.id)) }));
  byId("clash-list").replaceChildren(...rows);
  byId("clash").hidden = false;
  byId("clash-drop").focus();
  for (const [at, { id, base }] of conflicts.slice(0, TOLD).entries()) {
    since(id, base).then((lines) => rows[at].append(sinceList(lines)), () => {}); // told if it comes
  }
}

export function hideClash() {
  byId("clash").hidden = true;
}

/** The newest facts that the conflicts tell, so that the mark can be applied to them. */
export function theirFacts(conflicts, seen) {
  return conflicts
    .filter((one) => one.theirs)
    .map(({ id, theirs }) => ({ ...seen(id), id, s: theirs.drawn_as ?? theirs.status ?? seen(id)?.s, v: theirs.version }));
}

function line({ id, base, theirs }, facts) {
  const name = facts?.name ? `${facts.name} (${id})` : id;
  if (!theirs) return word("%(name)s is no longer in the record", { name });
  const before = facts ? versioned(facts.s, base) : word("version %(n)s", { n: base });
  const now = versioned(theirs.status, theirs.version);
  return word("%(name)s: you saw %(before)s; now it is %(now)s", { name, before, now });
}

const versioned = (status, n) => word("%(status)s (version %(n)s)", { status: statusName(status), n });
