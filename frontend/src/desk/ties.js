// What is tied to a parcel: projects, plants, cases of idle land, matters, its checklist, enterprises.

import { ask } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";

/** Add the tab. */
export function ties(desk) {
  let shown = null;
  const show = async (panel) => {
    const { ids } = desk.selected;
    const wanted = ids.length === 1 ? ids[0] : "";
    if (wanted === shown) return;
    shown = wanted;
    if (!wanted) {
      panel.replaceChildren(el("p", { class: "empty", text: word("Select one parcel to see its projects, plants, cases, matters and enterprises.") }));
      return;
    }
    panel.replaceChildren(el("p", { class: "hint", text: word("Loading…") }));
    try {
      const told = await ask(`/api/parcels/${encodeURIComponent(wanted)}/ties`);
      if (shown === wanted) panel.replaceChildren(...groups(wanted, told));
    } catch (error) {
      shown = null;
      panel.replaceChildren(el("p", { class: "say say-stop", text: error.message }));
    }
  };
  desk.on("saved", () => { shown = null; });
  addKey("c", { group: word("Desk"), says: word("What is tied to the selected parcel"), run: () => desk.tabs.show("ties") });
  desk.tabs.add({ id: "ties", title: word("Ties"), show });
}

function groups(parcel, told) {
  const id = encodeURIComponent(parcel);
  return [
    group(word("Projects"), told.projects, `/projects?parcel=${id}#new`, word("Enter a project")),
    group(word("Standard plants"), told.plants, `/plants?parcel=${id}#new`, word("Enter a plant")),
    group(word("Idle land cases"), told.cases, `/cases?parcel=${id}`, word("Open a case")),
    group(word("Supervised matters"), told.matters, "/matters", word("Enter a matter")),
    group(word("Checklist of inefficient land"), told.criteria, `/checklists?parcel=${id}`, word("Add a criterion")),
    group(word("Enterprises"), told.enterprises, "/enterprises", word("All enterprises")),
  ];
}

function group(title, rows, href, more) {
  const list = rows.map((one) => el("li", {}, el("a", { href: one.href, text: one.text }), el("span", { class: "hint", text: one.note ? ` ${one.note}` : "" })));
  return el("section", { class: "ties" }, el("h2", { text: title }), el("ul", {}, ...list), el("a", { class: "quiet", href, text: more }));
}
