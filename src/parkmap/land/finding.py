"""What is wrong, or worth knowing, about something that came in: the place and the remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a check.

    Parameters
    ----------
    code
        A stable word for machines, such as ``"invalid_boundary"``.
    severity
        An ``"error"`` keeps its row out, a ``"warning"`` asks for a look, an ``"info"`` tells.
    row
        The row's place in the file, from 1; None where it is about the whole file.
    parcel_id
        The id as the file has it, where that is known.
    place
        Longitude and latitude in degrees, where there is one.
    sentence
        What is wrong and where, with the value.
    remedy
        What to do about it. Sentence and remedy come from `parkmap.said.say`, so that a page can
        tell them in its language.
    parcel_ids
        All parcels it is about, in order of ids where it is about several.
    area_m2
        The size of what was found, where it is land.
    geometry
        What was found, to be drawn: a shapely geometry in degrees.

    Examples
    --------
    >>> Finding("no_boundary", "error", 3, "G-3", None, "it has no boundary", "draw one").row
    3
    """

    code: str
    severity: Severity
    row: int | None
    parcel_id: str | None
    place: tuple[float, float] | None
    sentence: str
    remedy: str
    parcel_ids: tuple[str, ...] = ()
    area_m2: float | None = None
    geometry: Any = None
