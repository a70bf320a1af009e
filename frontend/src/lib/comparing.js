// A workbook beside the record: its differences cell by cell, chosen row by row, sent as one entry.

import { word } from "../map/config.js";
import { ask } from "./ask.js";
import { byId, el, say } from "./dom.js";
import { bodyOf, clear, refused, sendsJson } from "./forms.js";
import { listed } from "./texts.js";

const PATIENCE_MS = 120000; // a workbook of a whole zone takes its time
const SHOWN = 5;
let lines = [];

/** Wire the form that takes a file and the one that confirms. */
export function startComparing() {
  const compare = byId("compare");
  const confirm = byId("confirm");
  if (!compare || !confirm) return;
  compare.addEventListener("submit", (event) => {
    event.preventDefault();
    look(compare, confirm);
  });
  byId("every").addEventListener("change", ({ target }) => {
    for (const box of boxes(confirm)) box.checked = target.checked;
  });
  sendsJson(confirm, { url: confirm.dataset.rows, then: confirm.dataset.then, made: () => chosen(confirm) });
}

const boxes = (form) => [...form.querySelectorAll("tbody input[type=checkbox]")];

async function look(compare, confirm) {
  clear(compare);
  const line = compare.querySelector(".say");
  say(line, word("Reading the file…"));
  try {
    const told = await send(compare);
    show(told, confirm);
    const n = lines.filter((one) => one.cells.length && !one.fault).length;
    say(line, word("%(n)s rows differ, %(same)s are the same.", { n, same: told.equal })
      + (faults() ? ` ${word("%(n)s cells do not fit and stay as they are in the record: %(which)s", { n: faults(), which: faultNames() })}` : "")
      + (told.ignored.length ? ` ${word("Columns left out: %(names)s", { names: listed(told.ignored) })}` : ""));
    confirm.hidden = lines.length === 0;
  } catch (error) {
    confirm.hidden = true;
    say(line, "");
    refused(compare, error);
  }
}

const faulty = () => lines.flatMap(({ id, name, cells }) => cells.filter((cell) => cell.fault).map((cell) => `${id || name} ${cell.header}`));
const faults = () => faulty().length;
const faultNames = () => listed(faulty().slice(0, SHOWN)) + (faults() > SHOWN ? "…" : "");

const send = (form) => ask(form.dataset.compare, { method: "POST", body: new FormData(form), patience: PATIENCE_MS });

function show(told, confirm) {
  lines = told.lines;
  confirm.querySelector("tbody").replaceChildren(...lines.map(row));
}

function row(one, index) {
  const good = one.cells.filter((cell) => !cell.fault);
  const box = el("input", { type: "checkbox", value: index, checked: good.length > 0, disabled: good.length === 0, "aria-label": word("Take row %(line)s", { line: one.line }) });
  return el("tr", { class: one.fault ? "row-fault" : "" },
    el("td", {}, box),
    el("td", { text: one.line }),
    el("td", {}, el("b", { text: one.id || one.name }), el("small", { text: one.id ? one.name : "" })),
    el("td", {}, ...(one.fault ? [el("em", { class: "wrong", text: one.fault })] : one.cells.map(difference))),
  );
}

function difference(cell) {
  return el("p", { class: "cell" },
    el("span", { class: "cell-name", text: cell.header }),
    el("del", { text: cell.old || word("(empty)") }), " → ",
    el("ins", { text: cell.fault ? String(cell.value ?? "") : cell.new || word("(empty)") }),
    cell.fault ? el("em", { class: "wrong", text: cell.fault }) : null,
  );
}

function chosen(form) {
  const rows = boxes(form).filter((box) => box.checked).map((box) => lines[Number(box.value)]);
  const { effective_on, reason } = bodyOf(form);
  return {
    effective_on,
    reason,
    year: form.dataset.year ? Number(form.dataset.year) : undefined,
    rows: rows.map((one) => ({
      id: one.id,
      version: one.version,
      fields: Object.fromEntries(one.cells.filter((cell) => !cell.fault).map((cell) => [cell.field, cell.value])),
    })),
  };
}
