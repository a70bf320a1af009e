// Registers, cases, matters: forms, a workbook in, the headers of the form in use.

import { startComparing } from "../lib/comparing.js";
import { startHeaders } from "../lib/headers.js";
import { sendsJson, startForms } from "../lib/forms.js";

const aimed = document.getElementById(location.hash.slice(1));
if (aimed?.tagName === "DETAILS") aimed.open = true;
startForms();
startComparing();

startHeaders();

for (const form of document.querySelectorAll("form[data-letter]")) {
  const way = (event) => (event.submitter?.name === "neutral" ? "DELETE" : "PUT");
  sendsJson(form, {
    url: form.dataset.letter, method: way, then: `${location.pathname}#templates`,
    made: (event) => (way(event) === "PUT" ? new FormData(form) : undefined),
  });
}
