// What the server says of a mark before it is sent: its outcome, and what is unusual about it.

import { byId, el } from "../lib/dom.js";
import { lots } from "../lib/texts.js";
import { word } from "../map/config.js";
import { askPreview } from "./send.js";

const QUIET_MS = 120;
const NAMED = 3;

/** The questions beside the mark bar; `onOutcome(outcome)` hears what the mark would do. */
export class Questions {
  constructor(onOutcome) {
    this.onOutcome = onOutcome;
    this.box = byId("questions");
    this.asked = []; // [{code, says, parcels}]
    this.yes = new Set();
    this.stop = null;
    this.timer = 0;
  }

  /** Something about the mark changed: look again. */
  refresh(mark) {
    this.rest();
    if (mark.status && mark.effective_on && Object.keys(mark.parcels).length) this.timer = setTimeout(() => this.load(mark), QUIET_MS);
    else this.show([]);
  }

  /** Ask nothing more about this mark: it is being sent, and then its versions are old ones. */
  rest() {
    clearTimeout(this.timer);
    this.stop?.abort();
  }

  async load(mark) {
    const { signal } = this.stop = new AbortController();
    try {
      const outcome = await askPreview(mark, signal);
      this.show(outcome.questions);
      this.onOutcome(outcome);
    } catch (error) {
      if (!signal.aborted) this.show([]); // the mark itself will say what is wrong
    }
  }

  /** Codes that were answered with yes, as the mark sends them. */
  get confirmed() {
    return [...this.yes];
  }

  /** Whether a question still has no answer; the first one gets the focus then. */
  get open() {
    const first = this.asked.find(({ code }) => !this.yes.has(code));
    if (first) byId(`question-${first.code}`)?.focus();
    return Boolean(first);
  }

  show(questions) {
    const codes = new Set(questions.map(({ code }) => code));
    this.yes = new Set([...this.yes].filter((code) => codes.has(code)));
    this.asked = questions;
    this.box.hidden = !questions.length;
    this.box.replaceChildren(...questions.map((one) => this.line(one)));
  }

  line({ code, says, parcels }) {
    const tick = el("input", { type: "checkbox", id: `question-${code}`, onchange: () => {
      if (tick.checked) this.yes.add(code);
      else this.yes.delete(code);
    } });
    tick.checked = this.yes.has(code);
    const ids = parcels.slice(0, NAMED).join(" ");
    const more = parcels.length > NAMED ? ` ${word("and %(n)s more", { n: parcels.length - NAMED })}` : "";
    return el("label", { class: "question", for: `question-${code}` }, tick,
      el("span", {}, el("b", { text: says }), el("small", { text: `${lots(parcels.length)}: ${ids}${more}` })),
      el("span", { class: "question-yes", text: word("Record it so") }));
  }
}
