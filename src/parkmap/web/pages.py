"""What every page gets: the frame's values, the map's shell, and figures kept while they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, render_template
from markupsafe import Markup

from parkmap.web.assets import asset_url
from parkmap.web.config_script import page_config, zone_words
from parkmap.web.context import current_actor, current_record
from parkmap.web.headers import nonce
from parkmap.web.kept import init_kept
from parkmap.web.language import LOCALES, current_language

NONCE: Final = "__NONCE__"
SHELL_ASSETS: Final = ("leaflet.js", "map.js")


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


def map_page(template: str, page: str, **values: Any) -> str:
    """A page with a map."""
    record, actor, lang = current_record(), current_actor(), current_language()
    if "config" not in values:
        values["config"] = page_config(record, actor, lang)
    return render_template(template, page=page, shell=page_shell(lang), **values)


def plain_page(template: str, page: str, **values: Any) -> str:
    """A page without a map."""
    values.setdefault("config", None)
    return render_template(template, page=page, shell=None, **values)


def init_pages(app: Flask) -> None:
    """Give every template what the frame needs."""
    init_kept(app)

    @app.context_processor
    def frame() -> dict[str, Any]:
        record, actor, lang = current_record(), current_actor(), current_language()
        return {
            "zone": zone_words(record, lang),
            "lang": lang,
            "actor": actor,
            "may": actor.may,
            "nonce": nonce(),
            "today": record.today(),
            "page": "",
        }
