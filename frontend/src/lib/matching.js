// Which parcels a search means, all of them, so that the map can fade the others.

import { config } from "../map/config.js";
import { ask, withQuery } from "./ask.js";

const PAGE = 500;
const MOST = 5000; // as many as a screen can hold; beyond that nothing fades

/** The ids that match, or null where there are too many or the server does not answer. */
export async function matchingIds(query) {
  const ids = new Set();
  let after = null;
  do {
    let page;
    try {
      page = await ask(withQuery(config().urls.list, { ...query, after, limit: PAGE }));
    } catch {
      return null; // the list beside the map says what is wrong
    }
    for (const item of page.items) ids.add(item.id);
    after = page.next;
  } while (after && ids.size < MOST);
  return after ? null : ids;
}
