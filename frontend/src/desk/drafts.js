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

/**
 * What was written here is nobody else's change: drafts that were begun on the versions it was sent
 * with go on from what it made. `sent` is {id: version}, `changed` as a receipt tells it.
 */
export function followDrafts(sent, changed) {
  const now = new Map(changed.map(({ id, v }) => [id, v]));
  for (const name of names()) {
    const draft = readDraft(name);
    const moved = Object.entries(draft?.seen ?? {}).filter(([id, seen]) => now.has(id) && sent[id] === (seen?.version ?? seen));
    for (const [id, seen] of moved) draft.seen[id] = seen?.version === undefined ? now.get(id) : { ...seen, version: now.get(id) };
    if (moved.length) keepDraft(name, draft);
  }
}

function names() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    return []; // storage is shut off: there are none
  }
}
