// The decision board: a new date shows at once, and the stock over time is drawn from the same API.

import { byId } from "../lib/dom.js";
import { drawFlow } from "../lib/flow.js";

const form = byId("as-of");
const field = byId("on");
document.documentElement.classList.add("has-js");
field.addEventListener("change", () => {
  if (field.value && field.checkValidity()) form.requestSubmit();
});
const panel = byId("flow");
if (panel && byId("parkmap-config")) drawFlow(panel, byId("flow-chart"));
