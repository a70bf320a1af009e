// A campaign: its burn-up is drawn from the figures in the page, its forms are sent.

import { drawBurnUp } from "../lib/burn_up.js";
import { byId } from "../lib/dom.js";
import { startForms } from "../lib/forms.js";
import { config } from "../map/config.js";

const aimed = document.getElementById(location.hash.slice(1));
if (aimed?.tagName === "DETAILS") aimed.open = true;
startForms();
if (config().burn_up) drawBurnUp(byId("burn-up-chart"), config().burn_up);
