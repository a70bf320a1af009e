"""专项攻坚 on A4: the burn-up and the small map, in millimetres."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import shapely

from parkmap.land.status import Style
from parkmap.reports.drawing import Item, area, middle, path, text
from parkmap.reports.frame import Frame
from parkmap.reports.view_map import looks, park_outlines

CHART_MM: Final = (108.0, 66.0)
LEFT_MM: Final = 11.0
RIGHT_MM: Final = 4.0
TOP_MM: Final = 5.0
FOOT_MM: Final = 7.0
STEPS: Final = (1, 2, 2.5, 5, 10)
DONE: Final = "#009E73"
TARGET: Final = "#7A8594"
AHEAD: Final = "#1F5FBF"
STOP: Final = "#B3261E"
HAIR: Final = "#DFE3E8"
WHITE: Final = "#FFFFFF"
NAMES_PT: Final = (6.5, 5.5, 4.5)
EM_MM: Final = 0.353
"""Millimetres of a point; a Chinese letter is as wide as its size, a Latin one half."""

CJK: Final = 0x2E80


class Chart(NamedTuple):
    """A burn-up: days with what was done (None ahead) and the target, in mu; where it leads."""

    points: Sequence[tuple[date, float | None, float]]
    goal_mu: float
    deadline: date
    expected: date | None
    earliest: date | None = None
    latest: date | None = None


def burn_up_drawing(chart: Chart) -> dict[str, Any]:
    """Lines and texts of the chart: what is done as steps, the target, the forecast by dashes."""
    last = _last(chart)
    shapes, texts, place = _axes(chart, last)
    known = [(day, done) for day, done, _ in chart.points if done is not None]
    steps: list[tuple[float, float]] = []
    for day, done in known:
        if steps:
            steps.append((place(day, 0)[0], steps[-1][1]))
        steps.append(place(day, done))
    lines = [
        _line([place(day, target) for day, _, target in chart.points], TARGET, 0.3, dash=True),
        _line(steps, DONE, 0.8),
    ]
    last_day, last_done = known[-1]
    if chart.expected is not None:
        seen = min(chart.expected, last)
        share = (seen - last_day).days / max((chart.expected - last_day).days, 1)
        there = last_done + (chart.goal_mu - last_done) * share
        ends = [place(last_day, last_done), place(seen, there)]
        lines.append(_line(ends, AHEAD, 0.45, dash=True))
        lines += _range(chart, place, last)
    deadline = [place(chart.deadline, 0), place(chart.deadline, chart.goal_mu)]
    lines.append(_line(deadline, STOP, 0.25, dash=True))
    return {"width": CHART_MM[0], "height": CHART_MM[1], "texts": texts,
            "shapes": [*shapes, *(one for one in lines if one is not None)]}  # fmt: skip


def map_drawing(
    frame: Frame, parcels: Sequence[tuple[str, str, Any]], parks: Sequence[tuple[str, Any]],
    styles: Mapping[str, Style],
) -> dict[str, Any]:  # fmt: skip
    """Parks by dashes and parcels, as (kind, status, shape), in the colours of their statuses.

    What could come next is drawn by its outline alone.
    """
    outlines, _ = park_outlines(frame, parks)
    names = [said for name, shape in parks if (said := _name(frame, name, shape)) is not None]
    shapes: list[Item] = []
    for kind, status, shape in parcels:
        look = looks(styles[status])
        own = {"fill": look["fill"], "hatch": look["hatch"]} if kind != "next" else {"fill": WHITE}
        item = area(frame.cut(shape), line=look["line"], width=0.25 if kind == "next" else 0.4,
                    dash=kind == "next", **own)  # fmt: skip
        if item is not None:
            shapes.append(item)
    return {"width": frame.width, "height": frame.height, "scale": f"1:{frame.scale}",
            "shapes": [*outlines, *shapes], "texts": names}  # fmt: skip


def _name(frame: Frame, name: str, shape: Any) -> Item | None:
    """The name of a park in its middle, as large as there is room; None where there is none."""
    window = shapely.box(0, 0, frame.width, frame.height)
    x, y, room = middle(shapely.intersection(frame.cut(shape), window))
    letters = sum(2 if ord(letter) > CJK else 1 for letter in name)
    size = next((one for one in NAMES_PT if letters * one * EM_MM / 2 < 2 * room), None)
    return None if size is None else text(x, y, name, size, AHEAD, halo=True)


def _last(chart: Chart) -> date:
    """The last day of the axis: the deadline or the forecast, at most twice the window."""
    end = chart.points[-1][0]
    far = max(end, chart.expected or end, chart.latest or end)
    return min(far, end + timedelta(days=len(chart.points)))


def _axes(chart: Chart, last: date) -> tuple[list[Item], list[Item], Any]:
    first = chart.points[0][0]
    most = max([chart.goal_mu, *(done or 0.0 for _, done, _ in chart.points)])
    step = _step(most)
    top = math.ceil(most / step - 1e-9) * step
    width, height = CHART_MM
    wide, tall = width - LEFT_MM - RIGHT_MM, height - TOP_MM - FOOT_MM
    days = max((last - first).days, 1)

    def place(day: date, mu: float) -> tuple[float, float]:
        share = min((day - first).days / days, 1.0)
        return LEFT_MM + wide * share, TOP_MM + tall * (1 - mu / top)

    shapes, texts = [], []
    for n in range(round(top / step) + 1):
        x, y = place(first, n * step)
        shapes.append(_line([(x, y), (x + wide, y)], HAIR, 0.15))
        texts.append(text(x - 5, y, f"{n * step:g}", 6.5, TARGET))
    for day in _days(first, last):
        x, _ = place(day, 0)
        texts.append(text(x, height - 3.2, f"{day:%m-%d}", 6.5, TARGET))
    return [one for one in shapes if one is not None], texts, place


def _range(chart: Chart, place: Any, last: date) -> list[Item | None]:
    """The range of the forecast as a bar at the goal, as far as the axis goes."""
    if chart.earliest is None or chart.earliest > last:
        return []
    x1, y = place(chart.earliest, chart.goal_mu)
    x2, _ = place(min(chart.latest or last, last), chart.goal_mu)
    return [_line([(x1, y), (max(x2, x1 + 0.6), y)], AHEAD, 1.1)]


def _line(
    points: Sequence[tuple[float, float]], colour: str, width: float, *, dash: bool = False
) -> Item | None:  # fmt: skip
    if len(points) < 2:
        return None
    return path(shapely.LineString(points), colour, width, dash=dash)


def _step(most: float) -> float:
    power = 10 ** math.floor(math.log10(max(most / 5, 1e-6)))
    return float(next(one * power for one in STEPS if one * power * 5 >= most))


def _days(first: date, last: date) -> list[date]:
    every = max(1, math.ceil((last - first).days / 7))
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, every)]


__all__ = ["CHART_MM", "Chart", "burn_up_drawing", "map_drawing"]
