// Forms that are sent as JSON: what was typed stays, what is wrong is said beside its field.

import { word } from "../map/config.js";
import { Attached } from "./attached.js";
import { Attempts } from "./attempts.js";
import { ask } from "./ask.js";
import { el, say } from "./dom.js";

/** What a form holds, by the names of its controls; `fields.x` goes into `fields`. */
export function bodyOf(form) {
  const body = {};
  for (const control of form.elements) {
    if (!control.name || control.disabled || control.type === "submit") continue;
    const [head, tail] = control.name.split(".");
    if (control.dataset.kind === "codes") {
      const codes = ((body[head] ??= {})[tail] ??= []);
      if (control.checked) codes.push(control.value);
      continue;
    }
    const value = valueOf(control);
    if (value === undefined) continue;
    if (tail) (body[head] ??= {})[tail] = value;
    else body[head] = value;
  }
  return body;
}

function valueOf(control) {
  if (control.type === "checkbox") return control.checked;
  const text = control.value.trim();
  switch (control.dataset.kind) {
    case "number": return text === "" ? null : Number.isFinite(Number(text)) ? Number(text) : text;
    case "list": return text.split(/[\s,，、;；]+/).filter(Boolean);
    case "flag": return { yes: true, no: false }[text] ?? null;
    case "version": return text === "" ? undefined : Number(text);
    default: return text;
  }
}

/** It waits for a colleague, and is not sent twice. */
function sent(form, sentence) {
  say(form.querySelector(".say"), sentence, "good");
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = true;
  form.addEventListener("input", () => {
    for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
  }, { once: true });
}

/** Send a form: `made` gives the body, `method` may be told by the event; `then` opens with what was saved. */
export function sendsJson(form, { url, method = "POST", then, made = () => bodyOf(form) }) {
  const attempts = new Attempts();
  // A page that was sent before its script ran would lose what was typed: the buttons wait for it.
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.classList.contains("is-sending")) return;
    clear(form);
    form.classList.add("is-sending");
    try {
      const body = made(event);
      const told = await ask(url, { method: typeof method === "function" ? method(event) : method, body, key: attempts.keyFor(body) });
      attempts.done();
      open(reached(then, told));
    } catch (error) {
      if (!error.offline) attempts.done();
      refused(form, error);
    } finally {
      form.classList.remove("is-sending");
    }
  });
}

/** Open an address; one that differs in its hash alone would not load the page anew. */
function open(address) {
  const to = new URL(address, location.href);
  const same = to.pathname === location.pathname && to.search === location.search;
  location.assign(to);
  if (same) location.reload();
}

function reached(then, told) {
  const [path, hash = ""] = then.replace("{id}", encodeURIComponent(told.id ?? told.ids?.[0] ?? "")).split("#");
  const mark = path.includes("?") ? "&" : "?";
  return `${path}${mark}saved=${told.seq ?? "kept"}${hash ? `#${hash}` : ""}`;
}

/** Take away what was said of the last attempt. */
export function clear(form) {
  say(form.querySelector(".say"), "");
  unmark(form);
}

/** Take the marks of wrong fields away. */
export function unmark(form) {
  for (const wrong of form.querySelectorAll(".is-wrong")) {
    wrong.classList.remove("is-wrong");
    wrong.querySelector(".wrong")?.remove();
    wrong.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  }
}

/** Say a refusal beside the field that it names, else in the form's own line. */
export function refused(form, error) {
  const problem = error.problem ?? {};
  if (error.waits) return sent(form, error.message);
  const asks = form.querySelector("[data-asks]");
  if (asks && problem.ask) asks.hidden = false;
  const sentence = error.status === 401 ? word("You are signed out. Sign in in another tab, then send again.") : error.message;
  const more = problem.case ? el("a", { href: `/cases/${encodeURIComponent(problem.case)}`, text: problem.case }) : "";
  if (!beside(form, problem.field, sentence, more)) say(form.querySelector(".say"), sentence, "stop");
  return undefined;
}

/** Say what is wrong beside a field, with where it leads, and go there; false where there is no such field. */
export function beside(form, field, sentence, more = "") {
  const place = field ? form.querySelector(`[data-field="${CSS.escape(field)}"]`) : null;
  if (!place) return false;
  place.querySelector(":scope > .wrong")?.remove();
  place.classList.add("is-wrong");
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  place.append(el("em", { class: "wrong", role: "alert" }, sentence, " ", more));
  const control = place.querySelector("input, select, textarea");
  control?.setAttribute("aria-invalid", "true");
  control?.focus();
  return true;
}

/** A field of a form that is made by a script, with its word above. */
export const labelledField = (name, text, control, more = "") => el("label", { class: `field${more}`, "data-field": name }, el("span", { text }), control);

/** Every form of the page that names where it goes: data-send, data-method, data-then. Papers may go along. */
export function startForms() {
  for (const form of document.querySelectorAll("form[data-send]")) {
    const attached = attachedTo(form);
    sendsJson(form, {
      url: form.dataset.send, method: form.dataset.method, then: form.dataset.then,
      made: () => (attached ? { ...bodyOf(form), papers: attached.hashes } : bodyOf(form)),
    });
  }
}

function attachedTo(form) {
  const box = form.querySelector("[data-papers]");
  if (!box) return null;
  const [button, input, list] = box.children;
  return new Attached({ button, input, list, drop: form }, { onChange: () => {}, tell: (sentence) => say(form.querySelector(".say"), sentence, "stop") });
}
