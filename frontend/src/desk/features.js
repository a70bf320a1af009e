// What the desk can do, a module each: (desk) => void. A feature adds its tabs, tools and keys, and
// listens to the desk; none imports another.

import { boundary } from "./boundary.js";
import { box } from "./box.js";
import { enquiry } from "./enquiry.js";
import { facts, offer } from "./facts.js";
import { history } from "./history.js";
import { imports } from "./imports.js";
import { keyList } from "./key_list.js";
import { lasso } from "./lasso.js";
import { merge } from "./merge.js";
import { nearby } from "./nearby.js";
import { neighbours } from "./neighbours.js";
import { panels } from "./panels.js";
import { papers } from "./papers.js";
import { print } from "./print.js";
import { redraw } from "./redraw.js";
import { split } from "./split.js";
import { table } from "./table.js";
import { ties } from "./ties.js";
import { trim } from "./trim.js";
import { queue } from "./queue.js";
import { review } from "./review.js";

export const FEATURES = [
  panels,
  queue,
  review,
  enquiry,
  box,
  lasso,
  neighbours,
  split,
  merge,
  trim,
  redraw,
  facts,
  offer,
  boundary,
  imports,
  history,
  nearby,
  table,
  papers,
  print,
  ties,
  keyList,
];
