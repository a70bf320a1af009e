"""Sentences of findings in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from parkmap.land.speaking import spoken
from parkmap.said import Said
from parkmap.web.language import current_language


def told(text: str, lang: str = "") -> str:
    """A sentence that remembers its template, translated; any other text as it is.

    A value that is such a sentence itself is translated too. `lang` is that of the page where it
    is not given; who gives another one has to force the locale.
    """
    if not isinstance(text, Said):
        return text
    return filled(text.template, text.values, lang)


def filled(template: str, values: Mapping[str, Any], lang: str = "") -> str:
    """A template of ours in the language of the page, with fields and codes in its words."""
    shown = {
        name: told(value, lang) if isinstance(value, Said) else value
        for name, value in spoken(values, lang or current_language()).items()
    }
    translated = str(gettext(template))
    return translated % shown if shown else translated
