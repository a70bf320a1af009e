// The left column and the status line after a write of one's own.

import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { byId, el } from "../lib/dom.js";
import { momentText } from "../lib/texts.js";

const NAMED = 3;

/** "Saved 2026-11-23 10:42 · ledger #1,284" */
export function savedLine({ seq, recorded_at }) {
  return `${word("Saved %(moment)s", { moment: momentText(recorded_at) })} · ${word("ledger #%(seq)s", { seq: countText(seq) })}`;
}

/** Put an entry of one's own on top of the latest entries, with what it did from which day on. */
export function addNews(receipt, sentence, day = null) {
  const ids = receipt.changed.slice(0, NAMED).map(({ id }) => el("a", { href: `/parcels/${encodeURIComponent(id)}`, text: id }));
  const more = receipt.changed.length - NAMED;
  const line = el("li", { class: "news-line is-new" },
    el("p", { class: "news-what", text: sentence }),
    el("p", { class: "news-who" },
      day ? el("time", { text: day }) : null,
      el("span", { class: "seq", text: `#${countText(receipt.seq)}` }),
      ...ids, more > 0 ? el("span", { text: word("and %(n)s more", { n: more }) }) : null));
  byId("recent").prepend(line);
  const none = byId("recent-none");
  if (none) none.hidden = true;
}
