"""Output, tax and investment per mu by park and chain, with the parcels behind each; for staff."""

from __future__ import annotations

from collections.abc import Mapping
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
    return _of(record, over_years(record, actor), year, _chains(record, actor))


def yields_over_years(record: Record, actor: Actor) -> list[YearYields]:
    """Every year with a figure, oldest first."""
    every, names = over_years(record, actor), _chains(record, actor)
    return [
        _of(record, every, year, names)
        for year in sorted({each.year for one in every for each in one.years})
    ]


def _chains(record: Record, actor: Actor) -> dict[str, str]:
    """The Chinese names of chains by their ids: land and firms may name either."""
    found = subjects.every(record, actor, CHAIN)
    return {one.id: str(one.state.get("name_zh") or one.id) for one in found}


def _of(
    record: Record, every: list[EnterpriseView], year: int, names: Mapping[str, str]
) -> YearYields:
    on = min(date(year, 12, 31), record.today())
    held = [(one, use) for one in every for use in one.uses if use.holds_on(on)]
    uses = [Used(one.id, use.state["parcel"], _own_area(use.state)) for one, use in held]
    firms: dict[str, dict[str, str]] = {}
    chains: dict[str, str] = {}
    for one, use in held:
        firms.setdefault(use.state["parcel"], {})[one.id] = str(one.state["name"])
        if one.state.get("chain"):
            chains.setdefault(use.state["parcel"], str(one.state["chain"]))
    plots, states = _plots(record, on)
    said = {one.id: one.chain or chains.get(one.id, "") for one in plots}
    plots = [one._replace(chain=names.get(said[one.id], said[one.id])) for one in plots]
    figures: dict[str, Figures] = {one.id: figures_of(one.state, year) for one in every}
    behind = {
        one.id: Behind(one.id, states.get(one.id, {}), one.area_dm2,
                       tuple(sorted(firms.get(one.id, {}).items())))
        for one in plots
    }  # fmt: skip
    whole = worked_out(plots, uses, figures, lambda _: "").get("", EMPTY)
    return YearYields(
        year, on, whole, worked_out(plots, uses, figures, lambda one: one.park),
        worked_out(plots, uses, figures, lambda one: one.chain),
        left_out(plots, uses, figures), behind,
    )  # fmt: skip


def _plots(record: Record, on: date) -> tuple[list[Plot], dict[str, dict[str, Any]]]:
    """The parcels of a day and what they say of themselves now."""
    with record.store.read() as connection:
        rows = rows_on(connection, record, on.isoformat())
        ids = [row.parcel_id for row in rows]
        stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    states = {one.id: one.state for one in stored}
    plots = [
        Plot(row.parcel_id, row.park, str(states.get(row.parcel_id, {}).get("chain") or ""),
             row.area_dm2, row.status in {IN_USE, REVITALIZED})
        for row in rows
    ]  # fmt: skip
    return plots, states


def _own_area(state: Mapping[str, Any]) -> int | None:
    own = state.get("area_m2")
    return None if own is None else m2_to_dm2(own)


__all__ = ["Behind", "YearYields", "yields_of", "yields_over_years"]
