"""The area that a boundary file declares: its unit is told by what is measured."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from parkmap.formats.txt.points import Remark
from parkmap.said import say

UNITS_M2: Final = {"ha": 10_000.0, "m2": 1.0, "mu": 2000 / 3}
WORDS: Final = {
    "公顷": "ha",
    "HA": "ha",
    "平方米": "m2",
    "㎡": "m2",
    "M2": "m2",
    "M²": "m2",
    "亩": "mu",
    "MU": "mu",
}
NEAR: Final = 0.2
ALARM: Final = 0.001
"""A tenth of a percent: more is no rounding."""

DECLARED: Final = re.compile(r"(\d{1,12}(?:\.(\d{0,9}))?)\s*(\D{0,6})", re.ASCII)


class Declared(NamedTuple):
    """A declared area in square metres, None where its unit cannot be told; what to look at."""

    area_m2: float | None
    remark: Remark | None


def declared_area(text: str, measured_m2: float) -> Declared:
    """Read a declared area; the rule is hectares, but square metres and mu are as common.

    Parameters
    ----------
    text
        The cell: a number, perhaps with its unit. Empty and 0 declare nothing.
    measured_m2
        The area of the boundary, to tell the unit by.

    Examples
    --------
    >>> declared_area("5.7089", 57_089.5).area_m2, declared_area("85.63亩", 57_089.5).area_m2
    (57089.0, 57086.7)
    """
    match = DECLARED.fullmatch(text.strip())
    if match is None or float(match[1]) == 0 or not measured_m2 > 0:
        return Declared(None, _unreadable(text) if text.strip() and match is None else None)
    value, decimals = float(match[1]), len(match[2] or "")
    unit = WORDS.get(match[3].strip().upper()) or _unit(value, measured_m2)
    if unit is None:
        return Declared(None, _no_unit(text, measured_m2))
    area_m2 = round(value * UNITS_M2[unit], 1)
    slack = max(UNITS_M2[unit] * 10.0**-decimals, ALARM * measured_m2)
    differs = abs(area_m2 - measured_m2) > slack
    return Declared(area_m2, _differs(text, area_m2, measured_m2) if differs else None)


def _unit(value: float, measured_m2: float) -> str | None:
    for unit, size in UNITS_M2.items():
        if abs(value * size / measured_m2 - 1) <= NEAR:
            return unit
    return None


def _unreadable(text: str) -> Remark:
    return Remark(
        "declared_area",
        "warning",
        say("its declared area '%(text)s' is no area", text=text[:40]),
        say("the measured area is kept"),
    )


def _no_unit(text: str, measured_m2: float) -> Remark:
    return Remark(
        "declared_area",
        "warning",
        say(
            "its declared area %(text)s fits the measured %(measured)s m2 neither in hectares nor "
            "in square metres nor in mu",
            text=text.strip()[:40],
            measured=f"{measured_m2:,.2f}",
        ),
        say("compare it with the survey report; the measured area is kept"),
    )


def _differs(text: str, area_m2: float, measured_m2: float) -> Remark:
    return Remark(
        "declared_area",
        "warning",
        say(
            "its declared area %(text)s is %(declared)s m2, measured are %(measured)s m2",
            text=text.strip()[:40],
            declared=f"{area_m2:,.1f}",
            measured=f"{measured_m2:,.2f}",
        ),
        say("compare it with the survey report; the measured area is kept"),
    )
