// The figures beside the map: mu and parcels of each status on both days, worked out from the same land.

import { byStyle, hasAreas, muOfDm2, stateOn, sumsOf } from "../map/land_then.js";
import { countText, muText } from "../map/numbers.js";
import { config, word } from "../map/config.js";
import { byId } from "./dom.js";
import { inTurn } from "./texts.js";

const NONE = { count: 0, area_dm2: 0 };

/** Writes the table of both days; keeps the sums of a day that did not change. */
export function makeSums(land) {
  const rows = [...byId("sums").querySelectorAll("tbody tr")];
  const mu = (area) => (hasAreas(land) ? muText(muOfDm2(area)) : "–");
  const known = { since: { day: null, sums: new Map() }, on: { day: null, sums: new Map() } };

  const of = (side, day) => {
    if (known[side].day !== day) known[side] = { day, sums: byStyle(sumsOf(land, stateOn(land, day))) };
    return known[side].sums;
  };

  return {
    /** The sums of the day shown come with its state, which the map has turned already. */
    write(state, since) {
      const was = of("since", since);
      const totals = sumsOf(land, state);
      const now = byStyle(totals);
      known.on = { day: state.day, sums: now };
      for (const row of rows) {
        const [old, here] = [was, now].map((sums) => sums.get(row.dataset.s) ?? NONE);
        fill(row, ".was", mu(old.area_dm2), countText(old.count));
        fill(row, ".now", mu(here.area_dm2), countText(here.count));
        fill(row, ".net", hasAreas(land) ? signed(muOfDm2(here.area_dm2 - old.area_dm2)) : "–");
      }
      return totals;
    },
    /** The day shown in words: "闲置 2,310.4 亩；…". */
    spoken() {
      const parts = Object.entries(config().styles).map(([code, { label }]) =>
        `${label} ${mu((known.on.sums.get(code) ?? NONE).area_dm2)} ${word("mu")}`);
      return inTurn(parts);
    },
  };
}

const signed = (value) => (value > 0 ? `+${muText(value)}` : muText(value).replace("-", "−"));

function fill(row, cell, figure, small) {
  const box = row.querySelector(cell);
  box.firstElementChild.textContent = figure;
  if (small !== undefined) box.lastElementChild.textContent = small;
}
