// The panel that opens when a parcel is clicked: the main facts, and the ways on.

import { config, word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { ask, withQuery } from "./ask.js";
import { byId, el } from "./dom.js";
import { reachLine } from "./reach.js";
import { shortButton } from "./short_button.js";
import { badge, inTurn, statusName } from "./texts.js";

/**
 * Opens and closes #card. `onClose` tells the page; `onShow(bbox)` brings the map there. A page within
 * another site has no short list, since its storage is not the one of the site itself.
 */
export class Card {
  constructor({ onClose, onShow, shortList = true }) {
    this.box = byId("card");
    this.shortList = shortList;
    this.onClose = onClose;
    this.onShow = onShow;
    this.id = null;
  }

  async open(id) {
    if (this.id === id) return;
    this.id = id;
    this.wanted?.abort();
    this.wanted = new AbortController();
    const slow = setTimeout(() => this.fill(el("p", { class: "hint", text: word("Loading…") })), 300);
    try {
      const { lang, urls } = config();
      const url = withQuery(urls.card.replace("{id}", encodeURIComponent(id)), { lang });
      const card = await ask(url, { signal: this.wanted.signal });
      if (this.id === id) this.show(card);
    } catch (error) {
      if (error.name === "AbortError" || this.id !== id) return;
      this.fill(this.head(id, ""), el("p", { class: "say say-stop", text: error.message }));
    } finally {
      clearTimeout(slow);
    }
  }

  /** Ask again for the facts of the open parcel, after a change. */
  refresh() {
    const { id } = this;
    this.id = null;
    if (id !== null) this.open(id);
  }

  close() {
    this.wanted?.abort();
    this.id = null;
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  show(card) {
    const since = card.since ? el("small", { text: word("since %(day)s", { day: card.since }) }) : null;
    const rows = (card.facts ?? []).slice(0, 8).map((fact) =>
      el("div", {}, el("dt", { text: fact.label }), el("dd", { text: fact.value })));
    this.fill(
      this.head(card.name || card.id, [card.id, card.park_name].filter(Boolean).join(" · ")),
      el("p", { class: "card-area" }, el("b", { text: muText(card.mu) }), ` ${word("mu")}`,
        el("small", { text: `${figure(card.m2, 2)} m² · ${figure(card.ha, 4)} ${word("ha")}` })),
      el("p", { class: "card-status" }, badge(card.s), statusName(card.s), since),
      card.available ? el("p", { class: `available-line is-${card.available.kind}` }, el("b", { text: card.available.label }), el("small", { text: ` ${inTurn(card.available.reasons)}` })) : null,
      rows.length ? el("dl", {}, ...rows) : null,
      el("p", { class: "card-acts" },
        el("a", { class: "button", href: card.url, text: word("Data sheet") }),
        card.bbox ? el("button", { class: "button-2", type: "button", text: word("Zoom there"), onclick: () => this.onShow(card.bbox) }) : null,
        this.shortList ? shortButton(card.id) : null),
      reachLine(card));
  }

  head(name, below) {
    return el("div", { class: "card-head" },
      el("div", {}, el("h2", { text: name }), el("p", { class: "card-sub", text: below })),
      el("button", { class: "quiet card-close", type: "button", "aria-label": word("Close"), text: "×", onclick: () => this.onClose() }));
  }

  fill(...parts) {
    this.box.replaceChildren(...parts.filter(Boolean));
    this.box.hidden = false;
  }
}

function figure(value, digits) {
  if (typeof value !== "number") return value;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
