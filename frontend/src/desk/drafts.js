// What was typed and not saved yet: kept in the browser until it is saved or dropped.

const PREFIX = "parkmap.desk.draft.";

/** The draft under a name, or null. */
export function readDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null; // storage is shut off, or what lies there is not ours
  }
}

/** Keep a draft; null drops it. */
export function keepDraft(name, draft) {
  try {
    if (draft === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(draft));
  } catch {
    // without storage the form itself still holds it
  }
}
