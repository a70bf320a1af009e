"""What could count next for a campaign: land in its scope that does not yet, the nearest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from parkmap.land.cases import CASE, next_step
from parkmap.land.fold import fold
from parkmap.land.ledger import Subject
from parkmap.land.nearness import Near, nearness
from parkmap.services.campaign_land import Land
from parkmap.services.campaign_standing import Standing
from parkmap.services.record import Actor, Record, require
from parkmap.services.subjects import READ
from parkmap.store import ledger, present


class Candidate(NamedTuple):
    """A parcel that could count next: its state, status, area in dm2, and how near it is."""

    id: str
    park: str
    status: str
    area_dm2: int
    state: Mapping[str, Any]
    near: Near


@dataclass(frozen=True, slots=True)
class Next:
    """All candidates, the nearest first, and their area."""

    rows: tuple[Candidate, ...]

    @property
    def area_dm2(self) -> int:
        """What they would bring together, in dm2."""
        return sum(one.area_dm2 for one in self.rows)


def candidates(record: Record, actor: Actor, one: Standing) -> Next:
    """Land in scope that does not count yet, in order of how near it is, each with its reason.

    By the fields that parcels and cases have on the last day of the campaign that was looked at;
    nothing once the campaign is over or closed.

    Raises
    ------
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    require(actor, READ)
    if one.closing is not None or one.mu.run.over:
        return Next(())
    land = one.land
    rows = one.tally.candidates(one.now)
    ids = land.courses.ids(rows)
    lacks = {part.parcel: part.lacks for each in one.now for part in each.parts if part.lacks}
    fell = {part.parcel for each in one.now for part in each.parts if not part.counts(one.rule)}
    states = dict(_states(record, "parcel", ids, land))
    cases = _open_cases(record, land)
    words = land.courses.words
    found = []
    for row, parcel in zip(rows.tolist(), ids, strict=True):
        state = states.get(parcel, {})
        status, park = (words[name].words[words[name].at[row]] for name in ("status", "park"))
        missing = lacks.get(parcel, ()) if status in one.rule.reached else ()
        near = nearness(state, status, missing, cases.get(parcel), land.on, one.until)
        near = near._replace(values={**near.values, "fell": parcel in fell and not missing})
        area = int(land.courses.area_dm2[row])
        found.append(Candidate(parcel, park, status, area, state, near))
    return Next(tuple(sorted(found, key=lambda each: (*each.near.key, each.id))))


def _open_cases(record: Record, land: Land) -> dict[str, dict[str, Any]]:
    """Parcel -> its open case, with its id, as it stood on the day."""
    with record.store.read() as connection:
        ids = sorted(ledger.ids_ever(connection, record.zone_id, CASE))
    return {
        str(state["parcel"]): {**state, "id": one}
        for one, state in _states(record, CASE, ids, land)
        if state.get("parcel") and next_step(state)
    }


def _states(
    record: Record, kind: str, ids: Collection[str], land: Land
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Subjects with their fields as they stood on the day, as it is known."""
    wanted = sorted(ids)
    with record.store.read() as connection:
        if land.known is None and land.on >= record.today():
            for one in present.some(connection, record.zone_id, kind, wanted, with_geometry=False):
                yield one.id, one.state
            return
        subjects = [Subject(kind, one) for one in wanted]
        said = ledger.live(
            connection, record.zone_id, subjects, known=land.known, geometry=False
        )  # fmt: skip
        for subject, told in said.items():
            yield subject.id, fold(kind, told, land.on.isoformat()).state


__all__ = ["Candidate", "Next", "candidates"]
