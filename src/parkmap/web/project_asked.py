"""A project's demands read from an address, and said again in words."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask import request
from flask_babel import gettext

from parkmap.errors import BadValue
from parkmap.land.codes import SUPPLY_MODE, word
from parkmap.land.criteria import plain
from parkmap.land.suitability import DEMANDS, HEAVIEST, Need, Project
from parkmap.land.unit_words import unit_word
from parkmap.services.assembling import MOST_MU
from parkmap.web.arguments import day_argument, number_argument, text_argument
from parkmap.web.formatting import metres

MOST: Final = 1_000_000.0
LEAST: Final = 1e-6


def asked_project() -> Project:
    """What the address says that a project needs; demands left empty are none.

    Raises
    ------
    BadValue
        A figure, a day or a weight that is none; ``values["field"]`` names it.
    """
    needs: dict[str, Need] = {}
    for name in DEMANDS:
        found = _need(name)
        if found is not None:
            needs[name] = found
    weights = {
        name: weight
        for name in DEMANDS
        if (weight := number_argument(f"w_{name}", 0.0, HEAVIEST)) is not None
    }
    return Project(needs, weights)


def preparing_too() -> bool:
    """Whether land in preparation is looked at too."""
    return request.args.get("preparing", "") == "1"


def said_of(name: str, value: Need | None, lang: str) -> str:
    """A demand, or what land has of it, in words with its unit."""
    if value is None:
        return str(gettext("not recorded"))
    if name == "rail":
        return _rail(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return word("supply_mode", value, lang) if name == "mode" else value
    if name == "by":
        return date.fromordinal(int(value)).isoformat()
    return f"{plain(round(value, 1))} {unit_word(DEMANDS[name].unit, lang)}".rstrip()


def _rail(value: Need) -> str:
    if value == "siding":
        return str(gettext("a siding reaches it"))
    if value is True:
        return str(gettext("rail is needed"))
    far = " ".join(metres(float(value) if isinstance(value, float) else 0.0))
    return str(gettext("%(far)s to the railway", far=far))


def _need(name: str) -> Need | None:
    if name == "rail":
        return True if text_argument(name) == "1" else None
    if name == "by":
        return day_argument(name)
    if name in {"chain", "mode"}:
        return _code(name)
    return number_argument(name, LEAST, MOST_MU if name == "area" else MOST)


def _code(name: str) -> str | None:
    text = text_argument(name)
    if name == "mode" and text and text not in SUPPLY_MODE:
        raise BadValue(
            "'%(value)s' is not in the list; use one of %(allowed)s",
            value=text[:60], allowed=", ".join(SUPPLY_MODE), field=name,
        )  # fmt: skip
    return text or None


__all__ = ["asked_project", "preparing_too", "said_of"]
