// The form of an edit in its tab: what it does, what would come out, day and reason, save or leave.

import { byId, el, later } from "../lib/dom.js";
import { ask } from "../lib/ask.js";
import { word } from "../map/config.js";
import { Attached } from "../lib/attached.js";
import { keepDraft, readDraft } from "./drafts.js";
import { newKey } from "../lib/attempts.js";
import { areaText, Shapes } from "./shapes.js";
import { since, sinceList } from "./theirs.js";

const QUIET_MS = 150;

/** POST to a structural address, with the token of the page. */
export const post = (url, body, key = null, signal = undefined) => ask(url, {
  method: "POST", body, signal, key,
});

/**
 * One edit at a time, in the tab "edit". `body()` gives what is asked for, or a sentence why there
 * is nothing to ask yet; `url` where it goes; `saved(receipt)` gives the sentence for the desk.
 */
export class EditForm {
  constructor(desk, { tool, title, url, body, saved, subject }) {
    Object.assign(this, { desk, tool, url, body, savedSentence: saved, subject });
    this.shapes = new Shapes(desk.map);
    this.out = el("div", { class: "edit-out", "aria-live": "polite" });
    this.clash = el("div", { hidden: true });
    const today = byId("effective").max;
    const draft = readDraft(this.draftName) ?? {};
    this.day = el("input", { type: "date", id: "edit-day", max: today, value: today, required: true });
    this.reason = el("input", { type: "text", id: "edit-reason", maxlength: "500", autocomplete: "off", value: draft.reason ?? "" });
    this.send = el("button", { type: "submit", class: "button", text: word("Save"), disabled: true });
    this.leave = el("button", { type: "button", class: "button-2", text: word("Cancel"), onclick: () => desk.tools.stop() });
    this.content = el("div", { class: "edit-content" });
    const button = el("button", { type: "button", class: "button-2", id: "edit-attach" });
    const list = el("ul", { class: "attached", hidden: true });
    const input = el("input", { type: "file", id: "edit-attach-file", multiple: true, hidden: true, "aria-label": word("Papers") });
    this.form = el("form", { class: "edit-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.save(); } },
      el("h2", { text: title }), this.content, this.out,
      el("div", { class: "facts-foot" }, this.clash,
        el("label", { for: "edit-day", text: word("Effective date") }), this.day,
        el("label", { for: "edit-reason", text: word("Reason") }), this.reason, list, input,
        el("p", { class: "facts-acts" }, this.send, button, this.leave)));
    this.attached = new Attached({ button, list, input, drop: this.form }, { onChange: () => {}, tell: (sentence) => desk.say(sentence, "stop") });
    this.day.addEventListener("change", () => this.preview());
    this.reason.addEventListener("input", () => this.keep());
    this.preview = later(() => this.look(), QUIET_MS);
    desk.openEdit(this.form);
  }

  get draftName() {
    return `${this.tool}.${this.subject}`;
  }

  /** Keep what was entered; `extra` is what the tool itself has to remember. */
  keep(extra = this.extra) {
    this.extra = extra;
    keepDraft(this.draftName, { reason: this.reason.value, ...extra });
  }

  /** Ask the server what would come out, and draw it. */
  async look() {
    this.stop?.abort();
    if (this.saving) return undefined;
    const asked = this.body();
    this.send.disabled = typeof asked === "string"; // not while the server looks: a click would be lost
    if (typeof asked === "string") {
      this.shapes.clear();
      return this.out.replaceChildren(el("p", { class: "hint", text: asked }));
    }
    const { signal } = this.stop = new AbortController();
    try {
      const outcome = await post(this.url, { ...asked, effective_on: this.day.value, reason: this.reason.value.trim() || "–", dry_run: true }, null, signal);
      if (signal.aborted || this.ended) return undefined;
      this.shapes.show(outcome.parcels);
      this.out.replaceChildren(...outcomeRows(outcome));
      this.send.disabled = false;
    } catch (error) {
      if (signal.aborted || this.ended) return undefined;
      this.send.disabled = true;
      this.refused(error);
    }
    return undefined;
  }

  refused(error) {
    if (error.waits) {
      keepDraft(this.draftName, null);
      this.desk.closeEdit();
      this.desk.tools.stop();
      return this.desk.say(error.message, "good");
    }
    const place = error.problem?.place ?? null;
    this.shapes.refuse(place, error.message);
    const go = place ? el("button", { type: "button", class: "button-2", text: word("Zoom there"), onclick: () => this.desk.map.leaflet.setView([place[1], place[0]], 19) }) : null;
    this.out.replaceChildren(el("p", { class: "say say-stop", role: "alert", text: error.message }), go ?? "");
    this.onRefused?.(error);
    return undefined;
  }

  async save() {
    const asked = this.body();
    if (typeof asked === "string") return undefined;
    if (!this.reason.value.trim()) {
      this.out.prepend(el("p", { class: "say say-stop", role: "alert", text: word("Write the reason: it goes into the ledger with the mark.") }));
      return this.reason.focus();
    }
    this.send.disabled = this.saving = true;
    this.stop?.abort();
    this.key ??= newKey();
    try {
      const receipt = await post(this.url, { ...asked, effective_on: this.day.value, reason: this.reason.value.trim(), papers: this.attached.hashes }, this.key);
      keepDraft(this.draftName, null);
      this.desk.saved(receipt, this.savedSentence(receipt));
      if (receipt.changed?.length) this.desk.selected.set(receipt.parcels.features.filter(({ properties }) => properties.role !== "neighbour").map(({ id }) => id));
      this.desk.map.reload();
      this.desk.tools.stop();
    } catch (error) {
      if (!error.offline) this.key = null;
      if (error.status === 412) await this.faster(error);
      else this.refused(error);
      this.send.disabled = this.saving = false;
    }
    return undefined;
  }

  /** Somebody was faster: who, when, what. The draft stays; the newest state is drawn from now on. */
  async faster(error) {
    const parts = await Promise.all((error.problem.conflicts ?? []).map(async ({ id, base }) => [el("h3", { text: id }), sinceList(await since(id, base).catch(() => []))]));
    await this.showTheirs((error.problem.conflicts ?? []).map(({ id }) => id));
    const again = el("button", { type: "button", class: "button-2", text: word("Go on from the new state"), onclick: async () => {
      await this.renew?.(error.problem.conflicts);
      this.shapes.clearTheirs();
      this.clash.hidden = true;
      this.preview();
    } });
    this.clash.replaceChildren(el("section", { class: "theirs", role: "alert" },
      el("p", { class: "clash-head", text: word("Somebody was faster. Nothing was saved; what you typed is kept.") }), el("p", { class: "hint", text: word("On the map: yours filled, theirs as a red line.") }), ...parts.flat(), el("p", {}, again)));
    this.clash.hidden = false;
    again.focus();
  }

  /** What stands there now, in another colour than what is drawn here. */
  async showTheirs(ids) {
    const found = await Promise.all(ids.map((id) => ask(`/api/collections/parcels/items/${encodeURIComponent(id)}`).catch(() => null)));
    this.shapes.showTheirs(found.filter((one) => one?.geometry));
  }

  end() {
    this.ended = true;
    this.stop?.abort();
    this.shapes.remove();
    this.desk.closeEdit();
  }
}

/** Pieces with id and area, and how well the sums fit. */
function outcomeRows({ parcels, recorded, proof }) {
  const pieces = parcels.features.filter(({ properties }) => properties.role !== "neighbour");
  const beside = parcels.features.length - pieces.length;
  const rows = pieces.map(({ id, properties }) => el("li", {}, el("b", { text: id }), el("span", { text: areaText(properties.area_m2) })));
  const sums = [word("recorded %(before)s m² → %(after)s m²", { before: recorded.before_m2.toFixed(2), after: recorded.after_m2.toFixed(2) })];
  if (proof) sums.push(word("geometry off by %(n)s m² (allowed %(most)s)", { n: Math.abs(proof.difference_m2).toFixed(4), most: proof.tolerance_m2.toFixed(2) }));
  if (beside) sums.push(word("%(n)s neighbours get the new points", { n: beside }));
  return [el("ol", { class: "edit-pieces" }, ...rows), el("p", { class: "hint", text: sums.join(" · ") })];
}
