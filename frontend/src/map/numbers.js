// How figures read on screen: thousands by comma, mu with one decimal.

// Not by Intl: making its first formatter takes longer than painting a tile.
const commas = (text) => {
  const [whole, ...rest] = text.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
};

/** 1284 -> "1,284" */
export const countText = (value) => commas(value.toFixed(0));

/** 2310.44 -> "2,310.4" */
export const muText = (value) => commas(value.toFixed(1));

/** Sums of total rows ({park, s, count, mu}) by style code, over one park or over all. */
export function sumByStyle(rows, park = null) {
  const sums = new Map();
  for (const row of rows) {
    if (park !== null && row.park !== park) continue;
    const sum = sums.get(row.s) ?? { count: 0, mu: 0 };
    const mu = row.area_m2 === undefined ? row.mu : (row.area_m2 * 3) / 2000; // no rounding twice
    sums.set(row.s, { count: sum.count + row.count, mu: sum.mu + mu });
  }
  return sums;
}
