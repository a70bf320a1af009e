// The whole ledger: filters in the address, a page at a time, each row opens to what it changed.

import { ask, withQuery } from "../lib/ask.js";
import { byId, el, say } from "../lib/dom.js";
import { keepPlace } from "../lib/language.js";
import { momentText } from "../lib/texts.js";
import { config, word } from "../map/config.js";
import { countText } from "../map/numbers.js";

const FIELDS = ["from", "to", "actor", "action", "park", "parcel", "q"];
const COLUMNS = 8;

const form = byId("ledger-filter");
let before = null;
let reading = new AbortController();

form.addEventListener("submit", (event) => { event.preventDefault(); write(); load(); });
form.addEventListener("change", (event) => { if (event.target.matches("select, [type=date]")) { write(); load(); } });
byId("ledger-clear").addEventListener("click", () => setTimeout(() => { write(); load(); }));
byId("ledger-more").addEventListener("click", () => load(before));
addEventListener("popstate", () => { read(); load(); });
keepPlace();
read();
load();

/** The filters, as the form has them. */
function wanted() {
  return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
}

function read() {
  const query = new URLSearchParams(location.search);
  for (const name of FIELDS) form.elements[name].value = query.get(name) ?? "";
}

function write() {
  const address = withQuery("/ledger", wanted());
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
}

/** The first page, or the next one. A question that was asked before is not waited for any more. */
async function load(from = null) {
  const asked = wanted();
  reading.abort();
  const { signal } = reading = new AbortController();
  byId("ledger-rows").setAttribute("aria-busy", "true");
  for (const kind of ["csv", "xlsx"]) byId(`ledger-${kind}`).href = withQuery(`/api/exports/ledger.${kind}`, asked);
  const slow = setTimeout(() => say(byId("ledger-say"), word("Loading…")), 300);
  try {
    const page = await ask(withQuery("/api/ledger", { ...asked, before: from, lang: config().lang }), { signal });
    if (from === null) byId("ledger-rows").replaceChildren();
    byId("ledger-rows").append(...page.entries.map(row));
    before = page.before;
    byId("ledger-more").hidden = before === null;
    const none = from === null && !page.entries.length;
    say(byId("ledger-say"), none ? word("No entry matches. Take a filter away, or choose other days.") : "");
  } catch (error) {
    if (!signal.aborted) say(byId("ledger-say"), error.message, "stop");
  }
  clearTimeout(slow);
  if (!signal.aborted) byId("ledger-rows").removeAttribute("aria-busy");
}

function row(line) {
  const toggle = el("button", { type: "button", class: "quiet ledger-open", "aria-expanded": "false", "aria-label": word("%(n)s changes of entry #%(seq)s", { n: countText(line.deltas), seq: countText(line.seq) }), text: countText(line.deltas) });
  const parts = line.subjects.map(({ kind, id }) => kind === "parcel" ? el("a", { href: `/parcels/${encodeURIComponent(id)}`, text: id }) : el("span", { text: id }));
  if (line.more !== 0) parts.push(el("span", { class: "hint", text: line.more ? word("and %(n)s more", { n: countText(line.more) }) : "…" }));
  const made = el("tr", { class: line.undone_by ? "is-undone" : "", "data-seq": line.seq },
    el("td", { class: "num", text: countText(line.seq) }), el("td", { text: momentText(line.recorded_at) }), el("td", { text: line.effective_on }),
    el("td", { text: line.actor_name }), el("td", { text: actionText(line) }),
    el("td", { class: "ledger-about" }, ...parts.flatMap((part, at) => at ? [" ", part] : [part])), el("td", { class: "ledger-why", text: line.reason }), el("td", {}, line.deltas ? toggle : null));
  toggle.addEventListener("click", () => open(made, line, toggle));
  return made;
}

function actionText(line) {
  if (line.undoes) return `${line.action_name} #${countText(line.undoes)}`;
  if (line.restores) return `${line.action_name} #${countText(line.restores)}`;
  return line.undone_by ? word("%(what)s, undone by #%(seq)s", { what: line.action_name, seq: countText(line.undone_by) }) : line.action_name;
}

/** The changes of an entry under its row; a second press closes them. */
async function open(made, line, toggle) {
  const next = made.nextElementSibling;
  if (next?.classList.contains("ledger-deltas")) {
    next.remove();
    toggle.setAttribute("aria-expanded", "false");
    return;
  }
  const cell = el("td", { colspan: String(COLUMNS) }, el("p", { class: "hint", text: word("Loading…") }));
  made.after(el("tr", { class: "ledger-deltas" }, cell));
  toggle.setAttribute("aria-expanded", "true");
  try {
    const { deltas, count } = await ask(withQuery(`/api/ledger/${line.seq}`, { lang: config().lang }));
    const more = count - deltas.length;
    cell.replaceChildren(el("ul", {}, ...deltas.map(({ id, sentence, effective_on }) => el("li", {},
      el("b", { text: id }), el("span", { text: sentence }), el("time", { text: effective_on })))),
    ...(more > 0 ? [el("p", { class: "hint", text: word("and %(n)s more", { n: countText(more) }) })] : []),
    undoForm(line));
  } catch (error) {
    cell.replaceChildren(el("p", { class: "say say-stop", text: error.message }));
  }
}

/** Undo from here, with a reason; who may not undo sees none. */
function undoForm(line) {
  if (!document.querySelector(".ledger-table").dataset.undo || line.undone_by || line.undoes) return "";
  const reason = el("input", { type: "text", maxlength: "500", "aria-label": word("Reason"), placeholder: word("Reason") });
  const told = el("p", { class: "say", role: "alert", hidden: true });
  const made = el("form", { class: "ledger-undo" }, reason, el("button", { type: "submit", class: "button-2", text: word("Undo (#%(seq)s)", { seq: countText(line.seq) }) }), told);
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!reason.value.trim()) return reason.focus();
    try {
      await ask(`/api/entries/${line.seq}/undo`, { method: "POST", body: { reason: reason.value.trim() } });
      load();
    } catch (error) {
      say(told, error.message, error.waits ? "good" : "stop");
      if (error.waits) made.querySelector("button").disabled = true; // it waits; once is enough
    }
    return undefined;
  });
  return made;
}
