// The decision board: a new day shows at once, and the charts are drawn from the same figures.

import { byId } from "../lib/dom.js";
import { drawFlow } from "../lib/flow.js";

const form = byId("as-of");
const since = byId("since");
document.documentElement.classList.add("has-js");
for (const field of [byId("on"), since]) {
  field?.addEventListener("change", () => {
    if (!field.value || !field.checkValidity()) return;
    // A period that would end before it begins starts with the year of its end.
    if (since && since.value > byId("on").value) since.value = `${byId("on").value.slice(0, 4)}-01-01`;
    form.requestSubmit();
  });
}
addEventListener("beforeprint", () => {
  for (const table of document.querySelectorAll("details.months")) table.open = true;
});
const panel = byId("flow");
if (panel && byId("parkmap-config")) drawFlow(panel, byId("flow-chart"), byId("months-chart"));
