// The form of an edit in its tab: what it does, what would come out, day and reason, save or leave.

import { byId, el, isTyping, later } from "../lib/dom.js";
import { ask } from "../lib/ask.js";
import { word } from "../map/config.js";
import { Attached } from "../lib/attached.js";
import { keepDraft, readDraft } from "./drafts.js";
import { newKey } from "../lib/attempts.js";
import { beside, labelledField, unmark } from "../lib/forms.js";
import { asTheyAre, choice, fasterBox } from "./faster.js";
import { outcomeRows } from "./outcome_rows.js";
import { areaText, Shapes } from "./shapes.js";

const QUIET_MS = 150;

/** POST to a structural address, with the token of the page. */
export const post = (url, body, key = null, signal = undefined) => ask(url, {
  method: "POST", body, signal, key,
});

/**
 * One edit at a time, in the tab "edit". `body()` gives what is asked for, or a sentence why there
 * is nothing to ask yet; `url` where it goes; `saved(receipt)` gives the sentence for the desk.
 * `renew()` reads the land anew; what it reads goes through `saw`, so that a draft is held to the
 * versions that were seen when it was begun. `mend(shape)` takes a boundary that mends a refused one;
 * `explain(problem)` shows a refusal otherwise than in a sentence, where it can.
 */
export class EditForm {
  constructor(desk, { tool, title, url, body, saved, subject, renew, mend = null, explain = null }) {
    Object.assign(this, { desk, tool, url, body, savedSentence: saved, subject, renew, mend, explain });
    this.shapes = new Shapes(desk.map);
    this.draft = readDraft(this.draftName) ?? {};
    this.seen = this.draft.seen ?? null;
    this.extra = null; // what the tool itself has to remember; null until it is ready
    this.build(title);
    this.preview = later((asked) => this.look(asked), QUIET_MS);
    desk.openEdit(this.form);
  }

  build(title) {
    const { draft } = this;
    this.out = el("div", { class: "edit-out", "aria-live": "polite" });
    this.clash = el("div", { hidden: true });
    this.today = byId("effective").max;
    const day = draft.day && draft.day <= this.today ? draft.day : this.today;
    this.day = el("input", { type: "date", id: "edit-day", max: this.today, value: day, required: true, onchange: () => { this.keep(); this.preview(); } });
    this.reason = el("input", { type: "text", id: "edit-reason", maxlength: "500", autocomplete: "off", value: draft.reason ?? "", oninput: () => this.keep() });
    this.send = el("button", { type: "submit", class: "button", text: word("Save"), disabled: true });
    this.dropButton = el("button", { type: "button", class: "button-2", "data-act": "drop-draft", text: word("Drop the draft"), hidden: !Object.keys(draft).length, onclick: () => this.drop() });
    const leave = el("button", { type: "button", class: "button-2", text: word("Cancel"), onclick: () => this.desk.tools.stop() });
    this.content = el("div", { class: "edit-content" });
    const button = el("button", { type: "button", class: "button-2", id: "edit-attach" });
    const list = el("ul", { class: "attached", hidden: true });
    const input = el("input", { type: "file", id: "edit-attach-file", multiple: true, hidden: true, "aria-label": word("Papers") });
    this.form = el("form", { class: "edit-form", novalidate: true, tabindex: "-1", "aria-label": title, onsubmit: (event) => { event.preventDefault(); this.save(); }, onkeydown: (event) => this.pressed(event) },
      el("h2", { text: title }), this.content, this.out,
      el("div", { class: "facts-foot" }, this.clash,
        el("label", { for: "edit-day", text: word("Effective date") }), this.day,
        labelledField("reason", word("Reason"), this.reason), list, input,
        el("p", { class: "facts-acts" }, this.send, button, leave, this.dropButton)));
    this.attached = new Attached({ button, list, input, drop: this.form }, { papers: draft.papers, onChange: () => this.keep(), tell: (sentence) => this.desk.say(sentence, "stop") });
  }

  get draftName() {
    return `${this.tool}.${this.subject}`;
  }

  /** Escape ends the tool from inside its fields too; the draft stays. */
  pressed(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    event.preventDefault();
    this.desk.tools.stop();
  }

  /** Versions as just read; those that a draft was begun on take their place. */
  saw(versions) {
    this.seen ??= versions;
    return this.seen;
  }

  /** The tool is ready; `untouched` is what it remembers before anything was entered, `now` by now. */
  opened(untouched = {}, now = untouched) {
    this.extra = now;
    this.untouched = JSON.stringify({ ...untouched, reason: "", day: this.today, papers: [] });
    if (!isTyping(document.activeElement)) this.form.focus({ preventScroll: true });
  }

