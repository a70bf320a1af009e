"""亩均论英雄: grades on the map and by year, yields per mu: pages of `/enterprises?view=`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.chains import CHAIN
from parkmap.land.enterprises import FIGURES
from parkmap.land.grade_years import GRADE_STYLES
from parkmap.land.grading import GRADES, INDICATORS
from parkmap.land.yields import MEASURES, Yield
from parkmap.services import subjects
from parkmap.services.grades import GradeMap, grade_map, grade_years
from parkmap.services.record import Actor, Record
from parkmap.services.statistics import first_day
from parkmap.services.yields import YearYields, yields_of, yields_over_years
from parkmap.units import dm2_to_m2, dm2_to_mu
from parkmap.web.answers import json_answer
from parkmap.web.arguments import text_argument
from parkmap.web.config_script import page_config
from parkmap.web.context import current_record, needed
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language
from parkmap.web.pages import map_page, plain_page
from parkmap.web.registers import form_config

READ: Final = "read_internal"
BEHIND: Final = 200
"""So many parcels behind a figure are listed; the sum is that of all."""

blueprint = Blueprint("grades", __name__)


@blueprint.get("/api/grades")
def grades() -> ResponseReturnValue:
    found = grade_map(current_record(), needed(READ), asked_year())
    return json_answer({
        "year": found.year, "on": found.on, "totals": _totals(found),
        "parcels": [
            {"id": one.id, "s": one.drawn_as,
             "firms": [{"id": id_, "name": name, "grade": grade} for id_, name, grade in one.firms]}
            for one in found.parcels
        ],
    })  # fmt: skip


@blueprint.get("/api/grades/years")
def years() -> ResponseReturnValue:
    found = grade_years(current_record(), needed(READ))
    return json_answer({"years": [
        {"year": one.year, "counts": one.counts, "moves": one.moves and {
            "up": one.moves.up, "down": one.moves.down, "same": one.moves.same,
            "each": [{"was": was, "now": now, "count": n}
                     for (was, now), n in sorted(one.moves.counts.items())],
        }}
        for one in found
    ]})  # fmt: skip


@blueprint.get("/api/yields")
def yields() -> ResponseReturnValue:
    found = yields_of(current_record(), needed(READ), asked_year())
    return json_answer({
        "year": found.year, "on": found.on, "whole": _yield(found.whole),
        "parks": {key: _yield(one) for key, one in found.parks.items()},
        "chains": {key: _yield(one) for key, one in found.chains.items()},
        "left_out": found.left_out,
    })  # fmt: skip


def map_view(record: Record, actor: Actor, year: int) -> str:
    """The parcels by the grades of their enterprises, on the house's own map."""
    lang, found = current_language(), grade_map(record, actor, year)
    config = page_config(record, actor, lang)
    config |= {
        "styles": style_rows(lang), "totals": _totals(found),
        "grades": f"/api/grades?year={year}",
    }  # fmt: skip
    return map_page(
        "enterprises_map.html", "enterprises", config=config, found=found,
        parks={park.id: park.name(lang) or park.id for park in parks_now(record, actor)},
        **_shared(record, year),
    )  # fmt: skip


def grades_view(record: Record, actor: Actor, year: int) -> str:
    """How many had each grade in each year, and who moved."""
    lang, found = current_language(), grade_years(record, actor)
    config = form_config() | {
        "styles": style_rows(lang),
        "grade_years": [{"year": one.year, "counts": one.counts} for one in found],
    }  # fmt: skip
    return plain_page(
        "enterprises_grades.html", "enterprises", config=config, rows=found,
        indicators=INDICATORS, grades=GRADES, **_shared(record, year),
    )  # fmt: skip


def yields_view(record: Record, actor: Actor, year: int) -> str:
    """Output, tax and investment per mu by park and chain, with the parcels behind a figure."""
    lang, every = current_language(), yields_over_years(record, actor, year)
    found = next(one for one in every if one.year == year)
    over = [one for one in every if one is not found or _has_figures(one)]
    config = form_config() | {"yields": [
        {"year": one.year} | {name: one.whole.measures[name].per_mu for name in MEASURES}
        for one in over
    ]}  # fmt: skip
    title, behind = _opened(found)
    known = text_argument("known") if text_argument("known") in MEASURES else ""
    rows = found.rows(behind, known) if behind else []
    return plain_page(
        "enterprises_yields.html", "enterprises", config=config, found=found, over=over,
        parks={park.id: park.name(lang) or park.id for park in parks_now(record, actor)},
        chain_names=_chain_names(record, actor, lang),
        measures={name: FIGURES[name] for name in MEASURES}, opened=behind, opened_title=title,
        rows=rows[:BEHIND], behind_all=len(rows), known=known,
        began=first_day(record), **_shared(record, year),
    )  # fmt: skip


VIEWS: Final[dict[str, Callable[[Record, Actor, int], str]]] = {
    "map": map_view, "grades": grades_view, "yields": yields_view,
}  # fmt: skip
"""What `/enterprises?view=` may ask for beside the list."""


def asked_year() -> int:
    """The year of an address; the last one that has ended where none is named."""
    text = request.args.get("year", "")
    if not text:
        return current_record().today().year - 1
    if not text.isdecimal() or len(text) != 4:
        raise BadValue("year is '%(value)s'; write it as 2025", value=text[:40])
    return int(text)


def style_rows(lang: str) -> dict[str, dict[str, str]]:
    """How grades are drawn, as the map reads the styles of statuses."""
    zh = lang == "zh"
    return {
        code: {"label": one.zh if zh else one.en, "letter": one.letter_zh if zh else one.letter_en,
               "light": one.light, "dark": one.dark, "hatch": one.hatch}
        for code, one in GRADE_STYLES.items()
    }  # fmt: skip


def _shared(record: Record, year: int) -> dict[str, Any]:
    today = record.today()
    return {"year": year, "years": range(today.year, today.year - 8, -1),
            "grading": record.zone.grading}  # fmt: skip


def _has_figures(one: YearYields) -> bool:
    return bool(one.left_out) or any(each.parts for each in one.whole.measures.values())


def _chain_names(record: Record, actor: Actor, lang: str) -> dict[str, str]:
    """What a chain is called on the page, by its Chinese name."""
    found = (one.state for one in subjects.every(record, actor, CHAIN))
    return {str(one["name_zh"]): str(one["name_zh"] if lang == "zh" else
                                     one.get("name_en") or one["name_zh"])
            for one in found if one.get("name_zh")}  # fmt: skip


def _opened(found: YearYields) -> tuple[str, Yield | None]:
    """The group whose parcels the address asks for, and the name it goes by."""
    for argument, groups in (("park", found.parks), ("chain", found.chains)):
        if argument in request.args:
            key = text_argument(argument)
            return key, groups.get(key)
    return "", found.whole if "all" in request.args else None


def _totals(found: GradeMap) -> list[dict[str, Any]]:
    return [
        {"park": park, "s": code, "count": one.count, "mu": dm2_to_mu(one.area_dm2, 1),
         "area_m2": dm2_to_m2(one.area_dm2)}
        for (park, code), one in sorted(found.sums.items())
    ]  # fmt: skip


def _yield(one: Yield) -> dict[str, Any]:
    measures = {
        name: {"total_wan": each.total_wan, "per_mu": each.per_mu,
               "known_mu": dm2_to_mu(each.known_dm2), "known_share": each.known_share,
               "parcels": [part.parcel for part in each.parts]}
        for name, each in one.measures.items()
    }  # fmt: skip
    return {"parcels": len(one.parcels), "mu": dm2_to_mu(one.land_dm2), "measures": measures}
