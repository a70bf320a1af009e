// Which jobs are not at their end yet.

const RUNNING = new Set(["queued", "running"]);

/** Those of the ids that wait or run, as the API tells them; one that it does not tell is over. */
export function waiting(ids, told) {
  const held = new Map(told.map((one) => [one.id, one]));
  return ids.map((id) => held.get(id)).filter((one) => one && RUNNING.has(one.state));
}
