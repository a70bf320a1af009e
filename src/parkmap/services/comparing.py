"""What an import would do to the record: row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import shapely
from sqlalchemy import Connection

from parkmap.geometry.measure import area_m2, total_bounds
from parkmap.land.fitting import same
from parkmap.land.mapping import SOURCE
from parkmap.said import say
from parkmap.services.covering import keep_off
from parkmap.services.formerly import keep_off_former
from parkmap.services.judging import judge
from parkmap.services.lines import VERDICTS, Key, Line, Options
from parkmap.services.matching import array, matches, moved_m
from parkmap.services.placing import name_parks, place
from parkmap.services.record import Record
from parkmap.services.standing import (
    ALLOTTED,
    PARCEL,
    Standing,
    park_names,
    park_outlines,
    standing,
)
from parkmap.services.web_maps import keep_web_maps_out
from parkmap.units import dm2_to_m2, m2_to_dm2

Step = Callable[[int, int], None]
ABOUT_FILE: Final = frozenset({"data_source", "declared_area_m2", SOURCE})
"""What a boundary TXT says of itself; in a file of our own it is our own word, rounded."""

MARGIN_DEG: Final = 1e-5
"""How far around the file's box parcels are looked at: some metre."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every row with its verdict; id -> version of what the record has and the file has not."""

    lines: list[Line]
    gone: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many rows of each verdict, how many are gone, how many would be taken."""
        found = Counter(one.verdict for one in self.lines)
        return {
            **{verdict: found[verdict] for verdict in VERDICTS},
            "gone": len(self.gone),
            "taken": sum(one.included for one in self.lines),
        }


def compare(
    connection: Connection, record: Record, options: Options, lines: Sequence[Line],
    ids: Mapping[Key, str] | None = None, step: Step | None = None,
) -> Comparison:  # fmt: skip
    """Compare rows with the record as it stands.

    Parameters
    ----------
    lines
        As mapped; each gets its verdict, changes and findings.
    ids
        Ids that somebody chose for rows (key -> id), over what the file says.
    step
        Called with rows done and rows in all.

    Returns
    -------
    Comparison
        The same for the same record and rows: confirming compares again and asks whether it is.
    """
    chosen = dict(ids or {})
    gone: dict[str, int] = {}
    for kind in sorted({one.kind for one in lines} | {options.kind}):
        mine = [one for one in lines if one.kind == kind]
        _identify(mine, chosen)
        here = standing(connection, record, kind, _days(mine), _box(mine),
                        everything=options.scope == "all")  # fmt: skip
        if kind == PARCEL:
            name_parks(park_names(connection, record), mine, lines)
        _by_id(record, here, options, mine)
        if not options.mirror:
            _by_outline(record, here, options, mine)
            gone |= _gone(here, options, mine)
        _measure(record, mine)
        if kind == PARCEL:
            parks = park_outlines(connection, record)
            place(parks, mine, lines)
            keep_web_maps_out(here, parks[1], mine)
            keep_off(here, mine)
            keep_off_former(connection, record, mine)
            judge(record, mine)
        for number, one in enumerate(mine, 1):
            one.settle()
            if step and number % 1_000 == 0:
                step(number, len(mine))
    return Comparison(list(lines), gone)


def _identify(lines: Sequence[Line], chosen: Mapping[Key, str]) -> None:
    """Which rows have an id of their own; those that share one wait until one is chosen."""
    unshared = {one.own_id for one in lines if one.shared == 1 and one.key not in chosen}
    wanted = Counter(chosen.values())
    for one in lines:
        if one.verdict == "bad":
            continue
        one.subject_id = chosen.get(one.key, one.own_id)
        if one.key in chosen:
            taken = wanted[chosen[one.key]] > 1 or one.subject_id in unshared
        else:
            taken = one.subject_id is not None and one.shared > 1
        if taken:
            one.verdict = "held"
            one.tell("shared_id", "warning", say("other rows have the id %(id)s too",
                                                id=one.subject_id),
                    say("choose which one it is, or correct the others"))  # fmt: skip


def _days(lines: Sequence[Line]) -> dict[str, date]:
    return {one.subject_id: one.day for one in lines if one.subject_id and one.verdict == "new"}


def _box(lines: Sequence[Line]) -> tuple[float, float, float, float] | None:
    shapes = array([one.shape for one in lines if one.shape is not None])
    found = total_bounds(shapes) if len(shapes) else None
    if found is None:
        return None
    west, south, east, north = found
    return west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG


def _by_id(record: Record, here: Standing, options: Options, lines: Sequence[Line]) -> None:
    known = []
    for one in lines:
        if one.verdict != "new" or one.subject_id is None:
            continue
        if one.day > record.today():
            one.refuse("future_day", say("it holds from %(day)s, which lies in the future",
                                         day=one.day.isoformat()),
                       say("give the day from which it holds"))  # fmt: skip
        elif one.subject_id in here.found:
            known.append(one)
        else:
            _new(here, options, one)
    _known(here, options, known, _producers(record))


def _producers(record: Record) -> frozenset[str]:
    """How a file names its maker where the zone made it itself: it has nothing new to say then."""
    return frozenset({record.zone.name("zh"), record.zone.name("en")})


def _new(here: Standing, options: Options, one: Line) -> None:
    action = here.lapsed.get(one.subject_id or "")
    if action in ALLOTTED:
        one.refuse("used_id", say("the id %(id)s was given out before", id=one.subject_id),
                   say("choose another id; ids are never used again"))  # fmt: skip
        return
    if action is not None:
        one.tell("was_undone", "info", say("%(id)s was in the record until its entry was undone",
                                          id=one.subject_id), say("nothing to do"))  # fmt: skip
    if one.shape is None:
        one.refuse("no_boundary", say("it has no boundary"), say("draw one, or leave the row out"))
        return
    if one.kind == PARCEL:
        one.state.setdefault("status", options.status)


def _known(
    here: Standing, options: Options, lines: Sequence[Line], producers: frozenset[str]
) -> None:
    """Rows of subjects that are there: what differs, field by field, and how far they moved."""
    drawn = []
    for one in lines:
        stored = here.found[one.subject_id or ""]
        one.version = stored.version
        retired = stored.state.get("retired_on")
        if retired:
            one.refuse("retired", say("%(id)s was retired on %(day)s", id=stored.id, day=retired),
                       say("give the row an id of its own, or leave it out"))  # fmt: skip
            continue
        state, text, later = here.on(stored.id, one.day)
        if one.state.get("data_source") in producers:
            one.state = {name: value for name, value in one.state.items() if name not in ABOUT_FILE}
        if text is None:
            one.refuse("before_record", say("%(id)s is in the record only since after %(day)s",
                                            id=stored.id, day=one.day.isoformat()),
                       say("give a later day"))  # fmt: skip
            continue
        _fields(one, state)
        if one.shape is not None and one.geojson != text:
            drawn.append((one, shapely.from_geojson(text), "geometry" in later))
        _warn_later(one, later)
    _outlines(options, drawn)
    for one in lines:
        if one.verdict == "new":
            one.verdict = "changed" if one.changes or one.moved_m is not None else "unchanged"


def _fields(one: Line, state: Mapping[str, Any]) -> None:
    wanted = dict(one.state)
    kept = wanted.pop(SOURCE, None)
    if kept:
        wanted[SOURCE] = {**(state.get(SOURCE) or {}), **kept}
    wanted |= dict.fromkeys(one.blank)
    for name, value in wanted.items():
        if not same(state.get(name), value):
            one.changes[name] = [state.get(name), value]
    for name, (was, now) in (one.edited or {}).items():
        if name in one.changes and not same(state.get(name), was):
            one.tell(
                "edited_twice", "error",
                say("%(field)s is '%(theirs)s' in the record by now; the file was written with "
                    "'%(was)s' and says '%(now)s'", field=name, theirs=str(state.get(name))[:60],
                    was=str(was)[:60], now=str(now)[:60]),
                say("choose the row to take the file's word, or leave it out"),
            )  # fmt: skip


def _warn_later(one: Line, later: Mapping[str, str]) -> None:
    for name in sorted(set(one.changes) & set(later)):
        one.tell("later_fact", "warning",
                say("%(field)s has another value from %(day)s on; this one holds until then",
                    field=name, day=later[name]),
                say("give a later day if it should hold now"))  # fmt: skip


def _outlines(options: Options, drawn: Sequence[tuple[Line, Any, bool]]) -> None:
    if not drawn:
        return
    before = array([old for _, old, _ in drawn])
    after = array([one.shape for one, _, _ in drawn])
    for (one, _, later), far in zip(drawn, moved_m(before, after).tolist(), strict=True):
        if far <= options.tolerance_m:
            continue
        if later:
            one.refuse("later_boundary", say("its boundary changed again after %(day)s",
                                             day=one.day.isoformat()),
                       say("give a day after that change"))  # fmt: skip
            continue
        one.moved_m = far


def _by_outline(record: Record, here: Standing, options: Options, lines: Sequence[Line]) -> None:
    """Rows without an id: the parcel whose outline they have, to be confirmed by somebody."""
    loose = [one for one in lines if one.subject_id is None and one.verdict == "new"]
    named = {one.subject_id for one in lines if one.subject_id}
    free = [one for one in here.current() if one not in named]
    found = matches(array([one.shape for one in loose]), here.shapes(free)) if loose else []
    claimed = []
    for one, match in zip(loose, found, strict=True):
        if match is None or match.rivals:
            one.verdict = "held"
            one.tell("no_id", "warning", say("it has no id"), say("give it one of its own"))
            continue
        one.subject_id, one.share = free[match.target], match.share
        one.tell("matched", "warning",
                say("it has no id; its outline is that of %(id)s by %(share)s %%",
                    id=one.subject_id, share=f"{100 * match.share:.1f}"),
                say("confirm the match, or give it another id"))  # fmt: skip
        claimed.append(one)
    _known(here, options, claimed, _producers(record))
    for one in claimed:
        if one.verdict != "bad":
            one.verdict = "matched"


def _gone(here: Standing, options: Options, lines: Sequence[Line]) -> dict[str, int]:
    named = {one.subject_id or one.own_id for one in lines} | {one.own_id for one in lines}
    missing = [one for one in here.current() if one not in named]
    shapes = [one.shape for one in lines if one.shape is not None]
    if options.scope == "near" and missing:
        if not shapes:
            return {}
        hull = shapely.convex_hull(shapely.geometrycollections(shapes))
        shapely.prepare(hull)
        inside = shapely.covers(hull, shapely.point_on_surface(here.shapes(missing)))
        missing = [one for one, within in zip(missing, inside, strict=True) if within]
    return {one: here.found[one].version for one in missing}


def _measure(record: Record, lines: Sequence[Line]) -> None:
    """The area that each drawn row would be recorded with; an unmoved one keeps the record's."""
    drawn = [one for one in lines if one.draws or one.verdict in {"matched", "held"}]
    drawn = [one for one in drawn if one.shape is not None]
    areas = area_m2(array([one.shape for one in drawn]), record.zone.gk_zone)
    for one, area in zip(drawn, areas.tolist(), strict=True):
        one.area_m2 = dm2_to_m2(m2_to_dm2(area))


__all__ = ["Comparison", "Step", "compare"]
