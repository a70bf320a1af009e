// Economic indicators: charts, forms, and a workbook in.

import { startComparing } from "../lib/comparing.js";
import { startForms } from "../lib/forms.js";
import { drawIndicators } from "../lib/indicator_chart.js";

const aimed = document.getElementById(location.hash.slice(1));
if (aimed?.tagName === "DETAILS") aimed.open = true;
startForms();
startComparing();
drawIndicators();
