"""The table of a comparison: facts as rows, parcels as columns, in the order of the data sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from flask_babel import gettext, ngettext

from parkmap.land.codes import SERVICING
from parkmap.land.fields import GROUPS, PARCEL_FIELDS, label
from parkmap.land.policy import PUBLIC
from parkmap.services.distances import PLACES, distances
from parkmap.services.record import Record
from parkmap.services.views import View
from parkmap.web import formatting
from parkmap.web.facts import APART, LINKS, shown_value, unit_of
from parkmap.web.formatting import m2, mu
from parkmap.web.sheet_parts import confirmed
from parkmap.web.terms import explained

Row = dict[str, Any]
Group = dict[str, Any]

_STEPS: Final = {code: at for at, code in enumerate(SERVICING)}
ELSEWHERE: Final = APART | {"status", "confirmed_on"}
"""Fields that have a row of their own in the first group."""


def _most(values: Sequence[float]) -> float:
    return max(values)


def _nearest(values: Sequence[float]) -> float:
    return min(values)


BETTER: Final[dict[str, Callable[[Sequence[float]], float]]] = {
    "servicing": _most, "power_kva": _most, "water_m3_per_day": _most,
}  # fmt: skip
"""Fields of which more is plainly better for whoever builds there. Price, size and terms are a
matter of judgement and never marked."""


def comparison(record: Record, columns: Sequence[dict[str, Any]], lang: str) -> list[Group]:
    """Groups of rows over the columns that `numbered` gives, as the public reads them.

    A row has its label and help, a cell for each column (`text`, `unit`, `href`, `best`), and
    whether the cells differ.
    """
    views = [one["view"] for one in columns]
    first = {"title": str(gettext("At a glance")), "rows": _first(record, columns)}
    groups = [first]
    for code, (zh, en) in GROUPS.items():
        rows = [_field_row(record, name, views, lang) for name, field in PARCEL_FIELDS.items()
                if field.group == code and name not in ELSEWHERE]  # fmt: skip
        told = [row for row in rows if any(cell["text"] for cell in row["cells"])]
        groups.append({"title": zh if lang == "zh" else en, "rows": told})
    groups.append({"title": str(gettext("What is near")), "rows": _distances(record, views, lang)})
    return [group for group in groups if group["rows"]]


def _first(record: Record, columns: Sequence[dict[str, Any]]) -> list[Row]:
    """Whether each can be had and why, its status, its area, and how fresh that is."""
    can = [_cell(one["available"]["label"], kind=one["available"]["kind"],
                 more=one["available"]["reasons"], until=one["available"]["until"])
           for one in columns]  # fmt: skip
    drawn = [_cell(one["style"]["label"], style=one["style"]) for one in columns]
    parks = [_cell(one["park"]) for one in columns]
    area = [_area(one["view"]) for one in columns]
    fresh = [_fresh(one["view"], record.today()) for one in columns]
    rows = [
        _row(str(gettext("Availability")), can, term="available"),
        _row(str(gettext("Status")), drawn),
        _row(str(gettext("Area")), area, term="mu"),
        _row(str(gettext("Park")), parks),
        _row(str(gettext("Confirmed")), fresh, term="confirmed"),
    ]
    return [row for row in rows if any(cell["text"] for cell in row["cells"])]


def _area(view: View) -> Row:
    if not view.area_m2:
        return _cell("")
    return _cell(mu(view.area_mu, 2), str(gettext("mu")), more=[f"{m2(view.area_m2)} m²"])


def _fresh(view: View, today: date) -> Row:
    found = confirmed(view, today)
    if found is None:
        return _cell("")
    days = found["days"]
    said = ngettext("%(n)s day ago", "%(n)s days ago", days, n=f"{days:,}")
    return _cell(found["day"].isoformat(), more=[str(said)])


def _field_row(record: Record, name: str, views: Sequence[View], lang: str) -> Row:
    """A field as the public may read it of each, even where staff look."""
    field, policy = PARCEL_FIELDS[name], record.zone.policy
    values = [one.state.get(name) if policy.shows(PUBLIC, "parcel", name, one.state) else None
              for one in views]  # fmt: skip
    cells = []
    for value in values:
        text = shown_value(field, value, lang)
        link = text if name in LINKS and text.startswith("https://") else ""
        cells.append(_cell(text, unit_of(field, lang) if text else "", href=link))
    if name in BETTER:
        _mark(cells, [_figure(name, one) for one in values], BETTER[name], _best_word(name))
    known = {str(one) for one in values if one not in (None, "")}
    said = explained(name, known.pop() if len(known) == 1 else None, lang)
    return _row(label(field, lang), cells, says=said)


def _figure(name: str, value: Any) -> float | None:
    if name == "servicing":
        return _STEPS.get(str(value))
    return float(value) if isinstance(value, int | float) else None


def _best_word(name: str) -> str:
    return str(gettext("most complete") if name == "servicing" else gettext("largest"))


def _distances(record: Record, views: Sequence[View], lang: str) -> list[Row]:
    found = [{one.place: one for one in distances(record, view)} for view in views]
    rows = []
    for place, word in PLACES.items():
        near = [one.get(place) for one in found]
        if not any(near):
            continue
        cells = [_cell("") if one is None else
                 _cell(*_far(one.metres), more=[one.name(lang)] if one.name(lang) else [])
                 for one in near]  # fmt: skip
        metres = [None if one is None else round(one.metres, -1) for one in near]
        _mark(cells, metres, _nearest, str(gettext("nearest")))
        said = str(gettext("Along the straight line, from edge to edge."))
        rows.append(_row(word.zh if lang == "zh" else word.en, cells, says=said))
    return rows


def _far(metres: float) -> tuple[str, str]:
    return (str(gettext("beside it")), "") if metres < 1 else formatting.metres(metres)


def _mark(
    cells: Sequence[Row], figures: Sequence[float | None],
    best_of: Callable[[Sequence[float]], float], word: str,
) -> None:  # fmt: skip
    """Note the best where every parcel tells its figure and one alone has it."""
    known = [one for one in figures if one is not None]
    if len(known) < max(2, len(figures)):
        return
    best = best_of(known)
    if known.count(best) == 1:
        cells[list(figures).index(best)]["best"] = word


def _cell(text: str, unit: str = "", **more: Any) -> Row:
    return {"text": text, "unit": unit, "href": "", "best": "", "odd": False, "more": []} | more


def _row(name: str, cells: list[Row], says: str = "", term: str = "") -> Row:
    told = Counter(_said(cell) for cell in cells).most_common()
    if len(told) > 1 and told[0][1] > told[1][1]:  # most say the same: the others stand out
        cells = [cell | {"odd": _said(cell) != told[0][0]} for cell in cells]
    return {"label": name, "help": says, "term": term, "cells": cells, "differs": len(told) > 1}


def _said(cell: Row) -> tuple[str, ...]:
    return cell["text"], cell["unit"], *cell["more"]


__all__ = ["comparison"]
