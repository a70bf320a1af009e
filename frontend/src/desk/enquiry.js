// What somebody asked about land: who and what, what was said so far; answered, noted, handed on, closed.

import { ask } from "../lib/ask.js";
import { el, say } from "../lib/dom.js";
import { momentText } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { colleagues } from "./queue_acts.js";

/** Open an enquiry in a tab whenever the queue asks for it. */
export function enquiry(desk) {
  const panel = new EnquiryPanel(desk);
  desk.on("enquiry", (number) => panel.open(number));
}

class EnquiryPanel {
  constructor(desk) {
    this.desk = desk;
  }

  async open(number) {
    this.panel ??= this.desk.tabs.add({ id: "enquiry", title: word("Enquiry") });
    this.desk.tabs.offer("enquiry", true);
    this.desk.tabs.show("enquiry");
    this.panel.replaceChildren(el("p", { class: "hint", text: word("Loading…") }));
    try {
      this.draw(await ask(`/api/enquiries/${number}?lang=${config().lang}`));
    } catch (error) {
      this.panel.replaceChildren(el("p", { class: "say say-stop", text: error.message }));
    }
  }

  draw(one) {
    const facts = [
      [word("Who"), [one.organisation, one.name].filter(Boolean).join(" · ")],
      [word("Telephone"), one.phone, `tel:${one.phone.replace(/[^+0-9]/g, "")}`],
      [word("Mail"), one.mail, `mailto:${one.mail}`],
      [word("Sent"), momentText(one.made_at)],
      [word("Answer by"), one.due_on],
      [word("Given to"), one.assignee_name ?? ""],
      [word("Outcome"), one.outcome_name ?? ""],
    ].filter(([, text]) => text);
    this.panel.replaceChildren(
      el("h2", { text: `${one.kind_name} ${one.number} · ${one.state_name}` }),
      el("dl", { class: "measures" }, ...facts.map(([name, text, href]) => el("div", {}, el("dt", { text: name }), el("dd", {}, href ? el("a", { href, text }) : text)))),
      el("p", { class: "enquiry-text", text: one.text }),
      el("ol", { class: "enquiry-said" }, ...one.events.map(event)),
      one.state === "closed" ? "" : this.form(one));
  }

  form(one) {
    const text = el("textarea", { id: "enquiry-answer", rows: "4", maxlength: "2000" });
    const outcome = el("select", { id: "enquiry-outcome" }, ...one.outcomes.map(([code, name]) => el("option", { value: code, text: name })));
    const who = el("select", { id: "enquiry-who" }, el("option", { value: "", text: word("nobody") }));
    const told = el("p", { class: "say", role: "alert", hidden: true });
    const button = (name, what, body = () => ({}), main = false) => el("button", { type: "button", class: main ? "button" : "button-2", text: name, onclick: () => this.send(one.number, what, { text: text.value, ...body() }, { text, told }) });
    colleagues().then((people) => {
      who.append(...people.map(({ id, name, me }) => el("option", { value: id, text: me ? word("%(name)s (me)", { name }) : name })));
      who.value = one.assignee ?? "";
    }, () => {});
    return el("div", { class: "facts-foot" },
      el("label", { for: "enquiry-answer", text: word("Answer, or a note for the office") }), text, told,
      el("p", { class: "facts-acts" }, button(word("Answer"), "answer", undefined, true), button(word("Note for the office"), "note")),
      el("label", { for: "enquiry-who", text: word("Colleague") }), el("p", { class: "facts-acts" }, who, button(word("Hand on"), "hand", () => ({ assignee: who.value }))),
      el("label", { for: "enquiry-outcome", text: word("Outcome") }), el("p", { class: "facts-acts" }, outcome, button(word("Close the enquiry"), "close", () => ({ outcome: outcome.value }))));
  }

  async send(number, what, body, { text, told }) {
    say(told, "");
    try {
      this.draw(await ask(`/api/enquiries/${number}/${what}?lang=${config().lang}`, { method: "POST", body }));
      this.desk.say({ answer: word("Enquiry %(n)s answered; who asked reads it behind the link.", { n: number }), note: word("Noted for the office."), hand: word("Enquiry %(n)s handed on.", { n: number }), close: word("Enquiry %(n)s closed.", { n: number }) }[what], "good");
      this.desk.tell("queue");
    } catch (error) {
      say(told, error.message, "stop");
      text.focus();
    }
  }
}

const event = ({ at, actor_name: who, kind, text }) => el("li", { class: `said-${kind}` },
  el("b", { text: { answer: word("Answered"), note: word("Note for the office"), handed: word("Handed on"), closed: word("Closed") }[kind] ?? kind }),
  el("small", { text: ` ${who} · ${momentText(at)}` }), el("p", { class: "enquiry-text", text }));
