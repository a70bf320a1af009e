// The sums of projects: charts drawn from the tables below them.

import { drawTables } from "../lib/table_chart.js";

drawTables();
