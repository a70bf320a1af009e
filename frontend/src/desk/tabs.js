// The right side of the desk: tabs about what is selected. Only the open one is asked to show itself.

import { byId, el } from "../lib/dom.js";

export class Tabs {
  /** @param onOpen called after another tab was opened */
  constructor() {
    this.list = byId("tabs");
    this.all = new Map();
    this.open = "selection";
    this.add({ id: "selection", panel: byId("tab-selection"), button: byId("tab-for-selection") });
    this.list.addEventListener("keydown", (event) => this.move(event));
  }

  /**
   * @param id also that of the panel, `tab-<id>`
   * @param title in the reader's language
   * @param show (panel) => void, called when the tab is opened and whenever the selection changed
   */
  add({ id, title, show = () => {}, panel, button }) {
    const tab = { id, show, panel, button };
    tab.panel ??= el("div", { id: `tab-${id}`, class: "tab-panel", role: "tabpanel", tabindex: "-1", "aria-labelledby": `tab-for-${id}`, hidden: true });
    tab.button ??= el("button", { id: `tab-for-${id}`, type: "button", role: "tab", "aria-controls": `tab-${id}`, "aria-selected": "false", tabindex: "-1", text: title });
    tab.button.addEventListener("click", () => this.show(id));
    if (!tab.button.isConnected) this.list.append(tab.button);
    if (!tab.panel.isConnected) this.list.parentElement.append(tab.panel);
    this.all.set(id, tab);
    return tab.panel;
  }

  /** Whether a tab is there to be chosen. */
  offer(id, there) {
    this.all.get(id).button.hidden = !there;
  }

  show(id) {
    this.open = id;
    for (const tab of this.all.values()) {
      const on = tab.id === id;
      tab.button.setAttribute("aria-selected", String(on));
      tab.button.tabIndex = on ? 0 : -1;
      tab.panel.hidden = !on;
    }
    this.all.get(id).button.scrollIntoView({ block: "nearest", inline: "nearest" }); // a phone has no room for all
    this.refresh();
  }

  /** What is selected changed: the open tab shows it. */
  refresh() {
    const tab = this.all.get(this.open);
    tab.show(tab.panel);
  }

  /** Arrow keys go from tab to tab. */
  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...this.all.values()].filter(({ button }) => !button.hidden).map((tab) => tab.id);
    const next = ids[(ids.indexOf(this.open) + step + ids.length) % ids.length];
    this.show(next);
    this.all.get(next).button.focus();
    event.preventDefault();
  }
}
