// The short list: ids of parcels that somebody keeps in this browser, in an order of their own.
// Nothing else is kept, and nothing is sent; where the browser keeps nothing, it lives with the page.

const KEY = "parkmap:short-list";
export const MOST = 20;

const listeners = new Set();
let held = null; // what stands in for storage that is refused

/** The ids, in the order of the list. */
export function ids() {
  if (held) return [...held];
  try {
    return cleaned(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

/** Whether a parcel is on the list. */
export const has = (id) => ids().includes(id);

/** Put a parcel on the list, or take it off. True: it is on now; false: off; null: the list is full. */
export function toggle(id) {
  const now = ids();
  if (now.includes(id)) {
    keep(now.filter((one) => one !== id));
    return false;
  }
  if (now.length >= MOST) return null;
  keep([...now, id]);
  return true;
}

/** Put these ids in place of the list. */
export function keep(wanted) {
  const next = cleaned(wanted);
  try {
    if (held) held = next;
    else localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    held = next; // private windows, full disks, policies
  }
  tell();
}

/** Call `listener` with the ids whenever they change, here or in another tab; returns what ends that. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether two lists hold the same parcels, in any order. */
export function sameParcels(one, other) {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** The page of these parcels: the link is the list. */
export function listAddress(wanted, path = "/shortlist") {
  return `${path}?ids=${wanted.map(encodeURIComponent).join(",")}`;
}

/** The parcels that an address names, those that are gone among them. */
export function namedIds(search) {
  return cleaned(new URLSearchParams(search).getAll("ids").join(",").split(","));
}

function cleaned(value) {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((one) => typeof one === "string" && one))].slice(0, MOST);
}

function tell() {
  const now = ids();
  for (const listener of listeners) listener(now);
}

globalThis.addEventListener?.("storage", (event) => {
  if (event.key === KEY || event.key === null) tell();
});
