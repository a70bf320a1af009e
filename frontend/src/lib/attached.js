// Papers beside a form: sent as soon as they are chosen, named by the entry that follows.

import { el } from "./dom.js";
import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { ACCEPTED, droppable, sendPaper } from "./sheaf.js";

export class Attached {
  /**
   * @param parts {button, list, input, drop}: where it shows itself, and what files may be dropped on
   * @param keeps whether files that cannot be sent now are kept for later (`files`)
   * @param papers what was sent before, as a draft keeps it
   * @param onChange called after a paper came or went; @param tell (sentence) of a refusal
   */
  constructor(parts, { onChange, tell, keeps = false, papers = [] }) {
    Object.assign(this, parts, { onChange, tell, keeps, papers, files: [] });
    this.input.accept = ACCEPTED;
    this.button.addEventListener("click", () => this.input.click());
    this.input.addEventListener("change", () => {
      this.take([...this.input.files]);
      this.input.value = "";
    });
    droppable(parts.drop, (files) => this.take(files));
    this.draw();
  }

  /** SHA-256 of each, as a mark names them. */
  get hashes() {
    return this.papers.map(({ sha256 }) => sha256);
  }

  async take(files) {
    this.button.disabled = true;
    for (const file of files) {
      try {
        const paper = await sendPaper(file);
        if (!this.hashes.includes(paper.sha256)) this.papers.push(paper);
      } catch (error) {
        if (error.offline && this.keeps) this.files.push(file); // goes with what waits in the browser
        else this.tell(error.message);
      }
      this.draw();
    }
    this.button.disabled = false;
    this.onChange();
  }

  remove(sha256) {
    this.papers = this.papers.filter((one) => one.sha256 !== sha256);
    this.draw();
    this.onChange();
    this.button.focus();
  }

  leave(file) {
    this.files = this.files.filter((one) => one !== file);
    this.draw();
    this.onChange();
    this.button.focus();
  }

  /** Papers that were sent before, as a draft kept them. */
  put(papers) {
    this.papers = papers;
    this.draw();
  }

  clear() {
    this.papers = [];
    this.files = [];
    this.draw();
  }

  draw() {
    const n = this.papers.length + this.files.length;
    this.button.textContent = n ? word("+ Papers %(n)s", { n: countText(n) }) : word("+ Papers");
    this.list.hidden = n === 0;
    const waiting = this.files.map((file) => el("li", {}, el("span", { text: file.name }), el("small", { text: word("waits for the network") }),
      el("button", { type: "button", class: "quiet", "aria-label": word("Leave %(name)s out", { name: file.name }), text: "×", onclick: () => this.leave(file) })));
    this.list.replaceChildren(...waiting, ...this.papers.map(({ sha256, name, thumbnail }) => el("li", {},
      thumbnail ? el("img", { src: thumbnail, alt: "" }) : null, el("span", { text: name }),
      el("button", { type: "button", class: "quiet", "aria-label": word("Leave %(name)s out", { name }), text: "×", onclick: () => this.remove(sha256) }))));
  }
}
