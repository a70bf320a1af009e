// What every feature of the desk is handed: map, selection, the places to speak, tabs and tools.

import { byId, say } from "../lib/dom.js";
import { onPhone } from "../lib/screen.js";
import { word } from "../map/config.js";
import { Filter } from "./filter.js";
import { around } from "./finder.js";
import { addNews, savedLine } from "./news.js";
import { byIds } from "./selected.js";
import { Tabs } from "./tabs.js";
import { Tools } from "./tools.js";

const READ_MS = 60_000; // a sentence of success goes after a minute, as its undo does

export class Desk {
  constructor(map, selected) {
    Object.assign(this, { map, selected, tabs: new Tabs(), tools: new Tools(), ears: new Map() });
    this.filter = new Filter(this);
  }

  /** Hear of "select" (nothing), "saved" (receipt), "filter" (who set it), "counted" (what fits). */
  on(event, hear) {
    if (!this.ears.has(event)) this.ears.set(event, []);
    this.ears.get(event).push(hear);
  }

  tell(event, value) {
    for (const hear of this.ears.get(event) ?? []) hear(value);
  }

  /** A sentence above the mark bar; kind "", "good" or "stop". */
  say(text, kind = "") {
    say(byId("say"), text, kind);
    clearTimeout(this.fading);
    if (kind === "good") this.fading = setTimeout(() => say(byId("say"), ""), READ_MS);
  }

  /** Show the form of an edit in a tab of its own, until it ends. */
  openEdit(form) {
    this.editPanel ??= this.tabs.add({ id: "edit", title: word("Edit") });
    this.tabs.offer("edit", true);
    this.editPanel.replaceChildren(form);
    this.editing(true);
    this.tabs.show("edit");
    if (onPhone()) byId("picks").scrollIntoView({ block: "start" });
  }

  /** An edit has the desk to itself: the mark bar waits, and on a tablet the queue. */
  editing(on) {
    byId("bar").closest(".desk").classList.toggle("is-editing", on);
    this.map.leaflet.invalidateSize();
  }

  closeEdit() {
    this.editing(false);
    this.tabs.offer("edit", false);
    this.tabs.show("selection");
  }

  /** Select these parcels alone and show them on the map. */
  async open(ids) {
    const { items, missing } = await byIds(ids);
    if (!items.length) throw new Error(word("Not in the record: %(ids)s", { ids: missing.join(" ") }));
    this.selected.learn(items);
    this.selected.set(items.map(({ id }) => id));
    this.map.show(around(items.map(({ bbox }) => bbox)), { maxZoom: 17 });
  }

  /** After any write: map, selection, latest entries and the status line learn of it. */
  saved(receipt, sentence, day = null) {
    this.selected.learn(receipt.changed);
    this.map.apply(receipt.changed);
    if (receipt.gone?.length) this.selected.set(this.selected.ids.filter((id) => !receipt.gone.includes(id)));
    this.map.emit("ask");
    if (receipt.seq === null) this.say(word("All of it was so already; nothing was written."), "good");
    else {
      this.say(`${sentence} ${savedLine(receipt)}`, "good");
      byId("saved").textContent = savedLine(receipt);
      addNews(receipt, sentence, day);
    }
    this.tell("saved", receipt);
  }
}
