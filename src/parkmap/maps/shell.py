"""The constant Folium shell: a Leaflet map that knows nothing, and what fills it by URL.

No stored text ever enters a Folium or branca object (see ``docs/design.md``): what varies stands in
``#parkmap-config``, which the page writes itself, and comes from the API.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from string import Template
from typing import TYPE_CHECKING, Final, cast

import orjson

if TYPE_CHECKING:
    from branca.element import Figure
    from folium import Map

NONCE: Final = "__NONCE__"
"""Stands where the nonce of each answer goes."""
MAP_ID: Final = "map_parkmap"
"""The id of the map's element and the name of Folium's variable."""
LEAFLET: Final = "leaflet.js"
MODULE: Final = "map.js"
FIRST: Final = "first.js"

_ARIA_LABELS: Final = {"zh": "地图", "en": "Map"}
_START: Final = Template(
    """\
<script>
(async () => {
await window.parkmapFirst?.painted;
await new Promise((resolve, reject) => {
const leaflet = document.createElement("script");
Object.assign(leaflet, { src: $leaflet, onload: resolve, onerror: reject });
document.head.append(leaflet);
});
$script
})();
</script>"""
)
"""Folium's script, run once Leaflet is there; where a page paints a first picture, after that."""
_SCRIPT: Final = re.compile(r"<script[^>]*></script>")
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
        Pairs of (name, address): ``leaflet.js`` and ``map.js`` are needed, ``first.js`` (which
        paints before they run) is loaded ahead where it is there, any name that ends in ``.css``
        is linked. All of them addresses on this server.

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
    leaflet_map = _folium_map(urls)
    figure = _rendered(leaflet_map)
    label = _ARIA_LABELS.get(language, _ARIA_LABELS["en"])
    head = _without_scripts(_squeezed(figure.header.render()))
    ahead = [f'<link rel="modulepreload" href="{escape(urls[name])}">'
             for name in (FIRST, MODULE) if name in urls]  # fmt: skip
    ahead.append(f'<link rel="preload" as="script" href="{escape(urls[LEAFLET])}">')
    head = "\n".join([*ahead, head])
    body = _squeezed(figure.html.render()).replace(
        f'id="{MAP_ID}" >', f'id="{MAP_ID}" aria-label="{label}">'
    )
    script = _START.substitute(
        leaflet=orjson.dumps(urls[LEAFLET]).decode(), script=_squeezed(figure.script.render())
    )
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


def _without_scripts(head: str) -> str:
    """The head less its scripts: `_START` loads Leaflet, so that it does not hold up the page."""
    return _SCRIPT.sub("", head).strip()


def _squeezed(text: str) -> str:
    """The text without blank lines and without indentation."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _with_nonce(text: str) -> str:
    return _TAG.sub(rf'<\1 nonce="{NONCE}"', text)
