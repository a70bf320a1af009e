// The tree of chains as a picture: root, branches, leaves from left to right; a leaf's shape is its level.
// Shape and word tell the level, colour only repeats it. The tables of the page say the same.

import { listed } from "./texts.js";

const SYMBOLS = { producing: "circle", under_way: "triangle", stalled: "diamond", none: "rect" };
const INKS = { producing: "accent", under_way: "warn", stalled: "stop", none: "stop" };
const COLUMNS = [0.15, 2.6, 5.6]; // x of root, branches and leaves, in tenths of the width
const ROW_PX = 26;
const GAP_ROWS = 0.6; // between the leaves of two branches

/** Nodes [{name, note, mark, url, more, depth, x, y}] and links [from, to] of a tree, and its rows. */
export function laid(tree) {
  const nodes = [];
  const links = [];
  let row = 0;
  const place = (one, depth) => {
    const node = { ...one, depth, x: COLUMNS[depth] };
    const at = nodes.push(node) - 1;
    const below = one.children ?? [];
    const rows = below.map((child) => {
      const [index, y] = place(child, depth + 1);
      links.push([at, index]);
      return y;
    });
    if (depth === 1 && rows.length) row += GAP_ROWS;
    node.y = rows.length ? (rows[0] + rows[rows.length - 1]) / 2 : row++;
    delete node.children;
    return [at, node.y];
  };
  place(tree, 0);
  return { nodes, links, rows: row };
}

/** What somebody hears who does not see the picture: each branch with what is said of it. */
export const spoken = (tree) => `${tree.name} (${tree.note}): ${listed((tree.children ?? []).map((one) => `${one.name} ${one.note}`))}`;

/** Draw a tree into `box`; a node with an address leads there. */
export async function drawTree(box, tree) {
  const { chart } = await import("./chart.js");
  const { nodes, links, rows } = laid(tree);
  box.style.height = `${Math.ceil(rows * ROW_PX) + 16}px`;
  const made = chart(box, (ink) => option(ink, nodes, links, rows), spoken(tree));
  made.on("click", ({ data }) => {
    if (data?.url) location.assign(data.url);
  });
  return made;
}

function option(ink, nodes, links, rows) {
  const hidden = { show: false, type: "value" };
  return {
    legend: undefined,
    grid: { left: 8, right: 8, top: 8, bottom: 8 },
    xAxis: { ...hidden, min: 0, max: 10 },
    yAxis: { ...hidden, min: -0.6, max: Math.max(rows - 0.4, 1), inverse: true },
    tooltip: {
      trigger: "item", renderMode: "richText", confine: true, backgroundColor: ink.panel,
      borderColor: ink.line, textStyle: { color: ink.ink, fontSize: 12 },
      formatter: ({ dataType, data }) => (dataType === "node" ? [data.name, data.note, ...(data.more ?? [])].join("\n") : ""),
    },
    series: [{
      type: "graph", coordinateSystem: "cartesian2d", roam: false, silent: false,
      data: nodes.map((one, at) => drawn(one, at, ink)),
      links: links.map(([source, target]) => ({ source, target })),
      lineStyle: { color: ink.ink3, width: 1, opacity: 0.55, curveness: 0.12 },
      emphasis: { disabled: true },
    }],
  };
}

function drawn({ x, y, depth, mark, ...told }, at, ink) {
  const color = mark ? ink[INKS[mark]] : ink.ink;
  const leaf = depth === COLUMNS.length - 1;
  return {
    ...told, id: String(at), value: [x, y], cursor: told.url ? "pointer" : "default",
    symbol: mark ? SYMBOLS[mark] : "roundRect", symbolSize: leaf ? 12 : 10,
    itemStyle: { color: mark === "none" ? ink.panel : color, borderColor: color, borderWidth: mark === "none" ? 2 : 0, decal: { symbol: "none" } },
    label: {
      show: true, position: "right", distance: 7, align: "left", backgroundColor: ink.panel, padding: [1, 3], borderRadius: 3,
      formatter: () => (leaf ? `{name|${told.name}}  {note|${told.note}}` : `{name|${told.name}}\n{note|${told.note}}`),
      rich: {
        name: { color: ink.ink, fontSize: 13, fontWeight: leaf ? 400 : 600, lineHeight: 17 },
        note: { color: ink.ink2, fontSize: 12, lineHeight: 16 },
      },
    },
  };
}
