// `?` lists every key of the desk, beside the map and never over it as a dialog.

import { el, byId } from "../lib/dom.js";
import { word } from "../map/config.js";
import { addKey, listKeys } from "./keys.js";

const NAMES = { Escape: "Esc", " ": "␣" };

/** Add the key and the button of the list. */
export function keyList(desk) {
  const box = el("aside", { id: "key-list", class: "key-list", tabindex: "-1", "aria-label": word("Keys"), hidden: true });
  byId("map-frame").after(box);
  const toggle = () => {
    box.hidden = !box.hidden;
    if (box.hidden) return;
    fill(box, toggle);
    box.focus();
  };
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    box.hidden = true;
  });
  addKey("?", { group: word("Desk"), says: word("List the keys"), run: toggle });
  desk.tools.add({ id: "keys", key: "?", title: word("Keys"), start: () => { toggle(); return null; } });
}

function fill(box, close) {
  const groups = new Map();
  for (const one of listKeys()) {
    if (!groups.has(one.group)) groups.set(one.group, []);
    groups.get(one.group).push(one);
  }
  const parts = [...groups].map(([group, keys]) => el("section", {},
    el("h3", { text: group }),
    el("dl", {}, ...keys.map(({ key, says }) => el("div", {}, el("dt", {}, el("kbd", { text: NAMES[key] ?? key.toUpperCase() })), el("dd", { text: says }))))));
  box.replaceChildren(
    el("header", {}, el("h2", { text: word("Keys") }), el("button", { type: "button", class: "quiet", text: word("Close"), onclick: close })),
    ...parts);
}
