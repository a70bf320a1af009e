// Asking the server: JSON in and out, and every way it can fail as one kind of error.

import { config, word } from "../map/config.js";

const PATIENCE_MS = 20000;

/** A refusal (`status`, `problem` as the server wrote it), or no answer at all (`status` 0). */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || word("The server answered %(status)s.", { status }));
    this.status = status;
    this.problem = problem;
  }

  /** Nothing is wrong: a colleague has to accept it. */
  get waits() {
    return this.problem?.code === "awaits_review";
  }

  get offline() {
    return this.status === 0;
  }
}

/**
 * The JSON behind `url`, or null where the answer has no body; raises Refusal. A FormData body is sent
 * as a form. A write carries the token of the page, and `key` if it must not be done twice.
 */
export async function ask(url, { method = "GET", body, key = null, signal, patience = PATIENCE_MS } = {}) {
  const form = body instanceof FormData;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  signal?.addEventListener("abort", () => stop.abort());
  let answer;
  try {
    answer = await fetch(url, {
      method,
      signal: stop.signal,
      credentials: "same-origin",
      headers: {
        Accept: "application/json",
        ...(body && !form ? { "Content-Type": "application/json" } : {}),
        ...(method === "GET" ? {} : { "X-CSRFToken": config().csrf }),
        ...(key ? { "Idempotency-Key": key } : {}),
      },
      body: body && !form ? JSON.stringify(body) : body,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refusal(0, { detail: word("No answer from the server. Check the network, then try again.") });
  } finally {
    clearTimeout(timer);
  }
  const told = await answer.json().catch(() => null);
  if (!answer.ok || told?.code === "awaits_review") throw new Refusal(answer.status, told ?? {});
  return told;
}

/** `url` with what is set of `values` as its query. */
export function withQuery(url, values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "") continue;
    query.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  const text = query.toString();
  return text ? `${url}?${text}` : url;
}
