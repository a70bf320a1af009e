// The parcels that are selected, with the facts that a mark needs: name, area, status, version.

import { config } from "../map/config.js";
import { ask, withQuery } from "../lib/ask.js";

const PAGE = 200;

/** Follows the selection of a map; what the map does not know comes from the list. */
export class Selected {
  constructor(map, onChange) {
    this.map = map;
    this.onChange = onChange;
    this.known = new Map(); // id -> facts, from lists and receipts
    this.absent = new Set();
    map.on("select", () => this.refresh());
  }

  get ids() {
    return [...this.map.selected];
  }

  /** Facts of the selected parcels, the newest that is known of each. */
  get facts() {
    return this.ids.map((id) => this.newest(id)).filter(Boolean);
  }

  newest(id) {
    const drawn = this.map.facts(id);
    const listed = this.known.get(id);
    if (!drawn || !listed) return drawn ?? listed;
    return listed.v > drawn.v ? listed : drawn;
  }

  set(ids, options) {
    this.map.select(ids, options);
  }

  drop(id) {
    this.set(this.ids.filter((other) => other !== id));
  }

  /** Take over newer facts, as a receipt or a conflict tells them. */
  learn(items) {
    for (const item of items) this.known.set(item.id, item);
  }

  async refresh() {
    this.onChange();
    const unknown = this.ids.filter((id) => !this.newest(id) && !this.absent.has(id));
    if (!unknown.length) return;
    const { items, missing } = await byIds(unknown).catch(() => ({ items: [], missing: [] }));
    this.learn(items);
    for (const id of missing) this.absent.add(id);
    this.onChange();
  }
}

/** The list items of these ids, and the ids that the record does not have. */
export async function byIds(ids) {
  const { urls, lang } = config();
  const items = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    const some = ids.slice(from, from + PAGE);
    const page = await ask(withQuery(urls.list, { ids: some, limit: PAGE, lang }));
    items.push(...page.items);
  }
  const found = new Set(items.map((item) => item.id));
  return { items, missing: ids.filter((id) => !found.has(id)) };
}
