"""Enterprises with the parcels and buildings that they use, their yearly figures and grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parkmap.errors import BadValue, Conflict
from parkmap.land.chains import DIRECTION
from parkmap.land.enterprises import (
    ENTERPRISE,
    ENTERPRISE_ITEMS,
    ENTERPRISE_PREFIX,
    FIRST_YEAR,
    TENANCY,
    TENANCY_ITEMS,
    TENANCY_PREFIX,
    checked_code,
    figures_of,
    years_of,
)
from parkmap.land.grading import Grade, grade
from parkmap.land.items import Items, checked
from parkmap.services import subjects
from parkmap.services.cases import refuse_unknown
from parkmap.services.chain_records import choices
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, Amendment, Entered, Fresh
from parkmap.store import present
from parkmap.store.present import Stored
from parkmap.units import dm2_to_mu, m2_to_dm2


@dataclass(frozen=True, slots=True)
class Use:
    """A parcel, or a building on it, that an enterprise uses, and the area that it counts with.

    `area_dm2` is the area given; the whole parcel's where none was.
    """

    id: str
    version: int
    state: dict[str, Any]
    area_dm2: int

    def holds_on(self, day: date) -> bool:
        """Whether it is used on a day."""
        text = day.isoformat()
        last = str(self.state.get("until_on") or text)
        return str(self.state["from_on"]) <= text <= last


@dataclass(frozen=True, slots=True)
class Yearly:
    """Figures of a year, the land used at its end, and the grade; None without rules."""

    year: int
    figures: dict[str, float | None]
    area_dm2: int
    grade: Grade | None

    @property
    def mu(self) -> float:
        """The land used, in mu."""
        return dm2_to_mu(self.area_dm2)


@dataclass(frozen=True, slots=True)
class EnterpriseView:
    """An enterprise as it stands, what it uses, and its figures of one or all years."""

    id: str
    version: int
    state: dict[str, Any]
    uses: tuple[Use, ...]
    years: tuple[Yearly, ...]

    def has(self, text: str) -> bool:
        """Whether its name, code, id or a parcel of it contains a text, in any case."""
        held = [self.state["name"], self.state.get("code", ""), self.id]
        held += [use.state["parcel"] for use in self.uses]
        return any(text.casefold() in str(one).casefold() for one in held)


def items(record: Record, actor: Actor) -> Items:
    """The items of an enterprise; its direction is chosen among those of the record."""
    found, known = dict(ENTERPRISE_ITEMS), choices(record, actor, DIRECTION)
    if known:
        found["direction"] = found["direction"]._replace(kind="code", codes=known)
    return found


def enterprises(record: Record, actor: Actor, year: int) -> list[EnterpriseView]:
    """Every enterprise with its figures and grade of a year, by name; for staff.

    Raises
    ------
    BadValue
        The year has not begun, or lies too far back.
    """
    checked_year(record, year)
    found = subjects.every(record, actor, ENTERPRISE)
    uses = _uses(record, actor)
    views = [_view(record, one, uses.get(one.id, ()), (year,)) for one in found]
    return sorted(views, key=lambda one: (str(one.state["name"]), one.id))


def over_years(record: Record, actor: Actor) -> list[EnterpriseView]:
    """Every enterprise with all years that have figures, by name; for staff."""
    uses = _uses(record, actor)
    views = [
        _view(record, one, uses.get(one.id, ()), years_of(one.state))
        for one in subjects.every(record, actor, ENTERPRISE)
    ]
    return sorted(views, key=lambda one: (str(one.state["name"]), one.id))


def enterprise(record: Record, actor: Actor, enterprise_id: str) -> EnterpriseView:
    """One enterprise with every year that has figures; NotFound where there is none."""
    stored = subjects.read(record, actor, ENTERPRISE, enterprise_id)
    uses = _uses(record, actor).get(enterprise_id, ())
    return _view(record, stored, uses, years_of(stored.state))


def of_parcel(record: Record, actor: Actor, parcel_id: str) -> list[EnterpriseView]:
    """The enterprises that use a parcel or a building on it; for staff."""
    uses = _uses(record, actor)
    ids = {one for one, held in uses.items()
           if any(use.state["parcel"] == parcel_id for use in held)}  # fmt: skip
    found = subjects.every(record, actor, ENTERPRISE)
    return [_view(record, one, uses[one.id], ()) for one in found if one.id in ids]


def enter_enterprise(
    record: Record, actor: Actor, fields: Mapping[str, Any], reason: str, key: str | None = None,
    papers: Sequence[str] = (),
) -> Entered:  # fmt: skip
    """Enter an enterprise.

    Raises
    ------
    BadValue
        An item that is missing or does not fit; a code whose check digit is wrong.
    Conflict
        One of this name or code is there already.
    """
    require(actor, EDIT)
    kept = _checked(record, actor, fields, "", whole=True)
    fresh = Fresh(ENTERPRISE, kept, record.today(), reason or str(kept["name"]), papers)
    return subjects.enter(record, actor, [fresh], ENTERPRISE_PREFIX, key)


def amend_enterprise(
    record: Record, actor: Actor, one: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change an enterprise from today on; refusals as for entering one."""
    require(actor, EDIT)
    kept = _checked(record, actor, fields, one, whole=False)
    asked = Amendment(ENTERPRISE, {one: version}, kept, record.today(), reason or one, papers)
    return subjects.amend(record, actor, asked, key)


