// Chains: the tree of the page as a picture. The tables stand without it.

import { drawTree } from "../lib/chain_graph.js";
import { byId } from "../lib/dom.js";
import { config } from "../map/config.js";

const panel = byId("picture");
const tree = panel && byId("parkmap-config") ? config().graph : null;
if (tree?.children?.length) {
  panel.hidden = false;
  drawTree(byId("picture-chart"), tree).catch(() => {
    panel.hidden = true; // the tables have the figures
  });
}
