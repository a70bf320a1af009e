"""The chapter of campaigns: will each make it, what counts, what could count next."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from parkmap.land.campaigns import campaign_name
from parkmap.land.codes import word
from parkmap.land.pace import VERDICTS
from parkmap.land.report import Cell, Chapter, Column, Table
from parkmap.land.report_stuck import Stuck, responsible_of, stuck_at
from parkmap.services import campaigns
from parkmap.services.campaign_next import Next, candidates
from parkmap.services.campaign_sentences import closing_line, headline
from parkmap.services.campaign_standing import Standing
from parkmap.services.report_known import Known
from parkmap.services.report_said import translated
from parkmap.units import dm2_to_mu

MOST_NEXT: Final = 12


class Told(NamedTuple):
    """A campaign of the period, with what could count next."""

    one: Standing
    ahead: Next

    @property
    def stuck(self) -> Stuck | None:
        """The parcel of its scope at which it is stuck; None where nothing is left to be done."""
        rows = [(each.id, {**each.state, "status": each.status}) for each in self.ahead.rows]
        return stuck_at(rows, self.one.on) if self.one.mu.run.left else None

    @property
    def responsible(self) -> str:
        """Its leader and team, as entered."""
        state = self.one.state
        told = [state.get(name) for name in ("leader_post", "team", "officer_post")]
        return " · ".join(str(each) for each in told if each)


def told_campaigns(known: Known) -> tuple[Told, ...]:
    """The campaigns whose days meet the period, running ones first, the worst first."""
    on = known.period.on
    every = campaigns.standings(known.record, known.actor, on, known.moment).standings
    return tuple(
        Told(one, candidates(known.record, known.actor, one))
        for one in every if _meets(known, one)
    )  # fmt: skip


def campaigns_chapter(known: Known, found: tuple[Told, ...]) -> Chapter:
    """Sentences and tables of some campaigns."""
    t = known.tongue
    said = []
    for each in found:
        name = campaign_name(each.one.state, known.lang)
        line = closing_line(each.one)
        said.append(t("campaign_line", name=name,
                      said=translated(headline(each.one), known.lang)))  # fmt: skip
        said += [translated(line, known.lang)] if line else []
    tables = (_whole(known, found), _rows(known, found), _ahead(known, found)) if found else ()
    return Chapter("campaigns", t("campaigns"), tuple(said) or (t("no_campaign"),), tables)


def _meets(known: Known, one: Standing) -> bool:
    begins = date.fromisoformat(one.state["starts_on"])
    return begins <= known.period.on and one.until >= known.period.since


def _whole(known: Known, found: tuple[Told, ...]) -> Table:
    t = known.tongue
    columns = (
        Column(t("campaign"), width=2.2), Column(t("starts"), width=1.1),
        Column(t("deadline"), width=1.1), Column(t("goal_mu"), "mu"), Column(t("done_mu"), "mu"),
        Column(t("left_mu"), "mu"), Column(t("counted"), "count", 0.7),
        Column(t("verdict"), width=1.2), Column(t("expected"), width=1.1),
    )  # fmt: skip
    return Table("campaigns", t("campaigns_table"), columns,
                 tuple(_whole_row(known, each.one) for each in found),
                 t("no_campaign"))  # fmt: skip


def _whole_row(known: Known, one: Standing) -> tuple[Cell, ...]:
    expected = one.expected.on if one.expected else None
    return (
        campaign_name(one.state, known.lang), str(one.state["starts_on"]),
        str(one.state["deadline_on"]), one.goal_mu, one.done_mu, one.left_mu, one.count,
        translated(VERDICTS[one.verdict], known.lang), expected.isoformat() if expected else None,
    )  # fmt: skip


def _rows(known: Known, found: tuple[Told, ...]) -> Table:
    t = known.tongue
    columns = (
        Column(t("campaign"), width=1.6), Column(t("parcel"), width=0.9),
        Column(t("park"), width=1.5), Column(t("day"), width=1.0), Column(t("turn"), width=1.4),
        Column(t("route"), width=1.0), Column(t("mu"), "mu", 0.8),
        Column(t("counts_mu"), "mu", 0.9),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for each in found:
        name = campaign_name(each.one.state, known.lang)
        for row in each.one.rows:
            one = row.counted
            turn = f"{_status(known, one.before)} → {_status(known, one.to)}"
            rows.append((name, one.parcel, known.park(one.park), one.on.isoformat(), turn,
                         word("route", one.route, known.lang) if one.route else None,
                         dm2_to_mu(one.area_dm2), dm2_to_mu(one.counts_dm2)))  # fmt: skip
    return Table("campaign_parcels", t("campaign_parcels"), columns, tuple(rows), t("none_counted"))


def _ahead(known: Known, found: tuple[Told, ...]) -> Table:
    t = known.tongue
    columns = (
        Column(t("campaign"), width=1.6), Column(t("parcel"), width=0.9),
        Column(t("park"), width=1.6), Column(t("status"), width=0.8), Column(t("mu"), "mu", 0.8),
        Column(t("responsible"), width=2.0),
    )  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (campaign_name(each.one.state, known.lang), row.id, known.park(row.park),
         _status(known, row.status), dm2_to_mu(row.area_dm2), responsible_of(row.state) or None)
        for each in found for row in each.ahead.rows
    )  # fmt: skip
    return Table("campaign_next", t("campaign_next"), columns, rows, t("no_next"),
                 shown=MOST_NEXT)  # fmt: skip


def _status(known: Known, code: str) -> str:
    return word("status", code, known.lang) if code else "—"


__all__ = ["Told", "campaigns_chapter", "told_campaigns"]
