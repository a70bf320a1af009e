"""The A4 sheet of a campaign: what stands on it, in the language of the request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from flask_babel import gettext

from parkmap.land.campaigns import COUNTS, campaign_name
from parkmap.land.codes import word
from parkmap.land.pace import VERDICTS, burn_up
from parkmap.land.status import STATUSES
from parkmap.reports.campaign_sheet import Chart, burn_up_drawing, map_drawing
from parkmap.reports.qr import fits, qr
from parkmap.reports.typeset import typeset
from parkmap.services.campaign_map import map_of
from parkmap.services.campaign_next import Next
from parkmap.services.campaign_sentences import closing_line, headline, held_mu, mu_of, reason_of
from parkmap.services.campaign_standing import Row, Standing
from parkmap.services.imprint import Printed, head_of, proof, remarks, short
from parkmap.services.record import Actor, Record
from parkmap.units import dm2_to_mu
from parkmap.web.campaign_file import fallen_text, method_text, status_word
from parkmap.web.print_words import print_words
from parkmap.web.telling import told

MAP_MM: Final = (0.0, 0.0, 74.0, 66.0)
QR_MM: Final = 25.0
MOST_NEXT: Final = 8


def sheet(
    record: Record, actor: Actor, one: Standing, ahead: Next, address: str, *,
    names: Mapping[str, str], parks: Mapping[str, str], lang: str,
) -> Printed:  # fmt: skip
    """The sheet as PDF; the same record and day give the same bytes.

    Parameters
    ----------
    address
        Of the campaign's page, for the code; none where it is too long for one.
    names, parks
        What people and parks are called, by their ids.
    """
    words = _words(one, ahead)
    with record.store.read() as connection:
        top, moment = head_of(connection, record)
    closing = closing_line(one)
    data = {
        "lang": lang, "title": short(campaign_name(one.state, lang), 60), "words": words,
        "zone": record.zone.name(lang), "terms": _terms(one, lang), "verdict": one.verdict,
        "verdict_word": told(VERDICTS[one.verdict]), "sentence": told(headline(one)),
        "qr": qr(address, QR_MM) if fits(address) else None, "tiles": _tiles(one),
        "chart": burn_up_drawing(_chart(one)), "map": _map(record, actor, one, ahead, lang),
        "heads": [str(text) for text in _heads()],
        "rows": [_row(n, row, names, parks, lang) for n, row in enumerate(one.rows, 1)],
        "fallen": [said for row in one.rows if (said := fallen_text(one, row, lang))],
        "next_heads": [str(gettext("Parcel")), str(gettext("Park")), str(gettext("mu")),
                       str(gettext("Why it is near"))],
        "next": [
            [each.id, short(parks.get(each.park, each.park), 34),
             f"{dm2_to_mu(each.area_dm2):,.2f}", told(reason_of(each.near, lang))]
            for each in ahead.rows[:MOST_NEXT]
        ],
        "closing": [told(closing)] if closing else [],
        "remarks": [gettext("Figures of %(day)s", day=one.on.isoformat()),
                    *remarks(record, moment, print_words(), lang)],
        "proof": proof(top, print_words()),
    }  # fmt: skip
    return Printed(typeset("campaign", data, moment), top.seq)


def _words(one: Standing, ahead: Next) -> dict[str, str]:
    run = one.mu.run
    return {
        "sheet": str(gettext("Campaign sheet · internal")),
        "scan": str(gettext("Scan for the page as it stands now")),
        "chart": str(gettext("Burn-up (mu)")),
        "chart_key": str(gettext(
            "Green: what counts; grey dashes: target to %(day)s (red); blue dashes: forecast, bar: "
            "its range", day=run.deadline_on.isoformat(),
        )),
        "map": str(gettext("Where they lie")),
        "map_key": str(gettext("Filled: of this campaign; dashed: next candidates")),
        "no_map": str(gettext("No parcel has a boundary to draw yet.")),
        "parcels": str(gettext("Parcels behind the figures: %(n)s, %(mu)s mu count",
                               n=len(one.rows), mu=f"{one.done_mu:,.2f}")),
        "no_parcels": str(gettext("No parcel has counted yet.")),
        "next": str(gettext("Next candidates")),
        "next_of": str(gettext("%(shown)s of %(n)s shown, the nearest first; %(mu)s mu in all",
                               shown=min(MOST_NEXT, len(ahead.rows)), n=len(ahead.rows),
                               mu=f"{dm2_to_mu(ahead.area_dm2):,.2f}")),
        "method": method_text(),
    }  # fmt: skip


def _terms(one: Standing, lang: str) -> str:
    run, counts = one.mu.run, COUNTS[one.rule.counts]
    posts = [one.state.get(name) for name in ("team", "leader_post", "officer_post")]
    return " · ".join([
        f"{run.starts_on.isoformat()} – {run.deadline_on.isoformat()}",
        counts.zh if lang == "zh" else counts.en, *(short(each) for each in posts if each),
    ])  # fmt: skip


def _tiles(one: Standing) -> list[dict[str, str]]:
    run, mu = one.mu.run, str(gettext("mu"))
    a_day = str(gettext("mu a day"))
    needed = run.needed if run.left else None
    parcels = gettext("%(n)s of %(goal)s parcels", n=one.count, goal=one.parcels.run.goal) if (
        one.parcels) else gettext("%(n)s parcels", n=one.count)  # fmt: skip
    return [
        _tile(gettext("Done"), f"{one.done_mu:,.2f}", mu, parcels),
        _tile(gettext("Still lacking"), f"{one.left_mu:,.2f}", mu,
              gettext("of a goal of %(mu)s mu", mu=f"{one.goal_mu:,.2f}")),
        _tile(gettext("Days left"), f"{run.days_left}", str(gettext("days")),
              gettext("%(n)s of %(days)s gone", n=run.gone, days=run.days)),
        _tile(gettext("Pace needed"), "–" if needed is None else f"{mu_of(needed):,.2f}", a_day,
              gettext("held so far: %(mu)s", mu=f"{held_mu(one):,.2f}")),
        _expected(one),
    ]  # fmt: skip


def _expected(one: Standing) -> dict[str, str]:
    found, reached = one.expected, one.mu.run.reached_on
    if found is None:
        note = gettext("reached") if reached else gettext("no forecast")
        label = gettext("Reached on") if reached else gettext("Expected on")
        return _tile(label, reached.isoformat() if reached else "–", "", note)
    days = [str(gettext("open")) if day is None else day.isoformat()
            for day in (found.on, found.earliest, found.latest)]  # fmt: skip
    note = gettext("%(early)s to %(late)s", early=days[1], late=days[2])
    return _tile(gettext("Expected on"), days[0], "", note)


def _tile(label: str, value: str, unit: str, note: str) -> dict[str, str]:
    return {"label": str(label), "value": value, "unit": unit, "note": str(note)}


def _chart(one: Standing) -> Chart:
    points = [
        (point.day, None if point.done is None else dm2_to_mu(point.done), mu_of(point.target))
        for point in burn_up(one.mu.run)
    ]
    found = one.mu.forecast
    days: tuple[date | None, ...] = (
        (found.on, found.earliest, found.latest) if found else (None, None, None)
    )
    return Chart(points, one.goal_mu, one.mu.run.deadline_on, *days)


def _map(
    record: Record, actor: Actor, one: Standing, ahead: Next, lang: str
) -> dict[str, Any] | None:  # fmt: skip
    found = map_of(record, actor, one, ahead, MAP_MM, lang)
    if found is None:
        return None
    parcels = [(each.kind, each.status, each.shape) for each in found.parcels]
    return map_drawing(found.frame, parcels, found.parks, STATUSES)


def _heads() -> list[str]:
    return [
        "#", gettext("Parcel"), gettext("Park"), gettext("Day"),
        gettext("Change of status"), gettext("Route"), gettext("mu"), gettext("Officer"),
    ]  # fmt: skip


def _row(
    n: int, row: Row, names: Mapping[str, str], parks: Mapping[str, str], lang: str
) -> list[str]:
    one, by = row
    change = f"{status_word(one.before, lang)} → {status_word(one.to, lang)}"
    return [
        str(n), one.parcel, short(parks.get(one.park, one.park), 30), one.on.isoformat(), change,
        word("route", one.route, lang) if one.route else "–", f"{dm2_to_mu(one.counts_dm2):,.2f}",
        short(names.get(by.actor, by.actor), 16) if by else "–",
    ]  # fmt: skip


__all__ = ["sheet"]
