// The neighbours of what is selected join the selection: one key.

import { ask, withQuery } from "../lib/ask.js";
import { lots } from "../lib/texts.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";

const MOST = 500; // ids in an address

/** Add tool and key to the desk. */
export function neighbours(desk) {
  desk.tools.add({ id: "neighbours", key: "b", title: word("Neighbours"), start: () => { take(desk); return null; } });
  addKey("b", { group: word("Select"), says: word("Add the neighbours of the selection"), run: () => void take(desk) });
}

async function take(desk) {
  const { selected } = desk;
  if (!selected.ids.length) return desk.say(word("Select a parcel first; its neighbours join it."));
  try {
    const { items } = await ask(withQuery("/api/neighbours", { ids: selected.ids.slice(0, MOST) }));
    selected.learn(items);
    const fresh = items.map(({ id }) => id).filter((id) => !selected.ids.includes(id));
    selected.set([...selected.ids, ...fresh]);
    desk.say(fresh.length ? word("%(parcels)s beside it joined the selection.", { parcels: lots(fresh.length) }) : word("No parcel touches the selection."));
  } catch (error) {
    desk.say(error.message, "stop");
  }
  return undefined;
}
