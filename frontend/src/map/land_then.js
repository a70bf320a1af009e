// The land on any day, from the one answer that tells its whole history (/api/timeline). Pure: a day
// is a number, areas are whole square decimetres, so that sums are exact.

export const NOT_THERE = -1;
const WIDTH = 4; // numbers of a step: day, style, park, area

/** The answer with its parcels' turns in order of day, ready to be asked for any day. */
export function landOf({ styles, parks, parcels, ...about }) {
  const lots = parcels.map(([id, name, steps, outlines]) => ({ id, name, steps, outlines }));
  const turns = lots.flatMap(({ steps, outlines }, lot) => [
    ...everyStep(steps).map((at) => [steps[at], lot]),
    ...outlines.map(([day]) => [day, lot]),
  ]);
  turns.sort(([one], [other]) => one - other);
  return { ...about, styles, parks, lots, turns };
}

const everyStep = (steps) => Array.from({ length: steps.length / WIDTH }, (_, n) => n * WIDTH);

/** Where a parcel's numbers of a day begin in its steps; -1 before its first. */
function stepOn(steps, day) {
  let at = -1;
  for (let i = 0; i < steps.length && steps[i] <= day; i += WIDTH) at = i;
  return at;
}

function outlineOn(outlines, day) {
  let at = 0;
  for (let i = 1; i < outlines.length && outlines[i][0] <= day; i += 1) at = i;
  return outlines.length === 0 ? NOT_THERE : at;
}

/** The state of all land on a day: places in `styles`, `parks` and the outlines, area in dm2. */
export function stateOn(land, day) {
  const n = land.lots.length;
  const state = {
    day, style: new Int8Array(n), park: new Int32Array(n), outline: new Int32Array(n),
    area: new Float64Array(n), since: new Int32Array(n),
  };
  for (let lot = 0; lot < n; lot += 1) read(land, state, lot, day);
  return state;
}

function read(land, state, lot, day) {
  const { steps, outlines } = land.lots[lot];
  const at = stepOn(steps, day);
  const there = at >= 0 && steps[at + 1] !== NOT_THERE;
  state.style[lot] = there ? steps[at + 1] : NOT_THERE;
  state.park[lot] = there ? steps[at + 2] : NOT_THERE;
  state.area[lot] = there ? steps[at + 3] : 0;
  state.since[lot] = there ? sinceOf(steps, at) : 0;
  state.outline[lot] = outlineOn(outlines, day);
}

/** From which day a status holds: steps that change only the area or the park go on with it. */
function sinceOf(steps, at) {
  let first = at;
  while (first >= WIDTH && steps[first - WIDTH + 1] === steps[at + 1]) first -= WIDTH;
  return steps[first];
}

/** Move a state to another day; the parcels that are otherwise there, as a Set of places. */
export function turnTo(land, state, day) {
  const [from, to] = state.day < day ? [state.day, day] : [day, state.day];
  const { turns } = land;
  const touched = new Set();
  for (let i = firstAfter(turns, from); i < turns.length && turns[i][0] <= to; i += 1) touched.add(turns[i][1]);
  state.day = day;
  const changed = new Set();
  for (const lot of touched) {
    const before = [state.style[lot], state.outline[lot], state.area[lot]];
    read(land, state, lot, day);
    const after = [state.style[lot], state.outline[lot], state.area[lot]];
    if (before.some((value, place) => value !== after[place])) changed.add(lot);
  }
  return changed;
}

/** The place of the first turn after a day, by halving. */
function firstAfter(turns, day) {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle][0] <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows {park, s, count, area_dm2} of a state, as /api/totals has them. */
export function sumsOf({ styles, parks, lots }, state) {
  const counts = new Int32Array(styles.length * parks.length);
  const areas = new Float64Array(counts.length);
  for (let lot = 0; lot < lots.length; lot += 1) {
    if (state.style[lot] === NOT_THERE) continue;
    const place = state.park[lot] * styles.length + state.style[lot];
    counts[place] += 1;
    areas[place] += state.area[lot];
  }
  const rows = [];
  counts.forEach((count, place) => {
    if (count === 0) return;
    const style = place % styles.length;
    rows.push({ park: parks[(place - style) / styles.length], s: styles[style], count, area_dm2: areas[place] });
  });
  return rows;
}

/** Sums by style code over all parks: Map(code -> {count, area_dm2}). */
export function byStyle(rows) {
  const found = new Map();
  for (const { s, count, area_dm2 } of rows) {
    const sum = found.get(s) ?? { count: 0, area_dm2: 0 };
    found.set(s, { count: sum.count + count, area_dm2: sum.area_dm2 + area_dm2 });
  }
  return found;
}

/** Places of the parcels that are otherwise there in two states. */
export function differing(one, other) {
  const found = new Set();
  for (let lot = 0; lot < one.style.length; lot += 1) {
    const gone = one.style[lot] === NOT_THERE && other.style[lot] === NOT_THERE;
    const same = one.style[lot] === other.style[lot] && one.area[lot] === other.area[lot] &&
      one.outline[lot] === other.outline[lot];
    if (!gone && !same) found.add(lot);
  }
  return found;
}

/** Whether areas of parcels may be read; where not, all of them are 0 and no sum means anything. */
export const hasAreas = ({ areas }) => areas !== false;

/** Whole dm2 -> mu with one decimal, half up as the server rounds: exact in whole numbers. */
export function muOfDm2(area) {
  const tenths = Math.floor((Math.abs(area) * 6 + 20_000) / 40_000);
  return (Math.sign(area) * tenths) / 10;
}
