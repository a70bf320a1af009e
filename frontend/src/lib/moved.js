// The list of what moved: fetched as the server writes it, once the days have come to rest.

import { word } from "../map/config.js";
import { byId } from "./dom.js";

let asking = null;

/** Put the list of an address in the place of the one that stands; a newer wish stops an older. */
export async function loadMoved(address) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  byId("moved").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(word("The server answered %(status)s.", { status: answer.status }));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    byId("moved").replaceWith(document.adoptNode(page.getElementById("moved")));
  } catch (error) {
    if (signal.aborted) return;
    const old = byId("moved");
    old.removeAttribute("aria-busy");
    old.classList.add("is-old");
    byId("moved-title").textContent = word("The list could not be loaded: %(why)s", { why: error.message });
  }
}

/** Say that the list tells of other days than the maps do. */
export const agedMoved = () => byId("moved").setAttribute("aria-busy", "true");

/** Links inside the list change it in place; `go(query)` hears the query of one. */
export function followParts(go) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#moved a[data-part]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(new URL(link.href).searchParams);
  });
}
