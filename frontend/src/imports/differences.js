// The fifth step: what each row would do, coloured; taken or left one by one or all at once.

import { el } from "../lib/dom.js";
import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { rowLine } from "./row_line.js";

const PAGE = 100;
const TABS = ["new", "changed", "matched", "held", "gone", "bad", "unchanged"];

/** What verdicts are called, and what each means. */
export const verdicts = () => ({
  new: [word("New"), word("Not in the record yet")],
  changed: [word("Changed"), word("In the record, with other values or another boundary")],
  matched: [word("Recognised"), word("No id, but the outline of a parcel of the record; say whether it is that one")],
  held: [word("Waiting for an id"), word("No id, or one that several rows share; give one, or name the column of ids in step 3")],
  gone: [word("Gone"), word("In the record, not in the file; retired only if you choose so")],
  bad: [word("Cannot be taken"), word("See the findings; the others are taken without it")],
  unchanged: [word("Unchanged"), word("As in the record; nothing to do")],
});

/** Fill the body of the step. */
export function showDifferences(wizard) {
  const { view } = wizard.work;
  const there = TABS.filter((one) => view.counts[one]);
  const bulk = el("div", { class: "imp-bulk" });
  const list = el("ul", { class: "imp-rows", id: "rows" });
  const hint = el("p", { class: "hint" });
  const more = el("button", { type: "button", class: "button-2", text: word("Show more"), hidden: true });
  const tabs = el("div", { class: "imp-tabs", role: "group", "aria-label": word("Differences") }, ...there.map((verdict) => el("button", {
    type: "button", class: `verdict verdict-${verdict}`, "data-verdict": verdict,
    text: `${verdicts()[verdict][0]} ${countText(view.counts[verdict])}`, onclick: () => fill(verdict),
  })));
  const fill = (verdict) => {
    for (const tab of tabs.children) tab.setAttribute("aria-pressed", String(tab.dataset.verdict === verdict));
    hint.textContent = verdicts()[verdict][1];
    bulk.replaceChildren(...bulkOf(wizard, verdict, () => fill(verdict)));
    list.replaceChildren();
    wizard.verdict = verdict;
    wizard.overlay.only(verdict === "unchanged" ? null : [verdict]);
    return load(verdict, "");
  };
  const load = async (verdict, after) => {
    more.hidden = true;
    try {
      const page = await wizard.work.rows({ verdict, after, limit: PAGE });
      if (wizard.verdict !== verdict) return;
      list.append(...page.features.map((row) => rowLine(wizard, row)));
      more.hidden = !page.next;
      more.onclick = () => load(verdict, page.next);
    } catch (error) {
      list.append(el("li", { class: "imp-wrong", text: word("The list could not be loaded: %(why)s", { why: error.message }) }));
    }
  };
  if (there.length) fill(there.includes(wizard.verdict) ? wizard.verdict : there[0]);
  return [el("h2", { text: word("Differences from the record") }), tabs, hint, bulk, list, more];
}

function bulkOf(wizard, verdict, again) {
  const { work } = wizard;
  if (!work.open) return [];
  const all = (wanted) => async () => {
    const { choices } = work;
    const own = [...choices.take, ...choices.leave].filter((key) => key.includes(":"));
    work.chooseAll(verdict, await ofVerdict(work, verdict, own), wanted);
    again();
  };
  const button = (text, onclick) => el("button", { type: "button", class: "button-2", text, onclick });
  if (verdict === "new" || verdict === "changed") return [button(word("Take all"), all(true)), button(word("Leave all out"), all(false)), ...overlapping(work, again)];
  if (verdict === "matched") return [button(word("Confirm all"), all(true)), button(word("Leave all out"), all(false))];
  if (verdict !== "gone") return [];
  const retire = (value) => () => {
    work.choices.retire = value;
    work.chose();
    again();
  };
  return [button(word("Retire all"), retire(true)), button(word("Keep all in the record"), retire(new Set()))];
}

/** Rows kept out only because they overlap, all at once. */
function overlapping(work, again) {
  const { take } = work.choices;
  const box = el("input", { type: "checkbox", id: "overlapping" });
  box.checked = take.has("overlapping");
  box.addEventListener("change", () => {
    if (box.checked) take.add("overlapping");
    else take.delete("overlapping");
    work.chose();
    again();
  });
  return [el("label", { class: "imp-check" }, box, word("Take rows that overlap too"))];
}

/** Which of these rows have the verdict: what was chosen one by one is forgotten only for them. */
async function ofVerdict(work, verdict, keys) {
  const wanted = new Set(keys);
  const found = [];
  let after = "";
  while (wanted.size) {
    const page = await work.rows({ verdict, after, limit: 1000 });
    for (const { id } of page.features) if (wanted.delete(id)) found.push(id);
    if (!page.next) break;
    after = page.next;
  }
  return found;
}
