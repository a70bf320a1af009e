// The keys of the desk: one list, which `?` shows. Typing into a field is never a shortcut.

import { isTyping } from "../lib/dom.js";

const keys = new Map();

/**
 * Let `key` (as KeyboardEvent.key, letters in lower case) do something.
 * @param key such as "s" or "?"
 * @param group a heading of the list, already in the reader's language
 * @param says what it does, in the reader's language
 * @param run called with the event; returning false leaves the key to the browser
 */
export function addKey(key, { group, says, run }) {
  if (keys.has(key)) throw new Error(`two shortcuts for ${key}`);
  keys.set(key, { key, group, says, run });
}

/** Every shortcut, in the order in which they were added. */
export const listKeys = () => [...keys.values()];

/** Begin to listen. */
export function startKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const found = keys.get(event.key) ?? keys.get(event.key.toLowerCase());
    if (!found || found.run(event) === false) return;
    event.preventDefault();
  });
}
