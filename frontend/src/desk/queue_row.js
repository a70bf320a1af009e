// The open row of the queue: what it was judged by, the rule with its source, put off, give away.

import { byId, el } from "../lib/dom.js";
import { clear, labelledField, refused } from "../lib/forms.js";
import { word } from "../map/config.js";
import { colleagues, post } from "./queue_acts.js";

const WEEK_MS = 7 * 86400000;

/** The details below a row. */
export function rowBody(row, { desk, reload, yes }) {
  const acts = el("p", { class: "todo-acts" },
    row.confirms ? el("button", { type: "button", class: "button-2", text: word("Still so (Y)"), onclick: yes }) : null,
    row.snoozed
      ? el("button", { type: "button", class: "button-2", text: word("Bring back"), onclick: () => send(desk, reload, row, "snooze", { until: byId("effective").max, reason: word("Brought back") }) })
      : el("button", { type: "button", class: "button-2", text: word("Put off"), "aria-expanded": "false", onclick: (event) => toggle(event.currentTarget, later) }),
    el("button", { type: "button", class: "button-2", text: word("Give to"), "aria-expanded": "false", onclick: (event) => toggle(event.currentTarget, give) }));
  const later = laterForm(row, desk, reload);
  const give = giveForm(row, desk, reload);
  return el("div", { class: "todo-body" }, inputs(row), rule(row), put(row), acts, later, give);
}

function toggle(button, form) {
  form.hidden = !form.hidden;
  button.setAttribute("aria-expanded", String(!form.hidden));
  if (!form.hidden) form.querySelector("input, select").focus();
}

const inputs = (row) => row.inputs.length
  ? el("dl", { class: "todo-inputs" }, ...row.inputs.map(({ label, value }) => el("div", {}, el("dt", { text: label }), el("dd", { class: value === null ? "is-missing" : "", text: value ?? word("not recorded") }))))
  : null;

function rule({ rule: said, source }) {
  if (!said && source === null) return null;
  const from = source ?? word("Thresholds are defaults of the program; no document is named ([queue] in parkmap.toml).");
  return el("p", { class: "todo-rule" }, said ? el("span", { text: `${word("Measures for idle land")} ${said.article}${word(": ")}${said.says}` }) : null, el("small", { text: `${word("Thresholds")}${word(": ")}${from}` }));
}

const put = ({ snoozed }) => snoozed
  ? el("p", { class: "hint", text: word("Put off until %(day)s by %(who)s: %(why)s", { day: snoozed.until, who: snoozed.by, why: snoozed.reason }) })
  : null;

function laterForm(row, desk, reload) {
  const today = byId("effective").max;
  const next = new Date(Date.parse(`${today}T00:00:00Z`) + WEEK_MS).toISOString().slice(0, 10);
  const until = el("input", { type: "date", value: next, min: today, required: true });
  const reason = el("input", { type: "text", maxlength: "500", required: true });
  return el("form", { class: "todo-form", novalidate: true, hidden: true, onsubmit: (event) => {
    event.preventDefault();
    send(desk, reload, row, "snooze", { until: until.value, reason: reason.value }, event.target);
  } }, labelledField("until", word("Until"), until), labelledField("reason", word("Why"), reason), sayLine(), el("button", { type: "submit", class: "button", text: word("Put off") }));
}

function giveForm(row, desk, reload) {
  const who = el("select", {}, el("option", { value: "", text: word("nobody") }));
  const form = el("form", { class: "todo-form", novalidate: true, hidden: true, onsubmit: (event) => {
    event.preventDefault();
    send(desk, reload, row, "assign", { assignee: who.value }, event.target);
  } }, labelledField("assignee", word("Colleague"), who), sayLine(), el("button", { type: "submit", class: "button", text: word("Give") }));
  colleagues().then((people) => {
    who.append(...people.map(({ id, name, me }) => el("option", { value: id, text: me ? word("%(name)s (me)", { name }) : name })));
    who.value = row.assigned?.id ?? "";
  }, (error) => refused(form, error));
  return form;
}

const sayLine = () => el("p", { class: "say", role: "alert", hidden: true });

/** A refusal is told in the form that was sent, beside its field; without a form on the desk's line. */
async function send(desk, reload, row, what, body, form = null) {
  if (form) clear(form);
  try {
    await post(row, what, body);
    await reload();
  } catch (error) {
    if (form) refused(form, error);
    else desk.say(error.message, "stop");
  }
}
