// One filter for the finder, the table and the map: what one of them says holds for all three.

import { ask, withQuery } from "../lib/ask.js";
import { byId, el, later } from "../lib/dom.js";
import { lots, statusName } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { muText } from "../map/numbers.js";
import { asked, keep } from "./address.js";

const PARTS = ["q", "park", "s", "field", "fits"];
const PAGE = 1000;
const SETTLED_MS = 300;

export const MOST = 2000; // parcels in one entry

export class Filter {
  constructor(desk) {
    this.desk = desk;
    this.values = asked(...PARTS);
    this.asks = 0;
    this.counted = null; // {matched, mu}, once somebody wanted to know
    this.chip = el("p", { class: "filter-chip", role: "status", hidden: true });
    byId("picked").before(this.chip);
    const again = later(() => this.counted && this.count(), SETTLED_MS);
    desk.on("saved", again);
    desk.map.on("changes", again);
  }

  /** What is filtered by; a field without a value does not filter yet. */
  get wanted() {
    const { field, fits } = this.values;
    return { ...this.values, ...(field && fits ? {} : { field: "", fits: "" }) };
  }

  get on() {
    return Object.values(this.wanted).some(Boolean);
  }

  /** Filter by other values; `from` is who says so, and already shows them. */
  async set(values, from = null) {
    if (this.counted && Object.entries(values).every(([name, value]) => this.values[name] === value)) return;
    this.values = { ...this.values, ...values };
    keep(this.wanted);
    this.desk.tell("filter", from);
    await this.count({ fresh: true });
  }

  clear() {
    return this.set(Object.fromEntries(PARTS.map((name) => [name, ""])));
  }

  /** Rows that fit, as `/api/table` gives them. */
  rows(offset, limit, more = {}) {
    return ask(withQuery("/api/table", { ...this.wanted, offset, limit, lang: config().lang, ...more }));
  }

  /** Ask how many fit, and fade the rest; park and status fade at once, words after the answer. */
  async count({ fresh = false } = {}) {
    const { q, field } = this.wanted;
    const words = Boolean(q || field);
    this.asks += 1;
    const mine = this.asks;
    if (!words) this.fade();
    try {
      const { matched, mu, ids } = await this.rows(0, 1, words ? { ids_too: 1 } : {});
      if (mine !== this.asks) return; // another filter was set meanwhile
      this.counted = { matched, mu };
      if (words) this.fade(ids);
      this.show(words && !ids);
      this.desk.tell("counted", { matched, mu, fresh });
    } catch (error) {
      this.desk.say(error.message, "stop");
    }
  }

  fade(ids = null) {
    const { park, s } = this.wanted;
    this.desk.map.filter({ park: park || null, s: s ? new Set(s.split(",")) : null, ids: ids && new Set(ids) });
  }

  /** The chip on the map: what is filtered by, how many fit, and the way out. */
  show(tooMany) {
    this.chip.hidden = !this.on;
    if (!this.on) return;
    const { q, park, s, field, fits } = this.wanted;
    const parkName = config().parks.find(({ id }) => id === park)?.name ?? park;
    const parts = [parkName, s.split(",").filter(Boolean).map(statusName).join("/"), q, field && `${this.fieldNames?.get(field) ?? field} ${fits}`];
    const { matched, mu } = this.counted;
    this.chip.replaceChildren(
      el("span", { class: "filter-what", text: word("Filter: %(what)s", { what: parts.filter(Boolean).join(" · ") }) }),
      el("span", { text: `${lots(matched)} · ${muText(mu)} ${word("mu")}${tooMany ? ` · ${word("too many to fade the rest")}` : ""}` }),
      el("button", { type: "button", class: "quiet", text: word("Clear the filter"), onclick: () => this.clear() }));
  }

  /** Select all that fit, besides what is selected, up to what one entry takes; -> their rows. */
  async selectAll(order = {}) {
    const { selected } = this.desk;
    const rows = [];
    let matched = 0;
    do {
      const page = await this.rows(rows.length, PAGE, order);
      rows.push(...page.rows);
      matched = page.rows.length ? page.matched : rows.length;
    } while (rows.length < Math.min(matched, MOST));
    selected.learn(rows);
    selected.set([...new Set([...selected.ids, ...rows.map(({ id }) => id)])]);
    const cut = matched > rows.length ? ` ${word("One entry takes %(n)s; mark these first.", { n: MOST })}` : "";
    return { rows, says: `${word("%(n)s selected", { n: rows.length })}${cut}` };
  }
}
