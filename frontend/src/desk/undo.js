// Undoing the last entry: what it was, whose it was, a reason, and only then the undo.

import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { byId, el, say } from "../lib/dom.js";
import { lots, momentText } from "../lib/texts.js";
import { lastEntry, sendUndo } from "./send.js";

const OFFERED_MS = 60_000;

/** The undo button and its box; `onDone(receipt, seq)` and `onRefused(error, seq)` tell the page. */
export class Undo {
  constructor({ onDone, onRefused }) {
    this.onDone = onDone;
    this.onRefused = onRefused;
    this.button = byId("undo");
    this.box = byId("undo-box");
    this.button.addEventListener("click", () => this.ask());
    byId("undo-not").addEventListener("click", () => this.close());
    byId("undo-do").addEventListener("click", () => this.run());
    byId("undo-reason").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.run();
    });
  }

  /** Name the entry on the button, or take the button away. */
  offer(seq) {
    this.button.hidden = !seq;
    if (seq) this.button.textContent = word("Undo (#%(seq)s)", { seq: countText(seq) });
  }

  /** For a minute the sentence that says what was saved also takes it back. */
  offerBeside(seq) {
    const button = el("button", { type: "button", class: "button-2", text: word("Undo (#%(seq)s)", { seq: countText(seq) }), onclick: () => this.ask() });
    byId("say").append(button);
    setTimeout(() => button.remove(), OFFERED_MS);
  }

  async ask() {
    try {
      const entry = await lastEntry();
      if (!entry?.seq) throw new Error(word("There is nothing to undo."));
      this.seq = entry.seq;
      this.offer(entry.seq);
      const what = [lots(entry.subjects.length), entry.actor_name, momentText(entry.recorded_at), entry.reason];
      say(byId("say"), "");
      byId("undo-what").textContent = word("Undo entry #%(seq)s: %(what)s", { seq: countText(entry.seq), what: what.filter(Boolean).join(" · ") });
      this.box.hidden = false;
      byId("undo-reason").select();
      byId("undo-reason").focus();
    } catch (error) {
      this.onRefused(error, null);
    }
  }

  close() {
    this.box.hidden = true;
    this.button.focus();
  }

  async run() {
    const reason = byId("undo-reason").value.trim();
    if (!reason) return byId("undo-reason").focus();
    const { seq } = this;
    byId("undo-do").disabled = true;
    try {
      const receipt = await sendUndo(seq, reason);
      this.box.hidden = true;
      await this.onDone(receipt, seq);
    } catch (error) {
      if (error.waits) this.close();
      this.onRefused(error, seq);
    } finally {
      byId("undo-do").disabled = false;
    }
    return undefined;
  }
}
