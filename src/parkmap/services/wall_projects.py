"""The wall's scenes of projects and of supervised matters: what is stuck, and since when."""

from __future__ import annotations

from datetime import date
from typing import Final

from parkmap.land.matters import LIGHT
from parkmap.land.project_figures import Figure
from parkmap.land.projects import HALTED, project_name
from parkmap.land.supervision import is_open
from parkmap.said import say
from parkmap.services import matters as every_matter
from parkmap.services import project_views
from parkmap.services.project_views import ProjectView
from parkmap.services.record import Actor, Record
from parkmap.services.wall_scene import Chart, Row, Scene, Tile, word

MOST: Final = 6
QUARTERS: Final = 8
LATE: Final = "late"


def projects(record: Record, reader: Actor, lang: str) -> Scene:
    """Projects in sums, those that are stalled or late first."""
    found = project_views.sums(record, reader, quarters=QUARTERS)
    if not found.all.count:
        return Scene(record.today(), "/projects", empty=say("No project is in the record."))
    stuck = [one for one in project_views.views(record, reader)
             if one.standing.why in {"stalled", LATE}]  # fmt: skip
    now = found.quarters[-1]
    year = next((one.signed for one in found.years if one.year == record.today().year), None)
    tiles = [_money(say("Projects on record"), found.all)]
    if year is not None:
        tiles.append(_money(say("Signed in %(year)s", year=record.today().year), year))
    tiles.append(Tile(
        say("Started, of those signed"), _percent(now.start_rate), "%",
        say("%(n)s of %(of)s projects", n=now.started_by.count, of=now.standing.count), "green",
    ))  # fmt: skip
    tiles.append(Tile(
        say("Stalled or late"), f"{len(stuck):,}", say("projects"),
        say("of %(n)s projects", n=found.all.count), "red" if stuck else "",
    ))  # fmt: skip
    return Scene(
        on=record.today(),
        page="/projects",
        tiles=tuple(tiles),
        rows_title=say("Stalled and late ones first (%(shown)s of %(n)s)",
                       shown=min(MOST, len(stuck)), n=len(stuck)) if stuck else "",
        rows=tuple(_row(record, one, lang) for one in stuck[:MOST]),
        chart=Chart(
            say("Investment signed by quarter"), say("100 million yuan"),
            tuple(one.name for one in found.quarters),
            tuple(round(one.signed.yi, 2) for one in found.quarters),
        ),
    )  # fmt: skip


def matters(record: Record, reader: Actor, lang: str) -> Scene:
    """Open matters by light, what is red or due first."""
    opened = [one.state for one in every_matter.matters(record, reader) if is_open(one.state)]
    if not opened:
        return Scene(record.today(), "/matters", empty=say("No matter is open."))
    whole = every_matter.sums(record, reader).whole
    of = say("of %(n)s open matters", n=whole.open)
    return Scene(
        on=record.today(),
        page="/matters",
        tiles=(
            *(Tile(word(light, lang), f"{whole.lights.get(code, 0):,}", say("matters"), of, code)
              for code, light in LIGHT.items()),
            Tile(say("Overdue"), f"{whole.overdue:,}", say("matters"), of,
                 "red" if whole.overdue else ""),
        ),
        rows_title=say("Red ones first (%(shown)s of %(n)s)", shown=min(MOST, len(opened)),
                       n=len(opened)),
        rows=tuple(
            Row((str(one["title"]), str(one.get("responsible_leader") or one["responsible_unit"]),
                 say("due %(day)s", day=one["due_on"])), str(one["light"]))
            for one in opened[:MOST]
        ),
    )  # fmt: skip


def _money(label: str, one: Figure) -> Tile:
    note = say("%(yi)s (100 million yuan), known for %(known)s", yi=f"{one.yi:,.2f}",
               known=one.known)  # fmt: skip
    return Tile(label, f"{one.count:,}", say("projects"), note)


def _row(record: Record, one: ProjectView, lang: str) -> Row:
    stages, standing = record.zone.projects.stages, one.standing
    stage = word(stages[standing.stuck_at], lang) if standing.stuck_at in stages else ""
    if standing.halted:
        why = word(HALTED[standing.halted], lang)
        if standing.since:
            days = (record.today() - date.fromisoformat(standing.since)).days
            why = say("%(word)s for %(days)s days", word=why, days=days)
        return Row((project_name(one.state, lang), stage, why), "red")
    return Row((project_name(one.state, lang), stage,
                say("%(days)s days late", days=standing.late_days)), "amber")  # fmt: skip


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share * 100:.1f}"


__all__ = ["matters", "projects"]
