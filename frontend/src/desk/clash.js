// Somebody was faster: what was seen, what it is now, and for each parcel the choice between the two.

import { word } from "../map/config.js";
import { byId, el } from "../lib/dom.js";
import { statusName } from "../lib/texts.js";
import { since, sinceList } from "./theirs.js";

const TOLD = 5; // parcels of which the entries since are read

/**
 * The parcels of a 412, a row each; theirs stands unless `mine` ({status, route}) is chosen.
 * `seen(id)` gives the facts that were in view, `base(id)` the version.
 */
export class Choice {
  constructor(conflicts, { mine, seen = () => null }) {
    const rows = conflicts.map((one) => row(one, mine, seen(one.id)));
    this.list = el("ul", { class: "clash-rows" }, ...rows);
    for (const [at, { id, base }] of conflicts.slice(0, TOLD).entries()) {
      since(id, base).then((lines) => rows[at].append(sinceList(lines)), () => {}); // told if it comes
    }
  }

  /** Ids of the parcels for which one's own was chosen. */
  get mine() {
    return new Set([...this.list.querySelectorAll("input[value=mine]:checked")].map(({ dataset }) => dataset.id));
  }
}

/** The newest facts that the conflicts tell, so that the mark can be applied to them. */
export function theirFacts(conflicts, seen) {
  return conflicts
    .filter((one) => one.theirs)
    .map(({ id, theirs }) => ({ ...seen(id), id, s: theirs.drawn_as ?? theirs.status ?? seen(id)?.s, v: theirs.version }));
}

function row({ id, base, theirs }, mine, facts) {
  const name = facts?.name ? `${facts.name} (${id})` : id;
  if (!theirs) return el("li", { "data-id": id, text: word("%(name)s is no longer in the record", { name }) });
  const saw = facts ? word("%(status)s (version %(n)s)", { status: statusName(facts.s), n: base }) : word("version %(n)s", { n: base });
  return el("li", { "data-id": id },
    el("b", { text: name }), el("span", { text: `${word("You saw")}${word(": ")}${saw}` }),
    el("span", { class: "clash-whose", role: "group", "aria-label": name },
      whose(id, "theirs", `${word("Theirs")}${word(": ")}${stateText(theirs)}`),
      whose(id, "mine", `${word("Yours")}${word(": ")}${stateText(mine)}`)));
}

function whose(id, value, text) {
  const input = el("input", { type: "radio", name: `clash-${id}`, value, "data-id": id });
  input.checked = value === "theirs";
  return el("label", { class: "check" }, input, el("span", { text }));
}

const routeName = (code) => [...byId("route").options].find(({ value }) => value === code)?.text ?? code;
const stateText = ({ status, route }) => [statusName(status), route ? routeName(route) : ""].filter(Boolean).join(" · ");
