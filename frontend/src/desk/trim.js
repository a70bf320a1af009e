// Trim a parcel to its neighbours: what overlaps goes to them, with the area before and after.

import { ask } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { word } from "../map/config.js";
import { EditForm } from "./edit_form.js";
import { addKey } from "./keys.js";

/** Add tool and key. */
export function trim(desk) {
  const toggle = desk.tools.add({ id: "trim", key: "t", title: word("Trim"), start: () => begin(desk) });
  addKey("t", { group: word("Edit"), says: word("Trim the selected parcel to its neighbours"), run: () => toggle() });
}

function begin(desk) {
  const { ids } = desk.selected;
  if (ids.length !== 1) {
    desk.say(word("Select the one parcel that is to give way."), "stop");
    return null;
  }
  const [id] = ids;
  let seen = null;
  const form = new EditForm(desk, {
    tool: "trim", subject: id, title: word("Trim %(id)s to its neighbours", { id }), url: "/api/trims",
    body: () => (seen === null ? word("Loading…") : { parcel: id, version: seen[id] }),
    saved: ({ recorded }) => word("%(id)s trimmed: %(n)s m².", { id, n: (recorded.after_m2 - recorded.before_m2).toFixed(2) }),
    renew: async () => {
      const { properties } = await ask(`/api/collections/parcels/items/${encodeURIComponent(id)}`);
      seen = form.saw({ [id]: properties.version });
    },
  });
  form.content.append(el("p", { class: "hint", text: word("Land that the parcel shares with a neighbour goes to the neighbour; where nothing overlaps there is nothing to trim.") }));
  form.renew().then(() => {
    if (form.ended) return;
    form.opened();
    form.preview();
  }).catch((error) => form.refused(error));
  return () => form.end();
}
