"""Sentences that can be translated, as the worker says them: without a request's language."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation
from typing import Final

from parkmap import paths
from parkmap.land.speaking import spoken
from parkmap.said import Said

CATALOGUES: Final = {"zh": "zh_Hans_CN"}


def worded(text: str, lang: str) -> str:
    """A sentence in a language; what remembers no template stays as it is.

    Examples
    --------
    >>> from parkmap.said import say
    >>> worded(say("%(mu)s mu", mu="1.00"), "en")
    '1.00 mu'
    """
    if not isinstance(text, Said):
        return text
    shown = {
        name: worded(value, lang) if isinstance(value, Said) else value
        for name, value in spoken(text.values, lang).items()
    }
    translated = _catalogue(lang).gettext(text.template)
    return translated % shown if shown else translated


@cache
def _catalogue(lang: str) -> NullTranslations:
    if lang not in CATALOGUES:
        return NullTranslations()
    return translation("messages", str(paths.TRANSLATIONS), [CATALOGUES[lang]], fallback=True)


__all__ = ["worded"]
