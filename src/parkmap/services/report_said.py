"""A sentence in a language, where no request is there to say which."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation
from typing import Any

from parkmap import paths
from parkmap.said import Said


def translated(said: Said | str, lang: str) -> str:
    """The sentence in Chinese or English; its values are translated too."""
    if not isinstance(said, Said):
        return said
    template = _chinese().gettext(said.template) if lang == "zh" else said.template
    values: dict[str, Any] = {
        name: translated(value, lang) if isinstance(value, Said) else value
        for name, value in said.values.items()
    }
    return str(template % values) if values else str(template)


@cache
def _chinese() -> NullTranslations:
    return translation("messages", str(paths.TRANSLATIONS), ["zh_Hans_CN"], fallback=True)


__all__ = ["translated"]
