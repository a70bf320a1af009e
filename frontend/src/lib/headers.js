// The form in use of a register: which columns, in which order, under which headers and title.

import { sendsJson } from "./forms.js";

/** Wire every form of headers: rows move up and down, a column without its tick is left out. */
export function startHeaders() {
  for (const form of document.querySelectorAll("form[data-headers]")) {
    form.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-move]");
      if (button) move(button);
    });
    sendsJson(form, {
      url: form.dataset.headers, method: "PUT", then: form.dataset.then,
      made: (event) => (event.submitter?.name === "reset" ? { columns: {}, title_lines: [] } : formOf(form)),
    });
  }
}

/** The row changes places with its neighbour; the key that did it stays under the finger. */
function move(button) {
  const row = button.closest("li");
  const up = button.dataset.move === "-1";
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (up) other.before(row);
  else other.after(row);
  button.focus();
  row.scrollIntoView({ block: "nearest" });
}

function formOf(form) {
  const rows = [...form.querySelectorAll(".form-columns > li")].filter((row) => row.querySelector("input[type=checkbox]").checked);
  const columns = Object.fromEntries(rows.map((row) => row.querySelector("input[type=text]")).map((input) => [input.name, input.value.trim()]));
  return { columns, order: Object.keys(columns), title_lines: form.elements.title_lines.value.split("\n") };
}
