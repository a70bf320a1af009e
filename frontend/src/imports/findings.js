// The fourth step: what is wrong, how badly, where, and what to do; a click shows the place.

import { el } from "../lib/dom.js";
import { listed } from "../lib/texts.js";
import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";

const PAGE = 100;
const SEVERITIES = ["error", "warning", "info"];
const names = () => ({ error: word("Error"), warning: word("Warning"), info: word("Remark") });

/** Fill the body of the step. */
export function showFindings(wizard) {
  const { view } = wizard.work;
  const told = SEVERITIES.filter((one) => view.told[one]);
  if (!told.length) {
    return [el("h2", { text: word("Findings") }), el("p", { class: "empty", text: word("Nothing was found. Every row can be taken.") })];
  }
  const list = el("ul", { class: "imp-findings", id: "findings" });
  const more = el("button", { type: "button", class: "button-2", text: word("Show more"), hidden: true });
  const tabs = el("div", { class: "imp-tabs", role: "group", "aria-label": word("Severity") }, ...told.map((severity) => el("button", {
    type: "button", class: `sev sev-${severity}`, "data-severity": severity,
    text: `${names()[severity]} ${countText(view.told[severity])}`, onclick: () => fill(severity),
  })));
  const fill = (severity) => {
    for (const tab of tabs.children) tab.setAttribute("aria-pressed", String(tab.dataset.severity === severity));
    list.replaceChildren(...view.findings.filter((one) => one.severity === severity).map((one) => findingLine(wizard, one)));
    return load(severity, "");
  };
  const load = async (severity, after) => {
    more.hidden = true;
    list.setAttribute("aria-busy", "true");
    try {
      const page = await wizard.work.rows({ severity, after, limit: PAGE });
      for (const { id, properties } of page.features) {
        for (const one of properties.findings) if (one.severity === severity) list.append(findingLine(wizard, one, id));
      }
      more.hidden = !page.next;
      more.onclick = () => load(severity, page.next);
    } catch (error) {
      list.append(el("li", { class: "imp-wrong", text: word("The list could not be loaded: %(why)s", { why: error.message }) }));
    }
    list.removeAttribute("aria-busy");
  };
  fill(told[0]);
  return [el("h2", { text: word("Findings") }), el("p", { class: "hint", text: word("Errors keep a row out; warnings ask for a look; remarks tell. A click shows the place.") }), tabs, list, more];
}

/** One finding: severity, who, sentence, remedy; a button where it has a place. */
export function findingLine(wizard, one, key = null) {
  const who = one.parcels.length ? listed(one.parcels) : one.row === null ? word("The file") : word("Row %(n)s", { n: one.row });
  const place = one.place ? ` · ${one.place[0].toFixed(7)}, ${one.place[1].toFixed(7)}` : "";
  const said = [
    el("span", { class: `sev sev-${one.severity}`, text: names()[one.severity] }),
    el("b", { text: who }),
    el("span", { class: "imp-sentence", text: one.sentence }),
    // What a command line would do about it does not help here.
    one.remedy && !one.remedy.includes("--") ? el("span", { class: "hint", text: one.remedy + place }) : null,
  ];
  if (!one.place) return el("li", {}, el("div", { class: "imp-finding" }, ...said));
  return el("li", {}, el("button", { type: "button", class: "imp-finding", onclick: () => {
    wizard.overlay.focus(key ?? `parcel:${one.row}`, { zoom: false });
    wizard.overlay.mark(one.place);
  } }, ...said));
}
