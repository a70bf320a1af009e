"""Findings about areas on papers and in the record against what the boundary measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.measure import area_m2
from parkmap.land.finding import Finding
from parkmap.land.neighbours import place_in
from parkmap.said import Said, say
from parkmap.units import M2_PER_MU

ALARM: Final = 0.001
"""Plane and ellipsoid differ by 0.045 % at the edge of a zone: what is more is a wrong boundary,
unit or figure."""

DECLARED_ALARM: Final = 0.05
"""A source measured in its own way; only a wrong unit or coordinate system is this far off."""

HUNDREDTH: Final = Decimal("0.01")


def area_findings(
    ids: Sequence[str], shapes: Geometries, states: Sequence[Mapping[str, Any]], gk_zone: int
) -> Iterator[Finding]:
    """Areas of certificate, source and record that differ from the measured one.

    An alarm needs more than 0.1 % and at least one unit of the last digit of the stated figure:
    both rounding and truncation occur on papers.
    """
    measured = area_m2(shapes, gk_zone)
    for at, state in enumerate(states):
        for field in WORDS:
            stated = state.get(field)
            if isinstance(stated, int | float) and differs(float(stated), float(measured[at])):
                yield _finding(ids[at], shapes[at], field, float(stated), float(measured[at]))


def differs(stated_m2: float, measured_m2: float) -> bool:
    """Whether a stated area is off by more than it may be.

    Examples
    --------
    >>> differs(57089.0, 57089.5), differs(57089.0, 57189.5), differs(0.8, 1.2)
    (False, True, True)
    """
    off = abs(stated_m2 - measured_m2)
    return off > ALARM * measured_m2 and off >= last_digit_m2(stated_m2)


def last_digit_m2(stated_m2: float) -> float:
    """One unit of the last digit in which an area was stated, in square metres.

    A figure with cents of a square metre that is a round figure in mu came from one in mu with two
    decimals, so its unit is 0.01 mu.

    Examples
    --------
    >>> last_digit_m2(57089.0), last_digit_m2(1424.1), round(last_digit_m2(2166.67), 2)
    (1.0, 0.1, 6.67)
    """
    figure = Decimal(repr(stated_m2)).normalize()
    exponent = int(figure.as_tuple().exponent)
    if exponent == -2:
        mu = (figure / M2_PER_MU).quantize(HUNDREDTH)
        if (mu * M2_PER_MU).quantize(HUNDREDTH) == figure:
            return float(HUNDREDTH * M2_PER_MU)
    return float(Decimal(1).scaleb(min(exponent, 0)))


def _finding(parcel_id: str, shape: Any, field: str, stated: float, measured: float) -> Finding:
    sentence, remedy = WORDS[field](
        id=parcel_id,
        measured=f"{measured:,.2f}",
        stated=f"{stated:,.2f}",
        percent=f"{100 * (measured - stated) / stated:+.2f}" if stated else "∞",
    )
    off = abs(measured - stated) > DECLARED_ALARM * measured
    return Finding(
        field.removesuffix("_m2"),
        "warning" if off or field != "declared_area_m2" else "info",
        None,
        parcel_id,
        place_in(shape),
        sentence,
        remedy,
        (parcel_id,),
        round(measured - stated, 2),
    )


def _certified(**values: str) -> tuple[Said, Said]:
    return (
        say(
            "%(id)s measures %(measured)s m², its certificate says %(stated)s m² (%(percent)s %%)",
            **values,
        ),
        say("compare it with the survey; where that is right, have the certificate amended"),
    )


def _declared(**values: str) -> tuple[Said, Said]:
    return (
        say(
            "%(id)s measures %(measured)s m², its source says %(stated)s m² (%(percent)s %%)",
            **values,
        ),
        say("ask who delivered it for the coordinate system and the unit of the area"),
    )


def _recorded(**values: str) -> tuple[Said, Said]:
    return (
        say(
            "%(id)s measures %(measured)s m², the record says %(stated)s m² (%(percent)s %%)",
            **values,
        ),
        say("correct the recorded area, or the boundary"),
    )


WORDS: Final[dict[str, Callable[..., tuple[Said, Said]]]] = {
    "certified_area_m2": _certified,
    "declared_area_m2": _declared,
    "area_m2": _recorded,
}
"""Field with a stated area -> what is said when it is off."""
