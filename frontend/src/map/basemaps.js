// The basemaps that the workspace configures. None is the default: the context layers need no
// network. One in GCJ-02 is shifted under the parcels, and says so.

import { config, word } from "./config.js";
import { toGcj02 } from "./gcj02.js";
import { layerControl } from "./layers.js";

/** Offer the page's basemaps; with none configured there is nothing to choose. */
export function addBasemaps(parkMap) {
  const { leaflet } = parkMap;
  const { basemaps = [] } = config();
  if (basemaps.length === 0) return;
  leaflet.createPane("basemap").classList.add("pm-pane-basemap");
  let shown = null;
  const choose = (basemap) => {
    shown?.remove();
    shown = basemap ? tiles(basemap).addTo(leaflet) : null;
    leaflet.getContainer().classList.toggle("pm-with-basemap", shown !== null);
    leaflet.fire("pmcredit", { text: basemap ? credit(basemap) : "" });
  };
  const choices = [null, ...basemaps].map((basemap) => ({
    name: basemap ? basemap.name : word("No basemap"),
    choose: () => choose(basemap),
  }));
  layerControl(parkMap).addChoice(word("Basemap"), choices);
}

function credit({ attribution, gcj02 }) {
  const shifted = gcj02 ? word("basemap shifted from GCJ-02 for display") : "";
  return [attribution, shifted].filter(Boolean).join(" · ");
}

function tiles({ url, subdomains, gcj02 }) {
  const options = { pane: "basemap", subdomains: subdomains || "abc", maxNativeZoom: 18, maxZoom: 20 };
  return gcj02 ? new (shiftedLayer())(url, options) : L.tileLayer(url, options);
}

/** A tile layer that loads what GCJ-02 shows at the view's centre and moves its pane to fit. */
function shiftedLayer() {
  const shifted = ({ lng, lat }) => {
    const [gcjLng, gcjLat] = toGcj02([lng, lat]);
    return L.latLng(gcjLat, gcjLng);
  };
  return L.TileLayer.extend({
    onAdd(map) {
      L.TileLayer.prototype.onAdd.call(this, map);
      map.on("move zoomend viewreset", this.place, this);
      this.place();
    },
    onRemove(map) {
      map.off("move zoomend viewreset", this.place, this);
      L.DomUtil.setPosition(this.getPane(), L.point(0, 0));
      L.TileLayer.prototype.onRemove.call(this, map);
    },
    _getTiledPixelBounds(centre) {
      return L.TileLayer.prototype._getTiledPixelBounds.call(this, shifted(centre));
    },
    place() {
      const centre = this._map.getCenter();
      const offset = this._map.project(centre).subtract(this._map.project(shifted(centre)));
      L.DomUtil.setPosition(this.getPane(), offset.round());
    },
  });
}
