// The story of a parcel and of those it was made from; any entry undone, any state brought back.

import { ask, withQuery } from "../lib/ask.js";
import { byId, el, say } from "../lib/dom.js";
import { smallMap } from "../lib/small_map.js";
import { inTurn, momentText } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { addKey } from "./keys.js";
import { newKey } from "../lib/attempts.js";
import { sendUndo } from "./send.js";

/** Add the tab and its key. */
export function history(desk) {
  const story = new Story(desk);
  desk.tabs.add({ id: "history", title: word("History"), show: (panel) => story.show(panel) });
  addKey("h", { group: word("Desk"), says: word("History of the selection"), run: () => desk.tabs.show("history") });
}

class Story {
  constructor(desk) {
    this.desk = desk;
    this.shown = null;
    desk.on("saved", () => { this.shown = null; });
  }

  async show(panel) {
    const { ids } = this.desk.selected;
    const wanted = ids.length === 1 ? ids[0] : "";
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.panel = panel;
    const ledger = el("p", {}, el("a", { href: "/ledger", target: "_blank", text: word("The whole ledger") }));
    if (!wanted) return panel.replaceChildren(el("p", { class: "empty", text: word("Select one parcel to read its story.") }), ledger);
    panel.replaceChildren(el("p", { class: "hint", text: word("Loading…") }));
    try {
      const { parts } = await ask(withQuery(`/api/parcels/${encodeURIComponent(wanted)}/story`, { lang: config().lang }));
      if (this.shown !== wanted) return undefined;
      const mine = new Set([wanted]);
      panel.replaceChildren(...parts.map((part, at) => this.part(part, at, mine)),
        el("p", {}, el("a", { href: withQuery("/ledger", { parcel: wanted }), target: "_blank", text: word("Its entries in the ledger") })));
    } catch (error) {
      this.shown = null;
      panel.replaceChildren(el("p", { class: "say say-stop", text: error.message }));
    }
    return undefined;
  }

  part({ id, lines }, at, mine) {
    const heading = at === 0 ? id : word("%(id)s, from which it was made", { id });
    return el("section", { class: "story-part" }, el("h2", { text: heading }), el("ol", {}, ...lines.map((line, place) => this.line(id, line, { present: at === 0, newest: place === 0, mine: new Set([...mine, id]) }))));
  }

  line(id, line, { present, newest, mine }) {
    const box = el("li", { class: `story-line${line.undone_by ? " is-undone" : ""}`, "data-seq": line.seq },
      el("p", { class: "story-says", text: inTurn(line.sentences) }),
      el("p", { class: "story-who", text: [line.effective_on, line.actor_name, momentText(line.recorded_at), `#${countText(line.seq)}`].filter(Boolean).join(" · ") }),
      line.reason ? el("p", { text: line.reason }) : null,
      line.undone_by ? el("p", { class: "story-who", text: word("undone by #%(seq)s", { seq: countText(line.undone_by) }) }) : null);
    const acts = el("p", { class: "story-acts" });
    const act = (text, run) => acts.append(el("button", { type: "button", class: "button-2", text, onclick: run }));
    if (line.redrawn) act(word("Maps before and after"), (event) => this.maps(box, id, line.seq, mine, event.currentTarget));
    if (present && !newest) act(word("Restore this state"), () => this.restoreForm(box, id, line.seq));
    if (!line.undone_by && !line.undoes) act(word("Undo"), () => this.undoForm(box, line.seq));
    if (acts.childElementCount) box.append(acts);
    return box;
  }

  async maps(box, id, seq, mine, button) {
    button.disabled = true;
    try {
      const { before, after } = await ask(withQuery(`/api/entries/${seq}/outlines`, { parcel: id }));
      const all = [...Object.values(before), ...Object.values(after)];
      const figure = (shapes, text) => el("figure", {}, smallMap(shapes, all, { mine, says: text }), el("figcaption", { text }));
      box.append(el("div", { class: "story-maps" }, figure(before, word("Before")), figure(after, word("After"))));
      button.remove();
    } catch (error) {
      button.disabled = false;
      this.desk.say(error.message, "stop");
    }
  }

  /** What would come back is told before it is asked for. */
  async restoreForm(box, id, seq) {
    let told;
    try {
      told = await ask(withQuery(`/api/parcels/${encodeURIComponent(id)}/versions/${seq}`, { lang: config().lang }));
    } catch (error) {
      return this.desk.say(error.message, "stop");
    }
    const empty = word("(empty)");
    const lines = told.differs.map(({ label, then, now }) => el("li", { text: `${label}: ${now || empty} → ${then || empty}` }));
    if (told.outline_differs) lines.push(el("li", { text: word("Boundary: as it was after entry #%(seq)s", { seq: countText(seq) }) }));
    if (!lines.length) return this.desk.say(word("The parcel is now as it was after entry #%(seq)s.", { seq: countText(seq) }));
    const today = byId("effective").max;
    const day = el("input", { type: "date", id: "restore-day", max: today, value: today, required: true });
    this.form(box, [el("p", { text: word("A new entry would write:") }), el("ul", {}, ...lines), el("label", { for: "restore-day", text: word("Effective date") }), day], {
      go: word("Restore"),
      send: (reason) => ask(`/api/parcels/${encodeURIComponent(id)}/versions/${seq}/restore`, {
        method: "POST", body: { version: this.desk.selected.newest(id)?.v, effective_on: day.value, reason },
        key: newKey(),
      }),
      says: word("%(id)s is again as it was after entry #%(seq)s.", { id, seq: countText(seq) }),
    });
    return undefined;
  }

  undoForm(box, seq) {
    this.form(box, [], { go: word("Undo"), send: (reason) => sendUndo(seq, reason), says: word("Entry #%(seq)s undone.", { seq: countText(seq) }) });
  }

  form(box, parts, { go, send, says }) {
    this.panel.querySelector(".story-form")?.remove();
    const reason = el("input", { type: "text", id: "story-reason", maxlength: "500", autocomplete: "off" });
    const told = el("p", { class: "say", role: "alert", hidden: true });
    const form = el("form", { class: "story-form", novalidate: true }, ...parts, el("label", { for: "story-reason", text: word("Reason") }), reason, told,
      el("p", { class: "story-acts" }, el("button", { type: "submit", class: "button", text: go }), el("button", { type: "button", class: "button-2", text: word("Cancel"), onclick: () => form.remove() })));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!reason.value.trim()) {
        say(told, word("Write the reason: it goes into the ledger."), "stop");
        return reason.focus();
      }
      try {
        const receipt = await send(reason.value.trim());
        this.desk.saved(receipt, says);
        this.show(this.panel);
      } catch (error) {
        if (error.waits) form.remove();
        if (error.waits) this.desk.say(error.message, "good");
        else say(told, error.message, "stop");
      }
      return undefined;
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      form.remove();
    });
    box.append(form);
    reason.focus();
  }
}
