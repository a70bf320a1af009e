// The second step: what the file is, where it lands, from which day it holds.

import { el } from "../lib/dom.js";
import { config, word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { verdicts } from "./differences.js";
import { findingLine } from "./findings.js";
import { labelled } from "./upload.js";

/** Fill the body of the step. */
export function showPlace(wizard) {
  const { view } = wizard.work;
  const set = config().import;
  const facts = [
    [word("File"), view.source],
    [word("Format"), set.formats[view.format] ?? "–"],
    [word("Rows"), countText(rowsOf(view))],
    [word("Coordinate system"), view.epsg ? systemName(view.epsg) : "–"],
  ];
  const list = el("dl", { class: "measures" }, ...facts.map(([name, text]) =>
    el("div", {}, el("dt", { text: name }), el("dd", { text }))));
  const whole = view.findings.filter(({ row }) => row === null);
  return [
    el("h2", { text: word("What it is, and where it lands") }),
    list,
    whole.length ? el("ul", { class: "imp-findings" }, ...whole.map((one) => findingLine(wizard, one))) : null,
    el("p", { class: "imp-tabs" }, ...Object.entries(verdicts()).filter(([one]) => view.counts[one]).map(([one, [name]]) =>
      el("a", { class: `verdict verdict-${one}`, href: "#differences", text: `${name} ${countText(view.counts[one])}` }))),
    view.box ? el("button", { type: "button", class: "button-2 imp-show", text: word("Show where it lands"), onclick: () => wizard.overlay.go(view.box) }) : null,
    wizard.work.open ? again(wizard) : null,
  ].filter(Boolean);
}

/** What a refused file waits for: one of its layers, or its coordinate system. */
export function askedAgain(wizard) {
  const { asks, choices } = wizard.work.view;
  const said = el("p", { class: "imp-wrong", id: "ask-say", role: "alert", hidden: true });
  const read = (body) => wizard.redo("read", body, "ask-say");
  if (asks === "layer") {
    const buttons = choices.map((layer) => el("button", { type: "button", class: "button-2", text: layer, onclick: () => read({ layer }) }));
    return [el("h3", { text: word("Which layer or sheet holds the boundaries?") }), el("p", { class: "imp-choices" }, ...buttons), said];
  }
  const [field, value] = systemField(wizard.work.view);
  const form = el("form", { class: "imp-form", novalidate: true }, field, said, el("button", { class: "button", type: "submit", text: word("Read again so") }));
  form.addEventListener("submit", (event) => { event.preventDefault(); read({ crs: value() }); });
  return [form];
}

/** The choice of a coordinate system: what to show, and its value. */
function systemField(view) {
  const { systems } = config().import;
  const crs = el("select", { id: "crs" },
    el("option", { value: "", text: word("As the file has it") }),
    ...systems.map(({ epsg }) => el("option", { value: `EPSG:${epsg}`, text: systemName(epsg) })),
    el("option", { value: "other", text: word("Another, by its EPSG number") }));
  const known = systems.some(({ epsg }) => epsg === view.asked_epsg);
  crs.value = view.asked_epsg === null ? "" : known ? `EPSG:${view.asked_epsg}` : "other";
  const other = el("input", { id: "crs-other", placeholder: "EPSG:4547", "aria-label": word("EPSG number"), value: view.asked_epsg && !known ? `EPSG:${view.asked_epsg}` : "" });
  other.hidden = crs.value !== "other";
  crs.addEventListener("change", () => {
    other.hidden = crs.value !== "other";
    if (!other.hidden) other.focus();
  });
  return [el("div", {}, labelled(word("Coordinate system"), crs), other), () => (crs.value === "other" ? other.value : crs.value)];
}

/** What can be read otherwise. */
function again(wizard) {
  const { view } = wizard.work;
  const { statuses, today } = config().import;
  const [system, systemValue] = systemField(view);
  const on = el("input", { type: "date", id: "on", value: view.on, max: today, required: true });
  const status = el("select", { id: "status" }, ...statuses.map(([code, text]) => el("option", { value: code, text })));
  status.value = view.status;
  const scope = el("select", { id: "scope" },
    el("option", { value: "near", text: word("Inside the reach of the file") }),
    el("option", { value: "all", text: word("In the whole zone") }));
  scope.value = view.scope;
  const layer = el("input", { id: "layer", value: view.layer ?? "", autocomplete: "off" });
  const kind = el("select", { id: "kind" }, el("option", { value: "parcel", text: word("Parcels") }), el("option", { value: "park", text: word("Parks") }));
  kind.value = view.kind;
  const form = el("form", { class: "imp-form", novalidate: true },
    el("h3", { text: word("If that is wrong, read it otherwise") }),
    system,
    labelled(word("Layer or sheet"), layer, word("Only where the file has several")),
    labelled(word("The rows are"), kind),
    labelled(word("Effective date"), on, word("From which the rows hold that name no day themselves")),
    labelled(word("Status of new parcels"), status, word("Where the file names none")),
    labelled(word("Parcels that the file lacks count as gone"), scope),
    el("p", { class: "imp-wrong", id: "place-say", role: "alert", hidden: true }),
    el("button", { class: "button-2", type: "submit", text: word("Read again so") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    wizard.redo("read", {
      crs: systemValue(), layer: layer.value, kind: kind.value,
      on: on.value, status: status.value, scope: scope.value,
    }, "place-say");
  });
  return form;
}

/** How many rows the file has. */
export function rowsOf({ counts }) {
  return ["new", "changed", "unchanged", "matched", "held", "bad"].reduce((sum, name) => sum + (counts[name] ?? 0), 0);
}

/** "CGCS2000 zone 38 (EPSG:4547)" */
function systemName(epsg) {
  const known = config().import.systems.find((one) => one.epsg === epsg);
  if (!known?.zone) return epsg === 4490 ? "CGCS2000 (EPSG:4490)" : epsg === 4326 ? "WGS 84 (EPSG:4326)" : `EPSG:${epsg}`;
  const text = known.prefix ? word("CGCS2000, 3-degree zone %(n)s, zone number before the easting", { n: known.zone }) : word("CGCS2000, 3-degree zone %(n)s", { n: known.zone });
  return `${text} (EPSG:${epsg})`;
}
