// Copying a text: the clipboard needs a secure origin, which an office's intranet may not have.

import { word } from "../map/config.js";

const SAID_MS = 2000;

/** Copies a text, by the old way where there is no clipboard; whether it did. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

/** Brings a button to life that copies what `text()` gives, and says for a moment that it did. */
export function copyButton(button, text) {
  if (!button) return;
  button.hidden = button.disabled = false;
  button.addEventListener("click", async () => {
    if (!(await copied(text()))) return;
    button.textContent = word("Copied");
    setTimeout(() => { button.textContent = word("Copy link"); }, SAID_MS);
  });
}

function copiedByHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "vh";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
