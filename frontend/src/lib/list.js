// The list of parcels: a page at a time from the server, one row in the tab order, arrows for the rest.

import { config, word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { ask } from "./ask.js";
import { byId, say } from "./dom.js";
import { plotRow, restyleRow } from "./plot.js";
import { lots } from "./texts.js";

const PAGE = 24;

/** Fills #list; `onPick(id)` hears a row that was clicked or reached by arrow, `onTold(page)` a first page. */
export class ParcelList {
  constructor({ onPick, onTold = () => {} }) {
    this.onPick = onPick;
    this.onTold = onTold;
    this.box = byId("list");
    this.moreButton = byId("more");
    this.query = [];
    this.asked = false;
    this.known = new Map();
    this.next = null;
    this.selected = null;
    this.listen();
  }

  listen() {
    this.box.addEventListener("click", (event) => this.clicked(event));
    this.box.addEventListener("keydown", (event) => this.keyed(event));
    this.moreButton.addEventListener("click", () => this.more());
    byId("list-retry").addEventListener("click", () => this.load(this.query));
    if ("IntersectionObserver" in window) {
      const near = new IntersectionObserver(
        (seen) => seen.some((entry) => entry.isIntersecting) && this.next && this.more(),
        { root: byId("list-scroll"), rootMargin: "600px" },
      );
      near.observe(this.moreButton);
    }
  }

  /** Start again with other filters, [name, value] each. */
  async load(query) {
    this.query = query;
    this.asked = true;
    const slow = setTimeout(() => this.box.setAttribute("aria-busy", "true"), 300);
    const page = await this.fetch(null);
    clearTimeout(slow);
    this.box.removeAttribute("aria-busy");
    if (!page) return;
    this.box.replaceChildren();
    this.known.clear();
    byId("list-scroll").scrollTop = 0;
    this.add(page);
    byId("matched").textContent = lots(page.matched);
    byId("matched-mu").textContent = `${muText(page.mu)} ${word("mu")}`;
    byId("list-empty").hidden = page.items.length > 0;
    this.onTold(page);
  }

  async more() {
    if (!this.next || this.loading) return;
    this.loading = true;
    this.moreButton.textContent = word("Loading…");
    const page = await this.fetch(this.next);
    this.loading = false;
    this.moreButton.textContent = word("Show more");
    if (page) this.add(page);
  }

  async fetch(after) {
    this.wanted?.abort();
    const wanted = new AbortController();
    this.wanted = wanted;
    try {
      const { lang, urls } = config();
      const paging = [["limit", PAGE], ["lang", lang], ...(after ? [["after", after]] : [])];
      const page = await ask(`${urls.list}?${new URLSearchParams([...this.query, ...paging])}`, { signal: wanted.signal });
      byId("list-trouble").hidden = true;
      return page;
    } catch (error) {
      if (error.name === "AbortError") return null;
      byId("list-trouble").hidden = false;
      say(byId("list-trouble-text"), word("The list could not be loaded: %(why)s", { why: error.message }));
      return null;
    }
  }

  add(page) {
    this.next = page.next;
    const rows = page.items.map((item) => {
      this.known.set(item.id, item);
      return plotRow(item);
    });
    this.box.append(...rows);
    this.moreButton.hidden = !page.next;
    const all = !page.next && this.known.size > PAGE;
    say(byId("list-end"), all ? word("All %(n)s parcels are listed.", { n: this.known.size }) : "");
    this.mark(this.selected, false);
  }

  row(id) {
    return id === null ? null : this.box.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  /** Show which one is selected; its row alone stays in the tab order: the link, then the button. */
  mark(id, scroll = true) {
    this.selected = id;
    for (const old of this.box.querySelectorAll(".is-selected")) {
      old.classList.remove("is-selected");
      old.firstElementChild.removeAttribute("aria-current");
    }
    for (const stop of this.box.querySelectorAll('[tabindex="0"]')) stop.tabIndex = -1;
    const row = this.row(id);
    const stop = row ?? this.box.firstElementChild;
    for (const part of stop?.querySelectorAll("a, button") ?? []) part.tabIndex = 0;
    if (!row) return;
    row.classList.add("is-selected");
    row.firstElementChild.setAttribute("aria-current", "true");
    if (scroll) row.scrollIntoView({ block: "nearest" });
  }

  /** Write deltas into the rows that are there. */
  apply(changed, gone) {
    for (const change of changed) {
      const row = this.row(change.id);
      const item = { ...this.known.get(change.id), ...change };
      if (row) restyleRow(row, item);
    }
    for (const id of gone) this.row(id)?.remove();
  }

  clicked(event) {
    const row = event.target.closest(".plot");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey || event.detail === 0) return;
    event.preventDefault();
    this.onPick(row.dataset.id);
  }

  async keyed(event) {
    const row = event.target.closest(".plot");
    const to = row && this.neighbour(row, event.key);
    if (to === null || to === undefined) return;
    event.preventDefault();
    if (!to) await this.more();
    const target = to || row.nextElementSibling || row;
    this.onPick(target.dataset.id);
    target.firstElementChild.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  }

  /** The row a key leads to; false where more must be loaded first, null for other keys. */
  neighbour(row, key) {
    if (key === "ArrowDown") return row.nextElementSibling ?? (this.next ? false : row);
    if (key === "ArrowUp") return row.previousElementSibling ?? row;
    if (key === "Home") return this.box.firstElementChild;
    if (key === "End") return this.box.lastElementChild;
    return null;
  }
}
