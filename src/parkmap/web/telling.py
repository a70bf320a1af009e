"""Sentences of findings in the language of the page."""

from __future__ import annotations

from flask_babel import gettext

from parkmap.said import Said


def told(text: str) -> str:
    """A sentence that remembers its template, translated; any other text as it is.

    A value that is such a sentence itself is translated too.
    """
    if not isinstance(text, Said):
        return text
    values = {
        name: told(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    template = str(gettext(text.template))
    return template % values if values else template
