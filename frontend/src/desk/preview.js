// What a mark would do, before it is sent. Pure: facts in, counts out.

const noted = (text) => text; // marks an English text that the page translates

/** Counts by present status: {n, mu, moves: [[from, n], ...], already}. */
export function outcome(facts, to) {
  const moves = new Map();
  let mu = 0;
  let already = 0;
  for (const one of facts) {
    mu += one.mu;
    if (one.s === to) already += 1;
    else moves.set(one.s, (moves.get(one.s) ?? 0) + 1);
  }
  return { n: facts.length, mu, moves: [...moves], already };
}

/** The first thing that is missing from a form, as [field, English sentence], or null. */
export function missing({ n, status, effective, today, reason, route, changing }) {
  if (n === 0) return ["parcels", noted("Select at least one parcel on the map or by its number.")];
  if (!status) return ["status", noted("Choose the new status first: keys 1 to 4.")];
  if (changing === 0) return ["status", noted("All selected parcels have this status already; there is nothing to save.")];
  if (!effective || effective > today) return ["effective_on", noted("Choose an effective date, today at the latest.")];
  if (status === "revitalized" && !route) return ["route", noted("Choose the route by which the land came back into use.")];
  if (!reason.trim()) return ["reason", noted("Write the reason: it goes into the ledger with the mark.")];
  return null;
}

/** Numbers in a pasted text: parted by spaces, commas, semicolons or line ends, each once. */
export function pastedIds(text) {
  return [...new Set(text.split(/[\s,，;；、]+/).filter(Boolean))];
}
