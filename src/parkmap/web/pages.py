"""What every page gets: the frame's values, the map's shell, and figures kept while they hold."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, g, render_template, request
from markupsafe import Markup, escape

from parkmap.services.record import PUBLIC_ACTOR
from parkmap.web.about import about_zone
from parkmap.web.addresses import public_root
from parkmap.web.assets import asset_url
from parkmap.web.config_script import page_config, zone_words
from parkmap.web.context import current_actor, current_record
from parkmap.web.headers import nonce, nonce_as
from parkmap.web.kept import init_kept, kept
from parkmap.web.language import LOCALES, current_language

NONCE: Final = "__NONCE__"
PLACEHOLDER: Final = f"nonce-{secrets.token_hex(16)}"
ROOT: Final = f"root-{secrets.token_hex(16)}"
READ_BY_THE_BROWSER: Final = frozenset({"view"})
"""What an address may say without changing the page that is sent."""
SHELL_ASSETS: Final = ("leaflet.js", "first.js", "map.js")


@dataclass(frozen=True, slots=True)
class Shell:
    """The map's shell with the nonce of this answer in it, safe to print as it is."""

    head: Markup
    body: Markup
    script: Markup


def page_shell(lang: str) -> Shell:
    """The constant shell; it holds nothing that anybody stored."""
    from parkmap.maps.shell import map_shell  # Folium is loaded once, before the first request

    assets = tuple((name, asset_url(name)) for name in SHELL_ASSETS)
    made = map_shell(lang, assets)
    value = nonce()
    return Shell(
        *(Markup(part.replace(NONCE, value)) for part in (made.head, made.body, made.script))  # noqa: S704  constants of the server
    )


def warm(app: Flask) -> None:
    """Render the shells before the first request, where the front end has been built."""
    with app.test_request_context("/"):
        for lang in LOCALES:
            page_shell(lang)


def map_page(
    template: str, page: str, *, rooms: list[dict[str, Any]] | None = None, **values: Any
) -> str:
    """A page with a map; where it tells the map's `rooms`, its first tiles are asked for early."""
    record, actor, lang = current_record(), current_actor(), current_language()
    if "config" not in values:
        values["config"] = page_config(record, actor, lang)
    if rooms:
        values["config"]["rooms"] = rooms
    return render_template(template, page=page, shell=page_shell(lang), **values)


def kept_page(name: str, render: Callable[[], str]) -> str:
    """A page as everybody without an account sees it, rendered once while the record stands still.

    Only the nonce differs between two answers, and the address under which the page was reached.
    What stands for them while the page is kept is made by chance at the start, so that no stored
    text can be it.
    """
    record, actor, lang = current_record(), current_actor(), current_language()
    if actor != PUBLIC_ACTOR or not request.args.keys() <= READ_BY_THE_BROWSER:
        return render()

    def with_placeholder() -> str:
        g.parkmap_here = request.path  # the page is for all: its links know no one's view
        g.parkmap_root = ROOT
        try:
            with nonce_as(PLACEHOLDER):
                return render()
        finally:
            del g.parkmap_root

    text = kept(record, actor, f"page-{name}-{lang}", with_placeholder)
    return text.replace(PLACEHOLDER, nonce()).replace(ROOT, str(escape(public_root())))


def plain_page(template: str, page: str, **values: Any) -> str:
    """A page without a map."""
    values.setdefault("config", None)
    return render_template(template, page=page, shell=None, **values)


def init_pages(app: Flask) -> None:
    """Give every template what the frame needs."""
    init_kept(app)
    app.jinja_env.globals["about_zone"] = about_zone

    @app.context_processor
    def frame() -> dict[str, Any]:
        record, actor, lang = current_record(), current_actor(), current_language()
        return {
            "zone": zone_words(record, lang),
            "lang": lang,
            "actor": actor,
            "may": actor.may,
            "nonce": nonce(),
            "here": g.get("parkmap_here") or request.full_path.rstrip("?"),
            "today": record.today(),
            "page": "",
        }
