// Marks that wait in the browser: kept on the disk before they are sent, gone after an answer.

const NAME = "parkmap-outbox";
const STORE = "marks";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function run(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const change = database.transaction(STORE, mode);
      const asked = work(change.objectStore(STORE));
      change.oncomplete = () => resolve(asked.result);
      change.onabort = () => reject(change.error);
    });
  } finally {
    database.close();
  }
}

/** Write {key, actor, at, place, mark, names, state} down; an older one of the key is replaced. */
export const put = (one) => run("readwrite", (store) => store.put(one));

/** Take one out. */
export const remove = (key) => run("readwrite", (store) => store.delete(key));

/** Everything that waits, the oldest first. */
export const all = async () => (await run("readonly", (store) => store.getAll())).sort((one, two) => one.at.localeCompare(two.at));
