// The papers of a parcel: dropped, chosen or taken with the camera; shown on the map, made public.

import { el, say } from "../lib/dom.js";
import { word } from "../map/config.js";
import { addKey } from "./keys.js";
import { paperRow } from "./paper_row.js";
import { ACCEPTED, droppable, papersOf, sendPaper, showPaper, tiePaper, untiePaper } from "../lib/sheaf.js";

/** Add the tab and its key. */
export function papers(desk) {
  const tab = new Papers(desk);
  desk.tabs.add({ id: "papers", title: word("Papers"), show: (panel) => tab.show(panel) });
  desk.on("saved", () => { tab.shown = null; });
  addKey("p", { group: word("Desk"), says: word("Papers of the selected parcel"), run: () => desk.tabs.show("papers") });
}

class Papers {
  constructor(desk) {
    Object.assign(this, { desk, shown: null, mark: null, rows: new Map(), asked: 0 });
    this.note = el("p", { class: "say", role: "status", hidden: true });
    this.list = el("ol", { class: "papers", "aria-label": word("Papers") });
    this.input = el("input", { type: "file", id: "paper-file", multiple: true, accept: ACCEPTED, hidden: true });
    this.add = el("button", { type: "button", class: "button", text: word("Add photos or documents"), onclick: () => this.input.click() });
    this.drop = el("div", { class: "paper-drop" }, this.add, this.input, el("p", { class: "hint", text: word("Or drop them here: JPEG, PNG, WebP, HEIC, PDF, Office. Internal until you make one public.") }));
    this.input.addEventListener("change", () => {
      this.send([...this.input.files]);
      this.input.value = "";
    });
    droppable(this.drop, (files) => this.send(files));
  }

  async show(panel) {
    const { ids } = this.desk.selected;
    const id = ids.length === 1 ? ids[0] : "";
    if (id === this.shown) return;
    this.shown = id;
    this.place(null);
    say(this.note, "");
    if (!id) return panel.replaceChildren(el("p", { class: "empty", text: word("Select one parcel to see its papers. Papers for many go with a mark: “+ Papers” in the bar.") }));
    this.list.replaceChildren();
    panel.replaceChildren(this.drop, this.note, this.list);
    return this.load();
  }

  /** List the papers. The last question counts, and a row that says the same stays: somebody may be typing a reason in it. */
  async load() {
    const id = this.shown;
    const asked = ++this.asked;
    await this.tried(async () => {
      const found = await papersOf({ kind: "parcel", id });
      if (this.asked !== asked) return;
      const rows = new Map(found.map((paper) => [JSON.stringify([id, paper]), paper]));
      for (const [key, paper] of rows) rows.set(key, this.rows.get(key) ?? paperRow(paper, id, this));
      this.rows = rows;
      const shown = rows.size ? [...rows.values()] : [el("li", { class: "empty", text: word("No paper yet.") })];
      if (shown.some((row, at) => row !== this.list.children[at]) || shown.length !== this.list.children.length) this.list.replaceChildren(...shown);
    });
  }

  async send(files) {
    const id = this.shown;
    this.add.disabled = true;
    say(this.note, word("Sending…"));
    const wrong = [];
    for (const file of files) {
      try {
        await sendPaper(file, { kind: "parcel", id });
      } catch (error) {
        wrong.push(error.message);
      }
    }
    this.add.disabled = false;
    await this.load();
    say(this.note, wrong.join(" ") || word("%(n)s papers kept for %(id)s.", { n: files.length, id }), wrong.length ? "stop" : "good");
  }

  /** The switch goes back where the server refuses. */
  async seen(paper, box) {
    const visibility = box.checked ? "public" : "internal";
    if (await this.tried(() => showPaper(paper.sha256, visibility))) say(this.note, box.checked ? word("%(name)s is public now.", { name: paper.name }) : word("%(name)s is internal now.", { name: paper.name }), "good");
    else box.checked = !box.checked;
  }

  locate(paper) {
    this.place(paper);
  }

  async tie(paper, id) {
    if (await this.tried(() => tiePaper(paper.sha256, { kind: "parcel", id }))) await this.load();
  }

  async untie(link, reason) {
    if (await this.tried(() => untiePaper(link, reason.value))) await this.load();
    else reason.focus();
  }

  /** Do something; what goes wrong is said in the tab. */
  async tried(work) {
    try {
      await work();
      return true;
    } catch (error) {
      say(this.note, error.message, "stop");
      return false;
    }
  }

  /** A ring on the map where the camera stood. */
  place(paper) {
    this.mark?.remove();
    this.mark = null;
    if (!paper) return;
    const { leaflet } = this.desk.map;
    const here = [paper.lat, paper.lng];
    const icon = L.divIcon({ className: "paper-place", iconSize: [22, 22] });
    this.mark = L.marker(here, { icon, interactive: false, keyboard: false }).addTo(leaflet);
    leaflet.setView(here, Math.max(leaflet.getZoom(), 16));
  }
}
