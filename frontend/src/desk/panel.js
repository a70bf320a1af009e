// The right side of the desk: what is selected, and what the mark would do to it.

import { word } from "../map/config.js";
import { countText, muText } from "../map/numbers.js";
import { byId, el } from "../lib/dom.js";
import { badge, lots, statusName } from "../lib/texts.js";
import { outcome } from "./preview.js";

const ROWS = 200;

/** Write the panel for these facts and the status that is chosen ("" where none is). */
export function showSelection(selected, to) {
  const facts = selected.facts;
  const { n, mu, moves, already } = outcome(facts, to);
  const count = selected.ids.length;
  byId("pick-none").hidden = count === 0;
  byId("how").hidden = count > 0;
  const picked = byId("picked");
  picked.hidden = count === 0;
  picked.textContent = word("%(parcels)s selected · %(mu)s mu", { parcels: lots(count), mu: muText(mu) });
  byId("preview-sum").textContent = n ? sumText(n, mu) : word("Nothing selected");
  byId("preview-what").replaceChildren(...(n ? movesText(moves, already, to) : [word("Click a parcel on the map, or find it by its number.")]));
  showRows(selected, facts);
}

/** What the server says the mark would do, on its day: it replaces what was counted from the map. */
export function showOutcome({ count, mu, moves, already }, to) {
  byId("preview-sum").textContent = sumText(count, mu);
  const pairs = moves.map(({ before, count: n }) => [before, n]);
  byId("preview-what").replaceChildren(...movesText(pairs, already.length, to));
}

const sumText = (n, mu) => `${lots(n)} · ${muText(mu)} ${word("mu")}`;

/** "11 idle → under construction, 1 already under construction", with the marks of the statuses. */
function movesText(moves, already, to) {
  const lines = moves.map(([from, n]) => el("span", { class: "move" },
    `${countText(n)} `, badge(from), statusName(from), ...(to ? [" → ", badge(to), statusName(to)] : [])));
  if (already) {
    lines.push(el("span", { class: "move", text: word("%(n)s already %(status)s", { n: countText(already), status: statusName(to) }) }));
  }
  return lines;
}

function showRows(selected, facts) {
  const rows = facts.slice(0, ROWS).map((one) => el("li", {},
    badge(one.s),
    el("span", { class: "pick-name" },
      el("a", { href: `/parcels/${encodeURIComponent(one.id)}`, target: "_blank", text: one.name || one.id }),
      el("small", { text: `${one.id} · ${statusName(one.s)}` })),
    el("span", { class: "pick-mu", text: `${muText(one.mu)} ${word("mu")}` }),
    el("button", { class: "quiet", type: "button", text: "×", "aria-label": word("Take %(name)s out of the selection", { name: one.name || one.id }), onclick: () => selected.drop(one.id) })));
  if (facts.length > ROWS) rows.push(el("li", { class: "hint", text: word("%(shown)s of %(n)s shown", { shown: ROWS, n: countText(facts.length) }) }));
  byId("pick-list").replaceChildren(...rows);
}
