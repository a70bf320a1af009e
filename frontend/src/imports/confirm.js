// The last step: what would be written, from which day, why; then the receipt.

import { el } from "../lib/dom.js";
import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { labelled } from "./upload.js";

/** Fill the body of the step. */
export function showConfirm(wizard) {
  const { work } = wizard;
  const { view, choices } = work;
  if (view.state === "confirmed") return receipt(view);
  if (view.state === "proposed") return proposed(wizard);
  const reason = el("input", { id: "reason", maxlength: 500, value: choices.reason, required: true, autocomplete: "off" });
  reason.addEventListener("input", () => {
    choices.reason = reason.value;
    work.saving();
  });
  const form = el("form", { class: "imp-form", novalidate: true },
    el("h2", { text: word("Into the record, as one entry") }),
    sentBack(view),
    el("ul", { class: "imp-sum" }, ...sums(view, choices).map((text) => el("li", { text }))),
    el("p", { class: "hint", text: word("Holds from %(day)s; another day is chosen in step 2.", { day: view.on }) }),
    labelled(word("Reason"), reason, word("Goes into the ledger: who surveyed, under which number")),
    el("p", { class: "imp-wrong", id: "confirm-say", role: "alert", hidden: true }),
    el("button", { class: "button", id: "confirm", type: "submit", text: word("Take it in") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!reason.value.trim()) {
      reason.classList.add("is-wrong");
      reason.focus();
      return wizard.wrong("confirm-say", word("Write the reason: it goes into the ledger with the import."));
    }
    return wizard.confirm();
  });
  return [form];
}

/** What a colleague said when he sent it back. */
function sentBack({ proposal }) {
  if (!proposal?.word) return null;
  return el("p", { class: "say say-stop", text: word("Sent back by %(who)s: %(word)s", { who: proposal.reviewer_name, word: proposal.word }) });
}

/** It waits for a colleague: what it would do, and what whoever reads this may decide. */
function proposed(wizard) {
  const { view, choices } = wizard.work;
  const { id, actor_name: who, reason, may } = view.proposal;
  const remark = el("input", { id: "review-word", maxlength: 500, autocomplete: "off" });
  const button = (text, run, main) => el("button", { type: "button", class: main ? "button" : "button-2", text, onclick: run });
  const decide = (what, body = {}) => wizard.decide(what, body, "confirm-say");
  const acts = may.review ? [
    el("p", { class: "imp-acts" }, button(word("Accept"), () => decide("accept"), true)),
    labelled(word("A word to go with it"), remark),
    el("p", { class: "imp-acts" }, button(word("Send back"), () => (remark.value.trim() ? decide("return", { word: remark.value }) : remark.focus()))),
  ] : may.own ? [el("p", { class: "imp-acts" }, button(word("Drop the proposal"), () => decide("drop")))] : [];
  return [
    el("h2", { text: word("Proposal %(id)s", { id }) }),
    el("p", { text: word("%(who)s asks to take it in, as one entry. It waits for a colleague; nothing of it is in the record.", { who }) }),
    el("ul", { class: "imp-sum" }, ...sums(view, choices).map((text) => el("li", { text }))),
    el("p", { class: "hint", text: `${reason} · ${word("Holds from %(day)s; another day is chosen in step 2.", { day: view.on })}` }),
    el("p", { class: "hint" }, el("a", { href: "#differences", text: word("Look at the differences, row by row and on the map") })),
    ...acts,
    el("p", { class: "imp-wrong", id: "confirm-say", role: "alert", hidden: true }),
  ];
}

/** What would be written, as far as the choices tell. */
function sums({ counts, gone }, choices) {
  const { take, leave, ids, retire } = choices;
  const own = (set) => [...set].filter((key) => key.includes(":")).length;
  const said = [];
  const all = counts.taken ?? 0;
  if (leave.has("new") || leave.has("changed")) said.push(word("Some kinds of rows are left out as a whole."));
  else said.push(word("%(n)s rows are taken as they are", { n: countText(all) }));
  if (own(leave)) said.push(word("%(n)s rows are left out one by one", { n: countText(own(leave)) }));
  if (own(take)) said.push(word("%(n)s rows are taken that would have waited", { n: countText(own(take)) }));
  if (take.has("matched")) said.push(word("%(n)s recognised rows are confirmed", { n: countText(counts.matched ?? 0) }));
  if (take.has("overlapping")) said.push(word("Rows that overlap are taken too"));
  const waiting = (counts.held ?? 0) + (take.has("matched") ? 0 : counts.matched ?? 0);
  if (waiting) said.push(word("%(n)s rows wait for an id or a yes; what is not chosen stays out", { n: countText(waiting) }));
  if (ids.size) said.push(word("%(n)s rows get an id by hand", { n: countText(ids.size) }));
  const n = retire === true ? gone.length : retire.size;
  if (n) said.push(word("%(n)s parcels are retired", { n: countText(n) }));
  if (counts.bad) said.push(word("%(n)s rows cannot be taken", { n: countText(counts.bad) }));
  return said;
}

function receipt({ seq, taken }) {
  const did = taken ?? { new: 0, changed: 0, retired: 0, left: 0, ids: [] };
  const rows = [
    [word("New"), did.new], [word("Changed"), did.changed], [word("Retired"), did.retired], [word("Left out"), did.left],
  ];
  return [
    el("h2", { text: word("Taken in as entry #%(seq)s", { seq: countText(seq) }) }),
    el("dl", { class: "measures", id: "receipt" }, ...rows.map(([name, n]) => el("div", {}, el("dt", { text: name }), el("dd", { text: countText(n) })))),
    el("p", { class: "imp-acts" },
      el("a", { class: "button", id: "to-desk", href: `/desk?ids=${did.ids.map(encodeURIComponent).join(",")}`, text: word("To the desk, with these parcels selected") }),
      el("a", { class: "button-2", href: "/imports", text: word("Another file") })),
    did.ids.length < did.new + did.changed ? el("p", { class: "hint", text: word("The first %(n)s are selected; the entry has all of them.", { n: did.ids.length }) }) : null,
  ];
}
