"""Which land counts for a campaign: changes of status in its window, each parcel once.

Land that changed is followed through splits and merges with its area at the change, so that none
of these moves a sum; what fell back, or lacks what the campaign asks for, does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import numpy as np

from parkmap.land.campaigns import Rule, Scope
from parkmap.land.courses import Courses, Rows
from parkmap.land.lineage import share_out


@dataclass(frozen=True, slots=True)
class Descent:
    """Parcel -> what it became, and what it was made from, of those that a count asks about."""

    children: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def all_from(self, ids: Iterable[str]) -> set[str]:
        """These parcels and everything that was made from them, to any depth."""
        found: set[str] = set()
        front = list(ids)
        while front:
            found.update(front)
            front = [kid for one in front for kid in self.children.get(one, ())
                     if kid not in found]  # fmt: skip
        return found


class Part(NamedTuple):
    """Land as it lies on a day: the parcel, so much of the area that changed, and its status.

    `status` is empty where it left the record; `lacks` names what it needs to count and has not.
    """

    parcel: str
    area_dm2: int
    status: str
    since: date
    lacks: tuple[str, ...] = ()

    def counts(self, rule: Rule) -> bool:
        """Whether it counts by a rule."""
        return self.status in rule.reached and not self.lacks


@dataclass(frozen=True, slots=True)
class Counted:
    """Land that changed so that it counts: once in a campaign, at its first such change.

    Attributes
    ----------
    on
        The day of the change.
    area_dm2
        Its recorded area at the change.
    counts_dm2
        So much of it counts on the last day that was looked at.
    parts
        Where it lies on that day.
    gains
        Day -> how much more of it counted from that day on; less where it fell back.
    """

    parcel: str
    park: str
    before: str
    to: str
    route: str
    on: date
    area_dm2: int
    counts_dm2: int
    parts: tuple[Part, ...]
    gains: Mapping[date, int]


@dataclass(frozen=True)
class Tally:
    """Counts one campaign: its rule and scope on the courses of all land, up to a day.

    `places` are those of the courses (`places_of`), worked out once for several counts.
    """

    courses: Courses
    rule: Rule
    scope: Scope
    first: date
    cut: date
    descent: Descent = field(default_factory=Descent)
    places: Mapping[str, range] | None = None

    def changes(self) -> Rows:
        """The spans that a counting change began, in the window and in its parks, by day."""
        if self.cut < self.first or not self.rule.before:
            return np.zeros(0, dtype=np.int64)
        rows = self.courses.turns(self.first, self.cut, self.rule.reached, self.rule.before)
        if self.scope.parks:
            rows = self.courses.where(rows, park=self.scope.parks)
        return rows[np.lexsort((rows, self.courses.start[rows]))]

    def counted(self) -> list[Counted]:
        """Everything that changed so that it counts, in order of the day and the parcel."""
        found: dict[str, Counted] = {}
        moved: list[Counted] = []
        picked = self.descent.all_from(self.scope.parcels)
        for row in self.changes().tolist():
            parcel = self._word("parcel", row)
            if parcel in found or (picked and parcel not in picked):
                continue
            area = self._area_in_scope(parcel, row) - self._had(moved, parcel, row)
            if area > 0:
                found[parcel] = self._counted(parcel, row, area)
                if parcel in self.descent.children:
                    moved.append(found[parcel])
        return list(found.values())

    def candidates(self, counted: Collection[Counted]) -> Rows:
        """Spans of the last day of land in scope that does not count and still could."""
        rows = self.courses.standing(self.cut, {*self.rule.before, *self.rule.reached})
        if self.scope.parks:
            rows = self.courses.where(rows, park=self.scope.parks)
        parts = [part for one in counted for part in one.parts]
        done = {part.parcel for part in parts if part.counts(self.rule)}
        lacking = {part.parcel for part in parts if part.lacks and part.parcel not in done}
        picked = self.descent.all_from(self.scope.parcels)
        kept = []
        for row in rows.tolist():
            parcel, status = self._word("parcel", row), self._word("status", row)
            near = parcel in lacking if status in self.rule.reached else parcel not in done
            if near and (not picked or parcel in picked) and self._began_right(parcel):
                kept.append(row)
        return np.array(kept, dtype=np.int64)

    def lies(self, one: Counted, day: date) -> dict[str, int]:
        """Parcel -> how much of what counts lies in it on a day, not before the last one."""
        found: dict[str, int] = defaultdict(int)
        for part in one.parts:
            if part.counts(self.rule):
                for place in self._parts(part.parcel, part.area_dm2, day.toordinal()):
                    found[place.parcel] += place.area_dm2
        return dict(found)

    def _counted(self, parcel: str, row: int, area: int) -> Counted:
        start = int(self.courses.start[row])
        gains: dict[date, int] = {}
        held = 0
        for at in sorted({start, *self._breaks(parcel, start)}):
            now = sum(one.area_dm2 for one in self._parts(parcel, area, at)
                      if one.counts(self.rule))  # fmt: skip
            if now != held:
                gains[date.fromordinal(at)] = now - held
            held = now
        parts = tuple(self._parts(parcel, area, self.cut.toordinal()))
        before, to, park = (self._word(name, row) for name in ("before", "status", "park"))
        return Counted(parcel, park, before, to, self._route(parts, row),
                       date.fromordinal(start), area, held, parts, gains)  # fmt: skip

    def _parts(self, parcel: str, area: int, at: int) -> Iterator[Part]:
        row = self._row_on(parcel, at)
        status = "" if row is None else self._word("status", row)
        if row is not None and status:
            lacks = tuple(name for name in self.rule.needs if not self._word(name, row))
            since = date.fromordinal(int(self.courses.since[row]) or at)
            yield Part(parcel, area, status, since, lacks)
            return
        kids = [one for one in self.descent.children.get(parcel, ()) if one in self._places]
        if not kids:
            since = date.fromordinal(int(self.courses.start[row]) if row is not None else at)
            yield Part(parcel, area, "", since)
            return
        weights = [max(int(self.courses.area_dm2[self._spans(one)[0]]), 1) for one in kids]
        for kid, share in zip(kids, share_out(area, weights), strict=True):
            yield from self._parts(kid, share, at)

    def _had(self, counted: Iterable[Counted], parcel: str, row: int) -> int:
        """How much of a parcel counted before, as land that it was made from."""
        return sum(self._share(one.parcel, one.area_dm2, parcel, row) for one in counted)

    def _area_in_scope(self, parcel: str, row: int) -> int:
        if not self._began_right(parcel):
            return 0
        whole = int(self.courses.area_dm2[row])
        if not self.scope.parcels or parcel in self.scope.parcels:
            return whole
        roots = [one for one in self.scope.parcels if one in self._places]
        flows = (self._share(one, self._last_area(one), parcel, row) for one in roots)
        return min(whole, sum(flows))

    def _share(self, root: str, area: int, parcel: str, row: int) -> int:
        if parcel == root or root not in self.descent.children:
            return 0
        at = int(self.courses.start[row])
        return sum(one.area_dm2 for one in self._parts(root, area, at) if one.parcel == parcel)

    def _began_right(self, parcel: str) -> bool:
        """Whether the land had one of the statuses asked for on the day before the start."""
        if not self.scope.statuses:
            return True
        eve = (self.first - timedelta(days=1)).toordinal()
        front, met = [parcel], {parcel}
        while front:
            for one in front:
                row = self._row_on(one, eve)
                if row is not None and self._word("status", row) in self.scope.statuses:
                    return True
            older = {kin for one in front for kin in self.descent.parents.get(one, ())} - met
            met |= older
            front = sorted(older)
        return False

    def _breaks(self, parcel: str, start: int) -> Iterator[int]:
        """The days after a change on which something of it may have become otherwise."""
        for one in self.descent.all_from([parcel]):
            for row in self._spans(one):
                if start < self.courses.start[row] <= self.cut.toordinal():
                    yield int(self.courses.start[row])

    def _route(self, parts: tuple[Part, ...], row: int) -> str:
        """The route as it is told on the last day; that of the change where it is told no more."""
        for one in parts:
            place = self._row_on(one.parcel, self.cut.toordinal())
            if place is not None and self._word("route", place):
                return self._word("route", place)
        return self._word("route", row)

    def _row_on(self, parcel: str, at: int) -> int | None:
        for row in self._spans(parcel):
            if self.courses.start[row] <= at < self.courses.end[row]:
                return row
        return None

    def _last_area(self, parcel: str) -> int:
        told = [row for row in self._spans(parcel) if self._word("status", row)]
        return int(self.courses.area_dm2[told[-1]]) if told else 0

    def _word(self, name: str, row: int) -> str:
        column = self.courses.words[name]
        return str(column.words[column.at[row]])

    def _spans(self, parcel: str) -> range:
        """The spans of a parcel in order of days; none where it is not known."""
        return self._places.get(parcel, range(0))

    @cached_property
    def _places(self) -> Mapping[str, range]:
        return self.places or places_of(self.courses)


def places_of(courses: Courses) -> dict[str, range]:
    """Parcel -> its spans, which lie together, in order of days."""
    ids = courses.words["parcel"]
    codes, starts, counts = np.unique(ids.at, return_index=True, return_counts=True)
    both = zip(codes.tolist(), starts.tolist(), counts.tolist(), strict=True)
    return {ids.words[code]: range(start, start + many) for code, start, many in both}


__all__ = ["Counted", "Descent", "Part", "Tally", "places_of"]
