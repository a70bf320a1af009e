// Puts the parcels on the map, paints them in the page's styles, and says when they first show.

import { boxSelect } from "./boxselect.js";
import { config, word } from "./config.js";
import { afterFrame, clearFirst, markPainted } from "./first.js";
import { notice } from "./notice.js";
import { selection } from "./selection.js";
import { brushes, paperOf } from "./styles.js";
import { onScheme } from "./theme.js";
import { parcelTiles } from "./tile_layer.js";

const RETRY_MS = 5000;
const WAIT_MS = 800; // then the rest of the map starts, parcels or not

/** Add the parcels layer to a ParkMap. */
export function addParcels(parkMap) {
  const { leaflet } = parkMap;
  const { urls, frame, styles } = config();
  leaflet.createPane("parcels").classList.add("pm-pane-parcels");
  let look = currentLook(parkMap, styles);
  const layer = parcelTiles(urls.tiles, frame, () => look, "parcels");
  parkMap.tiles = layer;
  layer.once("parcelspainted", () => tellFirstPaint(parkMap));
  layer.once("load", () => afterFrame(parkMap.tellPainted)); // there may be no parcel in view
  if (Math.round(leaflet.getZoom()) < frame.minzoom + 1) parkMap.tellPainted();
  setTimeout(parkMap.tellPainted, WAIT_MS);
  parkMap.on("redraw", (ids) => layer.repaint(ids));
  parkMap.on("reload", () => layer.refetch());
  retryWhenFailed(layer, leaflet);
  onScheme(() => {
    look = currentLook(parkMap, styles);
    layer.repaint(null);
  });
  layer.addTo(leaflet);
  leaflet.once("movestart zoomstart", clearFirst); // somebody is faster than the last tile
  leaflet.on("zoomend", () => layer.rescale());
  selection(parkMap, layer);
  boxSelect(parkMap, layer);
}

function currentLook(parkMap, styles) {
  const ratio = Math.min(window.devicePixelRatio || 1, 3);
  const paper = paperOf(parkMap.leaflet.getContainer());
  return { brushes: brushes(styles, paper, ratio), paper, parkMap, muWord: word("mu") };
}

/** The rest of the map waits for the frame with the first parcels. */
function tellFirstPaint(parkMap) {
  requestAnimationFrame(() => {
    markPainted();
    afterFrame(parkMap.tellPainted);
  });
}

function retryWhenFailed(layer, leaflet) {
  let timer = null;
  const say = notice(leaflet);
  layer.on("parcelserror", () => {
    say(word("Some parcels could not be loaded; trying again"));
    timer ??= setTimeout(async () => {
      timer = null;
      const empty = [...layer.live.values()].filter((tile) => !tile.decoded);
      const results = await Promise.allSettled(empty.map((tile) => layer.fill(tile)));
      if (results.every((result) => result.status === "fulfilled")) say("");
    }, RETRY_MS);
  });
}
