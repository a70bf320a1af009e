// One key an attempt: sending the same again cannot save it twice.

/** A key that no other attempt has; plain HTTP has no randomUUID. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keeps the key while the content stays the same, so that a retry is the same attempt. */
export class Attempts {
  constructor() {
    this.content = null;
    this.key = null;
  }

  keyFor(mark) {
    const content = JSON.stringify(mark);
    if (content !== this.content) {
      this.content = content;
      this.key = newKey();
    }
    return this.key;
  }

  /** An answer came: the next one is a new attempt, even with the same content. */
  done() {
    this.content = null;
  }
}
