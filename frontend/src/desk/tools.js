// The tools above the map: one at a time has the map's gestures, and gives them back when it stops.

import { byId, el } from "../lib/dom.js";

export class Tools {
  constructor() {
    this.bar = byId("tools");
    this.active = null; // {id, button, start, stop}
  }

  /**
   * @param id of the tool
   * @param title in the reader's language; with its key in the tooltip
   * @param start () => stop: takes the map's gestures, and gives back what ends it; null if it
   *   has nothing to do (it has said why)
   */
  add({ id, key = "", title, start }) {
    const button = el("button", { type: "button", class: "tool", "data-tool": id, "aria-pressed": "false", title: key ? `${title} (${key.toUpperCase()})` : title, text: title });
    button.addEventListener("click", () => this.toggle(id, button, start));
    this.bar.append(button);
    return () => this.toggle(id, button, start);
  }

  toggle(id, button, start) {
    const was = this.active?.id;
    this.stop();
    if (was !== id) this.begin(id, button, start);
  }

  begin(id, button, start) {
    const stop = start();
    if (!stop) return;
    this.active = { id, button, start, stop };
    button.setAttribute("aria-pressed", "true");
  }

  /** End the tool that has the map, and begin it anew. */
  restart() {
    const { active } = this;
    this.stop();
    if (active) this.begin(active.id, active.button, active.start);
  }

  /** End whatever tool has the map; tools call it themselves when they are done. */
  stop() {
    const { active } = this;
    if (!active) return;
    this.active = null;
    active.button.setAttribute("aria-pressed", "false");
    active.stop();
  }
}
