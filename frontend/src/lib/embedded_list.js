// The list in a frame: name, area and status of what the frame is about, a page at a time.

import { config, word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { ask } from "./ask.js";
import { byId, el } from "./dom.js";
import { badge, lots, statusName } from "./texts.js";

const PAGE = 24;

/** A page of what `query`, [name, value] each, means; from after `after` on. */
export function listed(query, { after = null, limit = PAGE } = {}) {
  const { lang, urls } = config();
  const paging = [["limit", limit], ["lang", lang], ...(after ? [["after", after]] : [])];
  return ask(`${urls.list}?${new URLSearchParams([...query, ...paging])}`);
}

/** Fills #embed-rows with what `query` means; `onPick(id)` hears a row that was clicked. */
export class EmbeddedList {
  constructor(query, onPick) {
    this.query = query;
    this.onPick = onPick;
    this.rows = byId("embed-rows");
    this.known = new Map(); // id -> what the list tells of a parcel
    this.next = null;
    byId("embed-more").addEventListener("click", () => this.more());
  }

  /** Begin, or begin again; `chosen` is the row to mark. */
  async load(chosen = null) {
    this.rows.replaceChildren();
    this.next = null;
    await this.more();
    this.mark(chosen);
  }

  async more() {
    try {
      const page = await listed(this.query, { after: this.next });
      this.next = page.next;
      byId("embed-sum").textContent = `${lots(page.matched)} · ${muText(page.mu)} ${word("mu")}`;
      byId("embed-more").hidden = !page.next;
      for (const item of page.items) this.known.set(item.id, item);
      this.rows.append(...page.items.map((item) => this.row(item)));
    } catch (error) {
      byId("embed-sum").textContent = word("The list could not be loaded: %(why)s", { why: error.message });
    }
  }

  row(item) {
    const button = el("button", { class: "embed-row", type: "button", "data-id": item.id, onclick: () => this.onPick(item.id) },
      el("span", { class: "plot-head" }, el("span", { class: "plot-name", text: item.name || item.id }), el("span", { class: "plot-id", text: item.id })),
      el("span", { class: "plot-line" }, el("b", { text: muText(item.mu) }), ` ${word("mu")} `, badge(item.s), el("span", { class: "plot-status", text: statusName(item.s) })));
    return el("li", {}, button);
  }

  /** Show which row is chosen, or none. */
  mark(id) {
    for (const button of this.rows.querySelectorAll(".embed-row")) {
      const mine = button.dataset.id === id;
      button.setAttribute("aria-current", String(mine));
      if (mine) button.scrollIntoView({ block: "nearest" });
    }
  }
}