  /** Keep what was entered, with the versions it was entered on; without anything there is no draft. */
  keep(extra = this.extra) {
    if (this.ended || extra === null) return;
    this.extra = extra;
    const entered = { ...extra, reason: this.reason.value, day: this.day.value, papers: this.attached.papers };
    const any = JSON.stringify(entered) !== this.untouched;
    keepDraft(this.draftName, any ? { ...entered, seen: this.seen } : null);
    this.dropButton.hidden = !any;
  }

  /** Away with what was entered: the tool begins anew on what the record has now. */
  drop() {
    keepDraft(this.draftName, null);
    this.desk.tools.restart();
  }

  /** Go on with what was entered, on top of what the others wrote. */
  async goOn() {
    this.seen = null;
    this.clash.hidden = true;
    this.shapes.clearTheirs();
    try {
      await this.renew();
      this.keep();
      this.preview();
    } catch (error) {
      this.refused(error);
    }
  }

  /** Ask the server what would come out, and draw it; `passing` is asked for while a hand still moves. */
  async look(passing = null) {
    this.stop?.abort();
    if (this.saving || this.ended) return undefined;
    const settled = this.body();
    const asked = passing ?? settled;
    this.send.disabled = typeof settled === "string"; // not while the server looks: a click would be lost
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
    } catch (error) {
      if (signal.aborted || this.ended) return undefined;
      this.send.disabled = true;
      if (error.status === 412) return this.faster(error, false);
      this.refused(error);
    }
    return undefined;
  }

  /** Areas while a hand still moves: at once, by what the page itself can measure. */
  passing(sentence) {
    this.stop?.abort();
    this.shapes.clear();
    this.out.replaceChildren(el("p", { class: "edit-live", text: sentence }));
  }

  refused(error) {
    if (error.waits) {
      keepDraft(this.draftName, null);
      this.desk.closeEdit();
      this.desk.tools.stop();
      return this.desk.say(error.message, "good");
    }
    if (error.problem?.fault === "nothing_overlaps") return this.out.replaceChildren(el("p", { class: "hint", text: word("%(id)s overlaps no neighbour; there is nothing to trim.", { id: this.subject }) }));
    const place = error.problem?.place ?? null;
    this.shapes.refuse(place, error.message);
    const go = place ? el("button", { type: "button", class: "button-2", text: word("Zoom there"), onclick: () => this.desk.map.leaflet.setView([place[1], place[0]], 19) }) : null;
    const shown = this.explain?.(error.problem) ?? el("p", { class: "say say-stop", role: "alert", text: error.message });
    this.out.replaceChildren(shown, go ?? "");
    this.offerRepair(error.problem?.repair);
    if (error.problem?.code === "conflict" && this.draft.seen) this.out.append(choice({ leave: () => this.drop(), goOn: () => this.goOn() }));
    return undefined;
  }

  /** What mends a refused boundary, with the area before and after; nothing is mended unasked. */
  offerRepair(repair) {
    if (!repair || !this.mend) return;
    const values = { n: (repair.after_m2 - repair.before_m2).toFixed(2), area: areaText(repair.after_m2) };
    const text = repair.way === "trim" ? word("Trim to neighbours: %(n)s m² (leaves %(area)s)", values) : word("Mend the crossing: %(n)s m² (leaves %(area)s)", values);
    this.out.append(el("button", { type: "button", class: "button-2", "data-act": "mend", text, onclick: () => this.mend(repair.shape) }));
  }

  async save() {
    const asked = this.body();
    if (typeof asked === "string" || this.saving) return undefined;
    if (!this.reason.value.trim()) {
      return beside(this.form, "reason", word("Write the reason: it goes into the ledger with the mark."));
    }
    unmark(this.form);
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
      this.saving = false;
      if (error.status === 412) return this.faster(error, true);
      this.refused(error);
      this.send.disabled = false;
    }
    return undefined;
  }

  /** Somebody was faster: nothing is sent until it was chosen whose state holds. */
  async faster({ problem }, sent) {
    const conflicts = problem.conflicts ?? [];
    this.shapes.showTheirs(await asTheyAre(conflicts.map(({ id }) => id)));
    this.clash.replaceChildren(await fasterBox(conflicts, { leave: () => this.drop(), goOn: () => this.goOn() }));
    if (this.ended) return undefined;
    this.clash.hidden = false;
    this.send.disabled = true;
    if (sent || !isTyping(document.activeElement)) this.clash.querySelector("button").focus();
    return undefined;
  }

  end() {
    this.ended = true;
    this.stop?.abort();
    this.shapes.remove();
    this.desk.closeEdit();
  }
}
