"""The Folium shell: constant, local, and fit for a strict content security policy."""

from __future__ import annotations

import re

import pytest

from parkmap.maps.shell import MapShell, map_shell

ASSETS = (
    ("leaflet.js", "/static/dist/leaflet-A.js"),
    ("map.js", "/static/dist/map-B.js"),
    ("map.css", "/static/dist/map-C.css"),
)


@pytest.fixture(scope="module")
def shell() -> MapShell:
    return map_shell("zh", ASSETS)


def whole(shell: MapShell) -> str:
    return shell.head + shell.body + shell.script


def test_the_shell_names_no_other_server(shell: MapShell) -> None:
    assert not re.search(r"https?:|//cdn|\bwww\.", whole(shell))


def test_every_script_style_and_link_carries_the_nonce(shell: MapShell) -> None:
    tags = re.findall(r"<(?:script|style|link)\b[^>]*>", whole(shell))
    assert len(tags) == 4
    assert all('nonce="__NONCE__"' in tag for tag in tags)


def test_there_is_no_inline_style_and_no_inline_handler(shell: MapShell) -> None:
    assert not re.search(r"\bstyle=|\bon\w+=", whole(shell))


def test_leaflet_comes_alone(shell: MapShell) -> None:
    scripts = re.findall(r'<script[^>]* src=|src: "([^"]+)"', whole(shell))
    assert scripts == ["/static/dist/leaflet-A.js"]


def test_the_head_runs_no_script(shell: MapShell) -> None:
    assert "<script" not in shell.head
    assert 'rel="preload" as="script" href="/static/dist/leaflet-A.js"' in shell.head


def test_the_page_keeps_its_own_viewport_and_body(shell: MapShell) -> None:
    assert "viewport" not in whole(shell)
    assert "html, body" not in whole(shell)


def test_the_shell_is_rendered_once(shell: MapShell) -> None:
    assert map_shell("zh", ASSETS) is shell


def test_the_shell_comes_out_the_same_each_time(shell: MapShell) -> None:
    map_shell.cache_clear()
    assert map_shell("zh", ASSETS) == shell


def test_each_capability_is_started_on_the_map(shell: MapShell) -> None:
    started = re.findall(r"module\.(\w+)\(map_parkmap\)", shell.script)
    assert started == ["parcels", "changes", "context", "parks", "basemaps", "legend", "frame"]


def test_the_map_is_named_in_the_language_of_the_page(shell: MapShell) -> None:
    assert 'aria-label="地图"' in shell.body
    assert 'aria-label="Map"' in map_shell("en", ASSETS).body


def test_without_its_module_there_is_no_shell() -> None:
    with pytest.raises(KeyError, match=r"map\.js"):
        map_shell("en", ASSETS[:1])
