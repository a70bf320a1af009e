// Which parcels in view fit the filters, so that the map can fade the others.

import { config } from "../map/config.js";
import { ask } from "./ask.js";
import { valuesOf } from "./state.js";

const AROUND = 0.2; // so much of the view is asked for beyond each of its edges
const KNOWN_TO_TILES = new Set(["s", "park"]);

/** Fades on `map` what does not fit; `bounds()` gives [west, south, east, north] in view. */
export class Fading {
  constructor(map, bounds) {
    this.map = map;
    this.bounds = bounds;
    this.filters = [];
    this.asked = null;
    this.turn = 0;
  }

  /** New filters. What tiles know themselves is filtered at once, all else by the ids in view. */
  async set(filters) {
    this.filters = filters.filter(([name]) => name !== "sort");
    this.asked = null;
    await this.follow();
  }

  /** The view moved: ask for what came into it. */
  async follow() {
    const parks = valuesOf(this.filters, "park");
    const styles = valuesOf(this.filters, "s");
    if (parks.length < 2 && this.filters.every(([name]) => KNOWN_TO_TILES.has(name))) {
      this.turn += 1;
      this.map.filter({ s: styles.length ? new Set(styles) : null, park: parks[0] ?? null });
      return;
    }
    const box = this.bounds();
    if (this.asked && holds(this.asked, box)) return;
    this.turn += 1;
    const { turn } = this;
    const wider = widened(box);
    const query = new URLSearchParams([...this.filters, ["bbox", wider.join(",")]]);
    const answer = await ask(`${config().urls.matches}?${query}`).catch(() => null); // the list says what is wrong
    if (turn !== this.turn) return; // a later search is on its way
    this.asked = answer ? wider : null;
    this.map.filter({ ids: answer?.ids ? new Set(answer.ids) : null });
    performance.mark("parkmap:faded");
  }
}

const holds = ([w, s, e, n], [west, south, east, north]) => w <= west && s <= south && e >= east && n >= north;

function widened([west, south, east, north]) {
  const [x, y] = [(east - west) * AROUND, (north - south) * AROUND];
  const within = (value, most) => Math.min(most, Math.max(-most, value)).toFixed(6);
  return [within(west - x, 180), within(south - y, 90), within(east + x, 180), within(north + y, 90)].map(Number);
}
