// The same button, built by a script.

import { word } from "../map/config.js";
import { el } from "./dom.js";
import { showToggle } from "./short_toggle.js";

/** A button that puts a parcel on the short list and off it again; watchToggles makes it work. */
export function shortButton(id) {
  const button = el("button", { class: "button-2 short-toggle", type: "button", "data-short": id, "data-full": word("The list is full (20)") },
    el("span", { "data-add": true, text: word("Add to short list") }),
    el("span", { "data-off": true, text: word("Take off the list") }));
  showToggle(button);
  return button;
}
