"""The wall's scene of 经济指标: the latest figures with their growth, and how far the goals are."""

from __future__ import annotations

from typing import Final

from parkmap.land.indicators import Reading
from parkmap.said import say
from parkmap.services import indicators as every_indicator
from parkmap.services.indicators import IndicatorView
from parkmap.services.record import Actor, Record
from parkmap.services.wall_scene import Bar, Row, Scene, Tile

LARGE: Final = 4
MOST: Final = 6


def indicators(record: Record, reader: Actor, lang: str) -> Scene:
    """The first indicators with a value as large figures; targets, goals and the others below."""
    found = every_indicator.indicators(record, reader)
    valued = [(one, one.latest.reading) for one in found if one.latest]
    if not valued:
        return Scene(record.today(), "/indicators",
                     empty=say("No indicator has a figure yet."))  # fmt: skip
    goals = [one for one in found if one.state.get("goal")]
    return Scene(
        on=record.today(),
        page="/indicators",
        tiles=tuple(_tile(one, told, lang) for one, told in valued[:LARGE]),
        bars_title=say("Goals and what they have come to") if goals else "",
        bars=tuple(_goal(one, lang) for one in goals[:MOST]),
        rows_title=say("Other figures") if valued[LARGE:] else "",
        rows=tuple(_row(one, told, lang) for one, told in valued[LARGE : LARGE + MOST]),
    )  # fmt: skip


def _tile(one: IndicatorView, told: Reading, lang: str) -> Tile:
    label = say("%(name)s, %(period)s", name=one.name(lang), period=told.period.id)
    return Tile(label, _figure(told.value), str(one.state["unit"]), _note(told))


def _note(told: Reading) -> str:
    if told.reached is not None:
        return say("%(share)s %% of the target of %(target)s", share=told.reached,
                   target=_figure(told.target))  # fmt: skip
    if told.growth is not None:
        return say("%(growth)s %% over the year before", growth=f"{told.growth:+.2f}")
    return say("growth is not known")


def _goal(one: IndicatorView, lang: str) -> Bar:
    year, share = one.state.get("goal_year"), one.goal_reached
    goal = f"{_figure(one.state['goal'])} {one.state['unit']}"
    text = say("goal %(goal)s by %(year)s", goal=goal, year=int(year)) if year else say(
        "goal %(goal)s", goal=goal)  # fmt: skip
    if share is None:
        return Bar(one.name(lang), 0.0, say("%(goal)s; no figure yet", goal=text))
    return Bar(one.name(lang), share / 100, say("%(goal)s; %(share)s %% reached", goal=text,
                                                share=share))  # fmt: skip


def _row(one: IndicatorView, told: Reading, lang: str) -> Row:
    return Row((one.name(lang), told.period.id, f"{_figure(told.value)} {one.state['unit']}"))


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:,.10g}"


__all__ = ["indicators"]
