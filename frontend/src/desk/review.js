// 复核: what a proposal would change, field by field and with both shapes on the map; accept it,
// send it back with a word, or, where it is one's own, send it again or drop it.

import { ask, withQuery } from "../lib/ask.js";
import { el } from "../lib/dom.js";
import { config, word } from "../map/config.js";

/** Open a proposal in a tab whenever the queue asks for it. */
export function review(desk) {
  const panel = new ReviewPanel(desk);
  desk.on("review", (number) => panel.open(number));
}

class ReviewPanel {
  constructor(desk) {
    this.desk = desk;
    this.layers = null;
  }

  async open(number) {
    this.panel ??= this.desk.tabs.add({ id: "review", title: word("Review") });
    this.desk.tabs.offer("review", true);
    this.desk.tabs.show("review");
    this.panel.replaceChildren(el("p", { class: "hint", text: word("Loading…") }));
    try {
      this.draw(await ask(withQuery(`/api/proposals/${number}`, { lang: config().lang })));
    } catch (error) {
      this.panel.replaceChildren(el("p", { class: "say say-stop", text: error.message }));
    }
  }

  draw(one) {
    this.shapes(one.subjects);
    const facts = [one.actor_name, one.effective_on, one.reason].join(" · ");
    this.wordBox = el("input", { id: "review-word", type: "text", maxlength: "500", autocomplete: "off" });
    this.panel.replaceChildren(
      el("h2", { text: word("Proposal %(id)s", { id: one.id }) }),
      el("p", { class: "hint", text: facts }),
      one.word ? el("p", { class: "say say-stop", text: word("Sent back by %(who)s: %(word)s", { who: one.reviewer_name, word: one.word }) }) : null,
      one.changed_since.length ? el("p", { class: "say say-stop", text: word("Changed since it was made: %(ids)s. It has to be made anew.", { ids: one.changed_since.join(" ") }) }) : null,
      ...one.subjects.map(subject),
      one.count > one.subjects.length ? el("p", { class: "hint", text: word("and %(n)s more", { n: one.count - one.subjects.length }) }) : null,
      one.papers.length ? el("p", { class: "review-papers" }, ...one.papers.map(paper)) : null,
      this.acts(one));
  }

  acts({ id, may, state, changed_since: changed }) {
    const button = (text, what, main = false) => el("button", { type: "button", class: main ? "button" : "button-2", text, onclick: () => this.send(id, what) });
    if (may.review && state === "waiting") {
      return el("div", { class: "facts-foot" },
        el("p", { class: "facts-acts" }, changed.length ? null : button(word("Accept"), "accept", true)),
        el("label", { for: "review-word", text: word("A word to go with it") }), this.wordBox,
        el("p", { class: "facts-acts" }, button(word("Send back"), "return")));
    }
    if (!may.own || !["waiting", "returned"].includes(state)) return el("p", {});
    return el("div", { class: "facts-foot" }, el("p", { class: "facts-acts" },
      state === "returned" && !changed.length ? button(word("Send again"), "resend", true) : null, button(word("Drop the proposal"), "drop")));
  }

  async send(id, what) {
    if (what === "return" && !this.wordBox.value.trim()) return this.wordBox.focus();
    const done = { accept: word("Proposal %(id)s accepted.", { id }), return: word("Proposal %(id)s sent back.", { id }), resend: word("Proposal %(id)s sent again.", { id }), drop: word("Proposal %(id)s dropped.", { id }) }[what];
    try {
      const told = await ask(`/api/proposals/${id}/${what}`, { method: "POST", body: what === "return" ? { word: this.wordBox.value } : {} });
      this.close();
      if (what === "accept") this.desk.saved(told, done);
      else this.desk.say(done, "good");
      this.desk.tell("queue");
    } catch (error) {
      this.desk.say(error.message, "stop");
    }
    return undefined;
  }

  close() {
    this.layers?.clearLayers();
    this.desk.tabs.offer("review", false);
    this.desk.tabs.show("selection");
  }

  /** The old shape dashed, the new one filled. */
  shapes(subjects) {
    this.layers ??= L.layerGroup().addTo(this.desk.map.leaflet);
    this.renderer ??= L.svg();
    this.layers.clearLayers();
    for (const { before, after } of subjects) {
      for (const [shape, name] of [[before, "edit-neighbour"], [after, "edit-piece"]]) {
        if (shape) this.layers.addLayer(L.geoJSON(shape, { interactive: false, style: { renderer: this.renderer, className: name } }));
      }
    }
  }
}

/** A paper that goes with it: its picture, or its name. */
function paper({ name, file, picture, thumbnail }) {
  return el("a", { href: picture ?? file, target: "_blank", rel: "noopener" }, thumbnail ? el("img", { src: thumbnail, alt: word("Photo %(name)s", { name }), loading: "lazy" }) : el("span", { text: name }));
}

function subject({ id, before, after, changes }) {
  const rows = changes.map(({ label, old, new: now }) => el("tr", {}, el("th", { scope: "row", text: label }), el("td", { text: old ?? word("(empty)") }), el("td", { text: now ?? word("(empty)") })));
  const shape = before ? (after ? word("new boundary") : word("leaves the map")) : after ? word("new parcel") : "";
  return el("section", { class: "review-subject" }, el("h3", { text: [id, shape].filter(Boolean).join(" · ") }),
    rows.length ? el("table", { class: "differ" }, el("thead", {}, el("tr", {}, ...[word("Field"), word("Before"), word("After")].map((text) => el("th", { text })))), el("tbody", {}, ...rows)) : null);
}
