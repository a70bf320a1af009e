"""The constant Folium shell: a Leaflet map that knows nothing, and what fills it by URL.

No stored text ever enters a Folium or branca object (see ``docs/design.md``): what varies stands in
``#parkmap-config``, which the page writes itself, and comes from the API.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from branca.element import Figure
    from folium import Map

NONCE: Final = "__NONCE__"
"""Stands where the nonce of each answer goes."""
MAP_ID: Final = "map_parkmap"
"""The id of the map's element and the name of Folium's variable."""
LEAFLET: Final = "leaflet.js"
MODULE: Final = "map.js"

_ARIA_LABELS: Final = {"zh": "地图", "en": "Map"}
_TAG: Final = re.compile(r"<(script|style|link)(?=[\s>])")


@dataclass(frozen=True, slots=True)
class MapShell:
    """Three pieces of a page; each script, style and link carries ``nonce="__NONCE__"``."""

    head: str
    body: str
    script: str


@lru_cache(maxsize=16)
def map_shell(language: str, assets: tuple[tuple[str, str], ...]) -> MapShell:
    """The shell for one language and one set of asset addresses, rendered once.

    Parameters
    ----------
    language
        Language code of the page; names the map for screen readers.
    assets
        Pairs of (name, address): ``leaflet.js`` and ``map.js`` are needed, any name that ends in
        ``.css`` is linked. All of them addresses on this server.

    Raises
    ------
    KeyError
        When ``leaflet.js`` or ``map.js`` is missing.

    Examples
    --------
    >>> urls = (("leaflet.js", "/static/leaflet.js"), ("map.js", "/static/map.js"))
    >>> map_shell("zh", urls).body
    '<div class="folium-map" id="map_parkmap" aria-label="地图"></div>'
    """
    urls = dict(assets)
    module_url = urls[MODULE]
    leaflet_map = _folium_map(urls)
    figure = _rendered(leaflet_map)
    label = _ARIA_LABELS.get(language, _ARIA_LABELS["en"])
    preload = f'<link rel="modulepreload" href="{escape(module_url)}">'
    head = preload + "\n" + _squeezed(figure.header.render())
    body = _squeezed(figure.html.render()).replace(
        f'id="{MAP_ID}" >', f'id="{MAP_ID}" aria-label="{label}">'
    )
    script = f"<script>\n{_squeezed(figure.script.render())}\n</script>"
    return MapShell(_with_nonce(head), body, _with_nonce(script))


def _folium_map(urls: dict[str, str]) -> Map:
    """A Folium map with Leaflet alone and one element a capability, all with fixed names."""
    import folium  # half a second: paid once, when the first map is asked for

    from parkmap.maps.elements import CAPABILITIES

    leaflet_map = folium.Map(
        location=[0, 0],
        zoom_start=2,
        tiles=None,
        prefer_canvas=True,
        zoom_control=True,  # Leaflet puts it at the top left
        attribution_control=False,  # ours shows the text as text
        fade_animation=False,
        zoom_snap=0.25,  # a zone fits its frame closely; tiles are painted for any zoom
    )
    leaflet_map._id = "parkmap"
    leaflet_map.default_js = [("leaflet", urls[LEAFLET])]
    leaflet_map.default_css = [(name, url) for name, url in urls.items() if name.endswith(".css")]
    for capability in CAPABILITIES:
        leaflet_map.add_child(capability(urls[MODULE]))
    return leaflet_map


def _rendered(leaflet_map: Map) -> Figure:
    """The figure with its three parts filled, less what Folium puts in the head for a whole page.

    That is a viewport that forbids zooming and style sheets that size ``html`` and ``body``; the
    map's own size stands in ``map.css``.
    """
    figure = cast("Figure", leaflet_map.get_root())
    figure.render()
    for name in (leaflet_map.get_name(), "meta_http"):
        figure.header._children.pop(name)
    return figure


def _squeezed(text: str) -> str:
    """The text without blank lines and without indentation."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _with_nonce(text: str) -> str:
    return _TAG.sub(rf'<\1 nonce="{NONCE}"', text)
