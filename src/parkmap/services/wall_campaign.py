"""The wall's scene of a campaign: will it make it, the burn-up, the latest parcels."""

from __future__ import annotations

from typing import Final

from parkmap.land.campaigns import campaign_name
from parkmap.land.pace import burn_up
from parkmap.said import say
from parkmap.services import campaigns
from parkmap.services.campaign_sentences import headline, held_mu, mu_of
from parkmap.services.campaign_standing import Standing
from parkmap.services.record import Actor, Record
from parkmap.services.wall_scene import Chart, Row, Scene, Tile, mu
from parkmap.units import dm2_to_mu

LATEST: Final = 5
TONES: Final = {"reached": "green", "on_course": "green", "at_risk": "amber", "late": "red",
                "missed": "red"}  # fmt: skip


def campaign(record: Record, reader: Actor, lang: str) -> Scene:
    """The campaign that needs most care: a late one first, then the running, then the last."""
    found = campaigns.standings(record, reader).standings
    if not found:
        return Scene(record.today(), "/campaigns", empty=say("No campaign is in the record."))
    one = found[0]
    points = burn_up(one.mu.run)
    return Scene(
        on=one.on,
        page=f"/campaigns/{one.id}",
        heading=campaign_name(one.state, lang),
        sentence=headline(one),
        tiles=_tiles(one),
        rows_title=say("Latest parcels that count"),
        rows=_latest(one),
        chart=Chart(
            say("Done so far, and the line of the goal"), say("mu"),
            tuple(str(point.day) for point in points),
            tuple(None if point.done is None else dm2_to_mu(point.done) for point in points),
            tuple(mu_of(point.target) for point in points), "line",
        ),
    )  # fmt: skip


def _tiles(one: Standing) -> tuple[Tile, ...]:
    run, unit = one.mu.run, say("mu")
    needed = mu(mu_of(run.needed)) if run.needed is not None and run.left else "—"
    done = Tile(say("Done"), mu(one.done_mu), unit,
                say("%(n)s parcels, %(share)s %% of the goal", n=one.count, share=one.share),
                "revitalized")  # fmt: skip
    deadline = say("deadline %(day)s", day=run.deadline_on)
    goal = Tile(say("Goal"), mu(one.goal_mu), unit, deadline)
    days = Tile(say("Days left"), f"{run.days_left:,}", say("days"),
                say("%(gone)s of %(days)s days gone", gone=run.gone, days=run.days),
                TONES.get(one.verdict, ""))  # fmt: skip
    pace = Tile(say("Pace held"), f"{held_mu(one):,.2f}", say("mu a day"),
                say("needed: %(mu)s mu a day", mu=needed) if run.left else "")  # fmt: skip
    return done, goal, days, pace


def _latest(one: Standing) -> tuple[Row, ...]:
    counted = [row.counted for row in one.rows if row.counted.counts_dm2 > 0 and row.counted.gains]
    counted.sort(key=lambda each: (max(each.gains), each.parcel), reverse=True)
    return tuple(
        Row((each.parcel, str(max(each.gains)),
             say("%(mu)s mu", mu=mu(dm2_to_mu(each.counts_dm2))))) for each in counted[:LATEST]
    )  # fmt: skip


__all__ = ["campaign"]
