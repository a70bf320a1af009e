"""A row of an import while it is compared: what it says, what it would change, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from parkmap.land.finding import Finding, Severity
from parkmap.land.status import IN_USE
from parkmap.services import findings

Verdict = Literal["new", "changed", "unchanged", "matched", "held", "bad"]
VERDICTS: Final[tuple[Verdict, ...]] = ("new", "changed", "unchanged", "matched", "held", "bad")
"""What comparing says of a row.

new, changed, unchanged: by its id. matched: no usable id, but the outline of a parcel; waits for
a confirmation. held: shares its id with another row, or has none and no match; waits for an id.
bad: cannot be taken.
"""

TOLERANCE_M: Final = 0.05
"""Boundaries that moved less are taken for the same: a boundary point is surveyed to some 5 cm."""

Key = tuple[str, int]
"""Kind and place in the file: what names a row."""


@dataclass(frozen=True, slots=True)
class Options:
    """How an import is read and compared.

    Parameters
    ----------
    on
        The day from which rows hold that do not say one themselves.
    kind
        "parcel" or "park".
    status
        Of new parcels that say none.
    tolerance_m
        Boundaries that moved less than this are left as they are.
    scope
        Where a parcel that is not in the file counts as gone: "near", inside the hull of the
        file's rows, or "all".
    given
        Column -> target, over what is guessed; see `parkmap.land.mapping`.
    profile
        A saved mapping to begin with.
    mirror
        The rows are edits of parkmap's own boundary files, against the entry that those name.
    """

    on: date
    kind: str = "parcel"
    epsg: int | None = None
    layer: str | None = None
    status: str = IN_USE
    tolerance_m: float = TOLERANCE_M
    scope: Literal["near", "all"] = "near"
    given: Mapping[str, str] = field(default_factory=dict)
    profile: str | None = None
    mirror: bool = False

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "on": self.on.isoformat(), "kind": self.kind, "epsg": self.epsg, "layer": self.layer,
            "status": self.status, "tolerance_m": self.tolerance_m, "scope": self.scope,
            "given": dict(self.given), "profile": self.profile, "mirror": self.mirror,
        }  # fmt: skip

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> Options:
        """From JSON values."""
        return cls(**{**values, "on": date.fromisoformat(values["on"])})


class Edited(NamedTuple):
    """A field of a boundary file that was edited by hand: as it was written, as it is now."""

    was: Any
    now: Any


@dataclass(slots=True)
class Line:
    """One row. `shape` is in degrees, None where the row says none or a bad one.

    `state` are the fields that the row says, `blank` those that it clears. After comparing,
    `changes` has old and new of each field but the boundary; `moved_m` and `area_m2` tell of that.
    """

    kind: str
    row: int
    shape: Any
    geojson: str | None
    state: dict[str, Any]
    day: date
    blank: frozenset[str] = frozenset()
    edited: dict[str, Edited] | None = None
    own_id: str | None = None
    shared: int = 1
    verdict: Verdict = "new"
    subject_id: str | None = None
    version: int | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    moved_m: float | None = None
    area_m2: float | None = None
    share: float | None = None
    findings: list[Finding] = field(default_factory=list)
    included: bool = False

    @property
    def key(self) -> Key:
        """What names the row."""
        return self.kind, self.row

    @property
    def draws(self) -> bool:
        """Whether taking the row in gives the record a boundary."""
        return self.verdict == "new" or (self.verdict == "changed" and self.moved_m is not None)

    def tell(self, code: str, severity: Severity, sentence: str, remedy: str, **more: Any) -> None:
        """Add a finding about this row."""
        who = self.subject_id or self.own_id
        place = more.pop("place", None) or self.place()
        self.findings.append(
            Finding(code, severity, self.row, who, place, sentence, remedy, **more)
        )

    def refuse(self, code: str, sentence: str, remedy: str) -> None:
        """The row cannot be taken, and why."""
        self.verdict = "bad"
        self.tell(code, "error", sentence, remedy)

    def place(self) -> tuple[float, float] | None:
        """The middle of its box."""
        if self.shape is None:
            return None
        west, south, east, north = self.shape.bounds
        return (west + east) / 2, (south + north) / 2

    def settle(self) -> None:
        """Whether the row is taken unless somebody chooses otherwise."""
        sound = not any(one.severity == "error" for one in self.findings)
        self.included = sound and self.verdict in {"new", "changed"}

    def as_json(self) -> dict[str, Any]:
        """What is kept of the comparison, beside verdict and id."""
        return {
            "version": self.version,
            "day": self.day.isoformat(),
            "changes": self.changes,
            "moved_m": None if self.moved_m is None else round(self.moved_m, 3),
            "area_m2": self.area_m2,
            "share": None if self.share is None else round(self.share, 4),
            "findings": [findings.kept(one) for one in self.findings],
            "included": self.included,
        }


__all__ = ["TOLERANCE_M", "VERDICTS", "Edited", "Key", "Line", "Options", "Verdict"]
