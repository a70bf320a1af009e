"""What people do without parkmap: a Flask app that puts all parcels into a Folium page.

It gets every advantage that leaves it what it is: the page built for each request reads the file
anew, since it is built to show the present, but with `json` and not with GeoPandas; Leaflet comes
from this server, and of Folium's other scripts and styles (jQuery, Bootstrap, icon fonts, five of
them from other hosts) it loads none. Nothing compresses its answers: a plain Flask app does not.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import folium
from flask import Flask, send_from_directory
from flask.typing import ResponseReturnValue

from parkmap import paths
from parkmap.land.status import STATUSES

LEAFLET = Path(__file__).resolve().parents[1] / "frontend" / "node_modules" / "leaflet" / "dist"
SHOWN = ("name_zh", "status", "area_m2")


def create_app(parcels: str) -> Flask:
    """The app for one GeoJSON file."""
    app = Flask("plain_folium", static_folder=None)
    kept = page(_read(parcels))
    slim = page(_slim(_read(parcels)))
    shell = _map().get_root().render()

    @app.get("/built-per-request")
    def built_per_request() -> ResponseReturnValue:
        return page(_read(parcels))

    @app.get("/kept")
    def kept_page() -> ResponseReturnValue:
        return kept

    @app.get("/slim")
    def slim_page() -> ResponseReturnValue:
        return slim

    @app.get("/shell")
    def empty_shell() -> ResponseReturnValue:
        return str(shell)

    @app.get("/leaflet/<path:name>")
    def leaflet(name: str) -> ResponseReturnValue:
        if name == "leaflet.js":  # the very file that parkmap serves, where it lies uncompressed
            name = json.loads((paths.DIST / "manifest.json").read_text())["leaflet.js"]
            return send_from_directory(paths.DIST, name)
        return send_from_directory(LEAFLET, name)

    @app.get("/favicon.ico")
    def favicon() -> ResponseReturnValue:
        return "", 204

    return app


def _read(parcels: str) -> dict[str, Any]:
    collection: dict[str, Any] = json.loads(Path(parcels).read_text(encoding="utf-8"))
    return collection


def page(collection: dict[str, Any]) -> str:
    """The whole page: parcels coloured by status, with a tooltip."""
    leaflet_map = _map()
    layer = folium.GeoJson(
        collection,
        style_function=_style,
        tooltip=folium.GeoJsonTooltip(fields=list(SHOWN)),
    )
    layer.add_to(leaflet_map)
    leaflet_map.fit_bounds(layer.get_bounds())  # type: ignore[arg-type]  # never without bounds
    return str(leaflet_map.get_root().render())


def _map() -> folium.Map:
    leaflet_map = folium.Map(location=[36.15, 113.1], zoom_start=13, tiles=None)
    leaflet_map.default_js = [("leaflet", "/leaflet/leaflet.js")]
    leaflet_map.default_css = [("leaflet_css", "/leaflet/leaflet.css")]
    return leaflet_map


def _style(feature: dict[str, Any]) -> dict[str, Any]:
    style = STATUSES.get(feature["properties"]["status"])
    return {"fillColor": style.light if style else "#888", "color": "#444", "weight": 1,
            "fillOpacity": 0.7}  # fmt: skip


def _slim(collection: dict[str, Any]) -> dict[str, Any]:
    """The same parcels with only the fields that the tooltip shows: made smaller by hand."""
    features = [
        one | {"properties": {name: one["properties"].get(name) for name in SHOWN}}
        for one in collection["features"]
    ]
    return {"type": "FeatureCollection", "features": features}
