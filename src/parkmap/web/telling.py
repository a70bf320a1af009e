"""Sentences of findings in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from parkmap.land.speaking import spoken
from parkmap.said import Said
from parkmap.web.language import current_language


def told(text: str) -> str:
    """A sentence that remembers its template, translated; any other text as it is.

    A value that is such a sentence itself is translated too.
    """
    if not isinstance(text, Said):
        return text
    return filled(text.template, text.values)


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A template of ours in the language of the page, with fields and codes in its words."""
    shown = {
        name: told(value) if isinstance(value, Said) else value
        for name, value in spoken(values, current_language()).items()
    }
    translated = str(gettext(template))
    return translated % shown if shown else translated
