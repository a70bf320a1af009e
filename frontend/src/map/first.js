// The first picture: parcels painted from the tiles that the page's head asked for, before Leaflet
// and the rest of the map are there. What is decoded for it, the map's own layer takes over.

import { decodeTile } from "./decode.js";
import { drawLetters, drawShapes } from "./draw.js";
import { metresPerPixel, toPlace } from "./mercator.js";
import { brushes, paperOf } from "./styles.js";

// What the map itself needs of this: it imports these from the finished file (see build.mjs).
export * from "./decode.js";
export * from "./draw.js";
export * from "./geometry.js";
export * from "./hatch.js";
export * from "./mercator.js";
export * from "./numbers.js";
export * from "./styles.js";

const SIZE = 512; // CSS pixels of a tile at its own zoom
const MARK = "parkmap:first-parcel";

/** {zoom, centre: [x, y], styles, mu, framed, tiles: Map(address -> {z, x, y, bytes})}, or nothing. */
const asked = globalThis.parkmapFirst;
let picture = null;

if (asked) paint();

/** The decoded tile that the head asked for under an address, as a promise; good for one use. */
export function early(address) {
  const found = asked?.tiles.get(address);
  asked?.tiles.delete(address);
  return found && decodedOf(found);
}

/** Whether there are tiles that were asked for early. */
export const hasEarly = () => asked?.tiles.size > 0;

function decodedOf(tile) {
  tile.decoded ??= tile.bytes.then((bytes) => bytes && decodeTile(bytes)); // null: it did not come
  return tile.decoded;
}

/** Take the picture away: the map shows the same by now, or has moved on. */
export function clearFirst() {
  picture?.remove();
  picture = null;
}

/** Say once, for benchmarks, that the frame now in the making shows a parcel. */
export function markPainted() {
  if (performance.getEntriesByName(MARK).length > 0) return;
  performance.mark(MARK);
  window.parkmapPainted = performance.now();
}

/**
 * Call back once the frame now in the making is on the screen, which is when the next one begins:
 * what runs before that competes with its painting.
 */
export function afterFrame(tell) {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(tell, 0)));
}

async function paint() {
  const tiles = [...asked.tiles.values()];
  if (tiles.length > 0) decodedOf(tiles[0]); // while the style sheet is on its way
  const container = await asked.framed;
  picture = document.createElement("div");
  picture.className = "pm-first";
  const look = { ...plainLook(container), muWord: asked.mu };
  const shown = [];
  for (const tile of tiles) { // one a frame: the first is seen at once
    const decoded = await decodedOf(tile);
    if (!picture || !decoded?.features.length) continue;
    shown.push(put(decoded, tile, look));
    if (!picture.isConnected) container.after(picture);
    await new Promise(afterFrame);
  }
  for (const drawn of shown) drawLetters(...drawn); // after all shapes: fonts take their time
  asked.paint();
}

/** Nothing selected, nothing filtered, nothing marked since: how a map begins. */
function plainLook(container) {
  const paper = paperOf(container);
  const parkMap = {
    gone: new Set(), selected: new Set(), hovered: null, current: (facts) => facts,
    codeOf: ({ s }) => s, matches: () => true,
  };
  return { paper, parkMap, brushes: brushes(asked.styles, paper, pixelRatio()) };
}

const pixelRatio = () => Math.min(window.devicePixelRatio || 1, 3);

/** Put the shapes of a tile on a canvas where the map will show it; what letters are drawn with. */
function put(decoded, { z, x, y }, look) {
  const ratio = pixelRatio();
  const { zoom, centre } = asked;
  const side = SIZE * 2 ** (zoom - 1 - z);
  const size = Math.round(side * ratio);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const [left, top] = [x, y].map((at, axis) => at * side - centre[axis] * 256 * 2 ** zoom);
  Object.assign(canvas.style, {
    left: `calc(50% + ${left}px)`, top: `calc(50% + ${top}px)`, width: `${side}px`, height: `${side}px`,
  });
  const [, lat] = toPlace([0, (y + 0.5) / 2 ** z]);
  const gridMetres = (metresPerPixel(z + 1, lat) * SIZE) / 4096;
  const frame = {
    size, ratio, zoom, gridMetres, scale: 1, offsetX: 0, offsetY: 0, column: x, row: y,
  };
  const drawn = [canvas.getContext("2d"), decoded, frame, look];
  drawShapes(...drawn);
  picture.append(canvas);
  requestAnimationFrame(markPainted);
  return drawn;
}