def enter_use(
    record: Record, actor: Actor, enterprise_id: str, fields: Mapping[str, Any], reason: str,
    key: str | None = None,
) -> Entered:  # fmt: skip
    """Tie an enterprise to a parcel, or to a building on it, from a day on."""
    require(actor, EDIT)
    subjects.read(record, actor, ENTERPRISE, enterprise_id)
    kept = _checked_use(record, fields, whole=True) | {"enterprise": enterprise_id}
    fresh = Fresh(TENANCY, kept, record.today(), reason or f"{enterprise_id} {kept['parcel']}")
    return subjects.enter(record, actor, [fresh], TENANCY_PREFIX, key)


def amend_use(
    record: Record, actor: Actor, one: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None,
) -> Receipt:  # fmt: skip
    """Change a use, or end it by its last day."""
    require(actor, EDIT)
    now = subjects.read(record, actor, TENANCY, one).state
    kept = _checked_use(record, fields, whole=False)
    _check_days({**now, **kept})
    asked = Amendment(TENANCY, {one: version}, kept, record.today(), reason or one)
    return subjects.amend(record, actor, asked, key)


def checked_year(record: Record, year: int) -> int:
    """The year, if it has begun and does not lie too far back."""
    if not FIRST_YEAR <= year <= record.today().year:
        raise BadValue(
            "the year %(value)s is not from %(first)s to %(last)s; choose another",
            field="year", value=year, first=FIRST_YEAR, last=record.today().year,
        )  # fmt: skip
    return year


def _checked(
    record: Record, actor: Actor, fields: Mapping[str, Any], own: str, *, whole: bool
) -> dict[str, Any]:
    kept = checked(items(record, actor), fields, whole=whole)
    if kept.get("code"):
        kept["code"] = checked_code(kept["code"])
    for one in subjects.every(record, actor, ENTERPRISE):
        for field in ("name", "code"):
            if one.id != own and kept.get(field) and one.state.get(field) == kept[field]:
                raise Conflict(
                    "%(id)s is called so already; go on with that one",
                    field=field, id=one.id,
                )  # fmt: skip
    return kept


def _checked_use(record: Record, fields: Mapping[str, Any], *, whole: bool) -> dict[str, Any]:
    kept = checked(TENANCY_ITEMS, fields, whole=whole)
    if kept.get("parcel"):
        refuse_unknown(record, [kept["parcel"]], "parcel")
    area = kept.get("area_m2")
    if area is not None and area <= 0:
        raise BadValue("an area is above 0; leave it empty for the whole parcel", field="area_m2")
    _check_days(kept)
    return kept


def _check_days(state: Mapping[str, Any]) -> None:
    first, last = state.get("from_on"), state.get("until_on")
    if first and last and last < first:
        raise BadValue(
            "it cannot end on %(last)s, before it begins (%(first)s)",
            field="until_on", last=last, first=first,
        )  # fmt: skip


def _uses(record: Record, actor: Actor) -> dict[str, tuple[Use, ...]]:
    """Enterprise -> what it uses, by parcel."""
    held = subjects.every(record, actor, TENANCY)
    ids = sorted({one.state["parcel"] for one in held})
    with record.store.read() as connection:
        rows = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    areas = {one.id: m2_to_dm2(one.state.get("area_m2") or 0.0) for one in rows}
    found: dict[str, tuple[Use, ...]] = {}
    for one in sorted(held, key=lambda each: (each.state["parcel"], each.id)):
        own = one.state.get("area_m2")
        area = areas.get(one.state["parcel"], 0) if own is None else m2_to_dm2(own)
        use = Use(one.id, one.version, one.state, area)
        whose = str(one.state["enterprise"])
        found[whose] = (*found.get(whose, ()), use)
    return found


def _view(
    record: Record, stored: Stored, uses: Sequence[Use], years: Sequence[int]
) -> EnterpriseView:
    yearly = tuple(_yearly(record, stored.state, uses, year) for year in years)
    return EnterpriseView(stored.id, stored.version, stored.state, tuple(uses), yearly)


def _yearly(record: Record, state: dict[str, Any], uses: Sequence[Use], year: int) -> Yearly:
    day = min(date(year, 12, 31), record.today())
    area = sum(one.area_dm2 for one in uses if one.holds_on(day))
    figures = figures_of(state, year)
    rules = record.zone.grading
    return Yearly(year, figures, area, grade(rules, figures, dm2_to_mu(area, 4)) if rules else None)


__all__ = [
    "EnterpriseView", "Use", "Yearly", "amend_enterprise", "amend_use", "checked_year",
    "enter_enterprise", "enter_use", "enterprise", "enterprises", "items", "of_parcel",
    "over_years",
]  # fmt: skip
