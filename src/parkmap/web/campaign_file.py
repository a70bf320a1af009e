"""The parcels of a campaign as a table, with its figures and what they mean beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from parkmap.formats.out.tables import Table, TableColumn
from parkmap.land.campaigns import COUNTS, NEEDS, campaign_name
from parkmap.land.codes import word
from parkmap.land.pace import LEAST_DAYS, LEAST_GAINS, RECENT_DAYS
from parkmap.land.status import STATUSES
from parkmap.services.campaign_standing import Row, Standing
from parkmap.units import dm2_to_m2, dm2_to_mu
from parkmap.web.campaign_body import campaign_body


def parcels_table(
    one: Standing, names: Mapping[str, str], parks: Mapping[str, str], lang: str
) -> Table:  # fmt: skip
    """A row for each parcel that changed so that it counts, in order of the days."""
    columns = (
        TableColumn("#", "whole", 5), TableColumn(gettext("Parcel")),
        TableColumn(gettext("Park"), width=22), TableColumn(gettext("Day of the change"), "date"),
        TableColumn(gettext("From status")), TableColumn(gettext("To status")),
        TableColumn(gettext("Route"), width=20), TableColumn(gettext("Area (m²)"), "mu"),
        TableColumn(gettext("Area (mu)"), "mu"), TableColumn(gettext("Counts (mu)"), "mu"),
        TableColumn(gettext("Why not all counts"), width=36),
        TableColumn(gettext("Officer"), width=16), TableColumn(gettext("Ledger entry"), "whole"),
        TableColumn(gettext("Recorded on"), "date"),
    )  # fmt: skip
    rows = [_row(n, one, row, names, parks, lang) for n, row in enumerate(one.rows, 1)]
    return Table(str(gettext("Parcels")), columns, rows)


def about_table(one: Standing, lang: str) -> Table:
    """The figures of the campaign, each with its unit, day and denominator, and the method."""
    body = campaign_body(one, lang)
    area, said = body["area"], body["forecast"]
    needs = [NEEDS[name].zh if lang == "zh" else NEEDS[name].en for name in one.rule.needs]
    counts = COUNTS[one.rule.counts]
    rows: list[list[Any]] = [
        [gettext("Campaign"), campaign_name(one.state, lang)],
        [gettext("In one sentence"), body["sentence"]],
        [gettext("As of"), one.on],
        [gettext("Ledger entry"), one.seq],
        [gettext("Starts on"), one.mu.run.starts_on],
        [gettext("Deadline"), one.mu.run.deadline_on],
        [gettext("What counts"), counts.zh if lang == "zh" else counts.en],
        [gettext("Needed to count"), ("、" if lang == "zh" else ", ").join(needs)],
        [gettext("Goal (mu)"), one.goal_mu],
        [gettext("Done (mu)"), one.done_mu],
        [gettext("Left (mu)"), one.left_mu],
        [gettext("Share of the goal"), one.share],
        [gettext("Parcels that count"), one.count],
        [gettext("Days gone of %(days)s", days=area["days"]), area["days_gone"]],
        [gettext("Needed (mu a day)"), area["needed_mu_per_day"]],
        [gettext("Held (mu a day)"), area["held_mu_per_day"]],
        [gettext("Expected on"), said["on"] if said else None],
        [gettext("At the earliest"), said["earliest"] if said else None],
        [gettext("At the latest"), said["latest"] if said else None],
        [gettext("Method"), method_text()],
    ]
    columns = (TableColumn(gettext("Figure"), width=20), TableColumn(gettext("Value"), width=80))
    return Table(str(gettext("Figures")), columns, [(str(name), value) for name, value in rows])


def method_text() -> str:
    """How the forecast is made, in a few sentences."""
    return str(gettext(
        "The forecast takes three paces: of the whole run so far, of the last %(recent)s days, and "
        "of the whole run without its best day. The day is that of the first, the range that of "
        "the fastest and the slowest. There is none before %(days)s days are gone and land came "
        "in on %(gains)s days.",
        recent=RECENT_DAYS, days=LEAST_DAYS, gains=LEAST_GAINS,
    ))  # fmt: skip


def fallen_text(one: Standing, row: Row, lang: str) -> str:
    """Why a parcel does not count, or not whole; empty where it does."""
    said = []
    for part in one.fallen(row):
        mu = f"{dm2_to_mu(part.area_dm2):,.2f}"
        if part.lacks:
            names = [NEEDS[name].zh if lang == "zh" else NEEDS[name].en for name in part.lacks]
            listed = ("、" if lang == "zh" else ", ").join(names)
            said.append(gettext("%(id)s (%(mu)s mu) lacks: %(fields)s", id=part.parcel, mu=mu,
                                fields=listed))  # fmt: skip
        elif not part.status:
            said.append(gettext("%(id)s (%(mu)s mu) left the record on %(day)s", id=part.parcel,
                                mu=mu, day=part.since.isoformat()))  # fmt: skip
        else:
            said.append(gettext("%(id)s (%(mu)s mu) fell back on %(day)s: %(status)s",
                                id=part.parcel, mu=mu, day=part.since.isoformat(),
                                status=status_word(part.status, lang)))  # fmt: skip
    return ("；" if lang == "zh" else "; ").join(map(str, said))


def status_word(code: str, lang: str) -> str:
    """A status in the language of the page."""
    style = STATUSES[code]
    return style.zh if lang == "zh" else style.en


def _row(
    n: int, one: Standing, row: Row, names: Mapping[str, str], parks: Mapping[str, str], lang: str
) -> tuple[Any, ...]:  # fmt: skip
    counted, by = row
    day = by.recorded_at.date().isoformat() if by else None
    return (
        n, counted.parcel, parks.get(counted.park, counted.park), counted.on.isoformat(),
        status_word(counted.before, lang), status_word(counted.to, lang),
        word("route", counted.route, lang) if counted.route else "",
        dm2_to_m2(counted.area_dm2), dm2_to_mu(counted.area_dm2), dm2_to_mu(counted.counts_dm2),
        fallen_text(one, row, lang), names.get(by.actor, by.actor) if by else "",
        by.seq if by else None, day,
    )  # fmt: skip


__all__ = ["about_table", "fallen_text", "method_text", "parcels_table", "status_word"]
