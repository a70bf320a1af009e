// The steps of one import: where it is, which can be gone to, and what every step may ask of it.

import { ask } from "../lib/ask.js";
import { byId, el, isTyping, say } from "../lib/dom.js";
import { word } from "../map/config.js";
import { showColumns } from "./columns.js";
import { showConfirm } from "./confirm.js";
import { showDifferences } from "./differences.js";
import { showFindings } from "./findings.js";
import { Overlay } from "./overlay.js";
import { PATIENCE_MS } from "./work.js";
import { askedAgain, showPlace } from "./place.js";

const STEPS = { place: showPlace, columns: showColumns, findings: showFindings, differences: showDifferences, confirm: showConfirm };
const ORDER = Object.keys(STEPS);

export class Wizard {
  constructor(work, parkMap) {
    Object.assign(this, { work, verdict: null, drawn: null });
    this.overlay = new Overlay(parkMap, (key) => this.picked(key));
    parkMap.filter({ ids: new Set() }); // the parks stay behind as a pale backdrop
    work.on((view, { chosen = false } = {}) => !chosen && this.show(view));
    addEventListener("hashchange", () => this.render(true));
    addEventListener("keydown", (event) => this.keyed(event));
    byId("drop-import").addEventListener("click", () => this.askDrop(true));
    byId("drop-not").addEventListener("click", () => this.askDrop(false));
    byId("drop-yes").addEventListener("click", () => this.dropIt());
    byId("cancel").addEventListener("click", () => this.dropIt());
  }

  get step() {
    const asked = location.hash.slice(1);
    if (this.work.view?.state === "confirmed") return "confirm";
    return ORDER.includes(asked) ? asked : ORDER[0];
  }

  show(view) {
    const ready = ["ready", "proposed", "confirmed"].includes(view.state);
    byId("reading").hidden = !this.work.busy;
    byId("closed").hidden = !["refused", "dropped", "failed"].includes(view.state);
    byId("steps").hidden = !ready;
    byId("body").hidden = !ready;
    byId("drop-row").hidden = view.state !== "ready" && view.state !== "failed" && !view.asks;
    if (this.work.busy) this.progress(view);
    if (!byId("closed").hidden) this.closed(view);
    if (!ready) return;
    if (view.state === "proposed" && !location.hash) location.hash = "#confirm";
    const stamp = `${view.state} ${view.compared_seq} ${JSON.stringify(view.mapping)} ${view.epsg} ${view.on}`;
    if (this.drawn !== stamp) {
      this.drawn = stamp;
      if (view.box) this.overlay.go(view.box);
      this.overlay.load(this.work).catch((error) => say(byId("said"), error.message, "stop"));
    }
    this.render(false);
  }

  progress({ state, progress: { done, total } }) {
    const bar = byId("reading-bar");
    if (total) bar.value = done / total;
    else bar.removeAttribute("value");
    byId("reading-what").textContent = state === "waiting" ? word("In line to be read…") : word("Reading and comparing: %(share)s …", { share: `${total ? Math.floor((100 * done) / total) : 0}%` });
  }

  closed({ state, refusal, asks }) {
    byId("closed-what").textContent = state === "dropped" ? word("This import was dropped. Nothing of it is in the record.") : asks ? word("Say one thing more, and the file is read.") : word("The file cannot be taken. Nothing of it is in the record.");
    say(byId("closed-why"), refusal ?? "", "stop");
    byId("closed-ask").replaceChildren(...(asks ? askedAgain(this) : []));
  }

  render(focus) {
    const { step } = this;
    byId("steps").querySelectorAll("a").forEach((link) => {
      const here = link.hash.slice(1) === step;
      if (here) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
      link.classList.toggle("is-off", this.work.view.state === "confirmed" && !here);
    });
    this.overlay.only(null);
    this.overlay.mark(null);
    const next = ORDER[ORDER.indexOf(step) + 1];
    const onward = next ? el("p", { class: "imp-next" }, el("a", { class: "button", href: `#${next}`, text: word("Next") })) : null;
    byId("body").replaceChildren(...[...STEPS[step](this), onward].filter(Boolean));
    if (focus) byId("body").focus();
  }

  /** Read, map or compare anew; what is wrong is told beside the form. */
  async redo(what, body, place) {
    say(byId(place), "");
    try {
      await this.work.post(what, body);
      this.drawn = null;
      await this.work.load();
    } catch (error) {
      this.wrong(place, error.message);
    }
  }

  wrong(place, sentence) {
    say(byId(place), sentence, "stop");
  }

  async confirm() {
    const button = byId("confirm");
    button.disabled = true;
    say(byId("confirm-say"), word("Saving…"));
    this.work.settled = true;
    try {
      await this.work.post("confirm", this.work.body());
      await this.work.load();
      byId("body").focus();
    } catch (error) {
      button.disabled = false;
      this.work.settled = false;
      if (error.waits) await this.work.load();
      else if (error.status === 412) {
        await this.work.load();
        location.hash = "#differences";
        say(byId("said"), error.message, "stop");
      } else if (await this.confirmedAfterAll(error)) byId("body").focus();
      else this.wrong("confirm-say", word("Not saved: %(why)s", { why: error.message }));
    }
  }

  /** Accepted, sent back with a word, or given up: what a proposal of this import allows. */
  async decide(what, body, place) {
    try {
      await ask(`/api/proposals/${this.work.view.proposal.id}/${what}`, { method: "POST", body, patience: PATIENCE_MS });
      this.work.settled = false;
      await this.work.load();
      byId("body").focus();
    } catch (error) {
      this.wrong(place, error.message);
    }
  }

  /** No answer may mean that it was written: ask how it stands before saying that it was not. */
  async confirmedAfterAll(error) {
    if (!error.offline) return false;
    const view = await ask(this.work.url).catch(() => null);
    if (view?.state !== "confirmed") return false;
    await this.work.load();
    return true;
  }

  askDrop(asked) {
    byId("drop-sure").hidden = !asked;
    byId("drop-import").hidden = asked;
    (asked ? byId("drop-yes") : byId("drop-import")).focus();
  }

  async dropIt() {
    try {
      await this.work.drop();
      location.assign("/imports");
    } catch {
      say(byId("said"), word("It could not be dropped. Load the page again and see how it stands."), "stop");
    }
  }

  /** A row that was clicked on the map is shown in the list, where that has it. */
  picked(key) {
    this.overlay.focus(key, { zoom: false });
    const line = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    line?.scrollIntoView({ block: "nearest" });
    line?.querySelector("button")?.focus();
  }

  /** Keys 2 to 6 go to a step. */
  keyed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || byId("steps").hidden) return;
    const step = ORDER[Number(event.key) - 2];
    if (step) location.hash = `#${step}`;
  }
}
