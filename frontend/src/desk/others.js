// What others change of the selected parcels while they are in view.

import { byId, say } from "../lib/dom.js";
import { statusName } from "../lib/texts.js";
import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";

export class Others {
  constructor(map, selected) {
    Object.assign(this, { map, selected, shown: new Map() });
  }

  /** The statuses that are in view now. */
  seen() {
    for (const { id, s } of this.selected.facts) this.shown.set(id, s);
  }

  /** What changed among the selected ones is said aloud; the preview counts it in. */
  tell(changed) {
    const ours = changed.filter((facts) => this.map.selected.has(facts.id) && facts.v > (this.selected.known.get(facts.id)?.v ?? 0));
    if (!ours.length) return;
    say(byId("say"), ours.length === 1 ? this.text(ours[0]) : word("%(n)s parcels of your selection were changed meanwhile.", { n: countText(ours.length) }));
  }

  text({ id, name, s }) {
    const known = { name: name || id, status: statusName(s) };
    if (this.shown.get(id) === s) return word("%(name)s was changed meanwhile; its status is %(status)s as before.", known);
    return word("%(name)s was changed meanwhile: now %(status)s.", known);
  }
}
