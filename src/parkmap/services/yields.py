"""Output, tax and investment per mu by park and chain, with the parcels behind each; for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from parkmap.land.chains import CHAIN
from parkmap.land.enterprises import figures_of
from parkmap.land.status import IN_USE, REVITALIZED
from parkmap.land.yields import MEASURES, Figures, Measure, Plot, Used, Yield, left_out
from parkmap.land.yields import yields as worked_out
from parkmap.services import subjects
from parkmap.services.enterprises import EnterpriseView, checked_year, over_years
from parkmap.services.knowing import rows_on
from parkmap.services.record import Actor, Record
from parkmap.store import present
from parkmap.store.lists import SpanRow
from parkmap.units import m2_to_dm2


@dataclass(frozen=True, slots=True)
class Behind:
    """A parcel behind a figure: its fields, its area, and the enterprises that used it."""

    id: str
    state: dict[str, Any]
    area_dm2: int
    firms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class YearYields:
    """The yields of a year: of the whole zone, by park id and by chain ("" where none is known).

    `on` is the day on which the land counts: the last of the year, or today. `left_out` are
    enterprises with figures whose land is not known.
    """

    year: int
    on: date
    whole: Yield
    parks: dict[str, Yield]
    chains: dict[str, Yield]
    left_out: tuple[str, ...]
    behind: Mapping[str, Behind]

    def rows(self, found: Yield, measure: str = "") -> list[Behind]:
        """The parcels of a group, those with an enterprise first; or those behind one measure."""
        part = found.measures.get(measure)
        ids = found.parcels if part is None else [one.parcel for one in part.parts]
        return sorted((self.behind[one] for one in ids), key=lambda one: (not one.firms, one.id))


EMPTY: Final = Yield((), 0, {name: Measure(name, (), 0) for name in MEASURES})


def yields_of(record: Record, actor: Actor, year: int) -> YearYields:
    """The yields of a year; a page, a report and a wall read these.

    The land is that in production (in use or revitalized) on the last day of the year, as known
    now, with what enterprises used besides; the chain is the parcel's, else its enterprise's.

    Raises
    ------
    BadValue
        The year has not begun, or lies too far back.
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    checked_year(record, year)
    return _of(record, actor, over_years(record, actor), [year])[0]


def yields_over_years(record: Record, actor: Actor, also: int | None = None) -> list[YearYields]:
    """Every year with a figure, and one more where asked for, oldest first.

    What parcels say of themselves is read once for all years.
    """
    every = over_years(record, actor)
    asked = {checked_year(record, also)} if also is not None else set()
    years = {each.year for one in every for each in one.years} | asked
    return _of(record, actor, every, sorted(years))


def _of(
    record: Record, actor: Actor, every: list[EnterpriseView], years: Sequence[int]
) -> list[YearYields]:
    days = [min(date(year, 12, 31), record.today()) for year in years]
    with record.store.read() as connection:
        land = [rows_on(connection, record, day.isoformat()) for day in days]
        ids = sorted({row.parcel_id for rows in land for row in rows})
        stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    states = {one.id: one.state for one in stored}
    names = {one.id: str(one.state.get("name_zh") or one.id)
             for one in subjects.every(record, actor, CHAIN)}  # fmt: skip
    return [
        _year(year, day, every, _plots(rows, states, _firm_chains(every, day), names), states)
        for year, day, rows in zip(years, days, land, strict=True)
    ]


def _year(
    year: int, on: date, every: list[EnterpriseView], plots: list[Plot],
    states: Mapping[str, dict[str, Any]],
) -> YearYields:  # fmt: skip
    held = [(one, use) for one in every for use in one.uses if use.holds_on(on)]
    uses = [Used(one.id, use.state["parcel"], _own_area(use.state)) for one, use in held]
    firms: dict[str, dict[str, str]] = {}
    for one, use in held:
        firms.setdefault(use.state["parcel"], {})[one.id] = str(one.state["name"])
    figures: dict[str, Figures] = {one.id: figures_of(one.state, year) for one in every}
    behind = {
        one.id: Behind(one.id, states.get(one.id, {}), one.area_dm2,
                       tuple(sorted(firms.get(one.id, {}).items())))
        for one in plots
    }  # fmt: skip
    return YearYields(
        year, on, worked_out(plots, uses, figures, lambda _: "").get("", EMPTY),
        worked_out(plots, uses, figures, lambda one: one.park),
        worked_out(plots, uses, figures, lambda one: one.chain),
        left_out(plots, uses, figures), behind,
    )  # fmt: skip


def _firm_chains(every: list[EnterpriseView], on: date) -> dict[str, str]:
    """Parcel -> the chain of the first enterprise on it that names one."""
    found: dict[str, str] = {}
    for one in every:
        for use in one.uses:
            if one.state.get("chain") and use.holds_on(on):
                found.setdefault(use.state["parcel"], str(one.state["chain"]))
    return found


def _plots(
    rows: Sequence[SpanRow], states: Mapping[str, dict[str, Any]], firms: Mapping[str, str],
    names: Mapping[str, str],
) -> list[Plot]:  # fmt: skip
    """The parcels of a day; a chain that is named by its id goes by its Chinese name."""
    plots = []
    for row in rows:
        own = states.get(row.parcel_id, {}).get("chain")
        chain = str(own or firms.get(row.parcel_id, ""))
        works = row.status in {IN_USE, REVITALIZED}
        plots.append(Plot(row.parcel_id, row.park, names.get(chain, chain), row.area_dm2, works))
    return plots


def _own_area(state: Mapping[str, Any]) -> int | None:
    own = state.get("area_m2")
    return None if own is None else m2_to_dm2(own)


__all__ = ["Behind", "YearYields", "yields_of", "yields_over_years"]
