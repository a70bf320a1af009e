"""`/indicators` and its API: 经济指标 of the zone by period, with their history and workbook."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.indicators import FIGURE_ITEMS, INDICATOR_ITEMS
from parkmap.land.periods import PERIODS, Period, period_of
from parkmap.land.unit_words import unit_word
from parkmap.services import indicators
from parkmap.services.indicator_files import compare_indicators, take_indicators, workbook
from parkmap.services.indicators import IndicatorView, Told
from parkmap.services.papers import paper_of
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, text_argument, text_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.context import current_record, needed
from parkmap.web.formatting import number
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.pages import plain_page
from parkmap.web.registers import (
    XLSX,
    attachment,
    changes_of,
    form_config,
    incoming_body,
    upload,
)
from parkmap.web.stories import history_lines

READ: Final = "read_internal"
EDIT: Final = "edit"
DRAWN: Final = 12
"""So many periods at most are drawn in a chart."""

blueprint = Blueprint("indicators", __name__)


@blueprint.get("/indicators")
def list_page() -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    every = indicators.indicators(record, actor)
    periods = _periods(every)
    chosen = _chosen(text_argument("period"), periods, every)
    return plain_page(
        "indicators.html", "indicators",
        config=form_config() | {"indicators": [_chart(one, lang) for one in every]},
        every=every, periods=periods, chosen=chosen,
        rows=[(one, one.of(chosen.id)) for one in every
              if chosen and one.state["period"] == chosen.kind],
        goals=[one for one in every if one.state.get("goal") is not None],
        fields=INDICATOR_ITEMS, figure_fields=FIGURE_ITEMS, kinds=PERIODS,
    )  # fmt: skip


@blueprint.get("/indicators/<indicator_id>")
def page(indicator_id: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    one = indicators.indicator(record, actor, indicator_id)
    lines = indicators.history(record, actor, indicator_id)
    return plain_page(
        "indicator.html", "indicators",
        config=form_config() | {"indicators": [_chart(one, lang)]}, one=one,
        fields=INDICATOR_ITEMS, figure_fields=FIGURE_ITEMS, kinds=PERIODS,
        asked=one.of(text_argument("period")),
        history=history_lines(record, actor, lines, lang), paper=partial(paper_of, record, actor),
    )  # fmt: skip


@blueprint.get("/api/indicators")
def list_() -> ResponseReturnValue:
    found = indicators.indicators(current_record(), needed(READ))
    return json_answer({"indicators": [_body(one) for one in found]})


@blueprint.post("/api/indicators")
def enter() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = indicators.enter_indicator(
        current_record(), actor, fields_of(body), text_of(body, "reason", optional=True),
        idempotency_key(), named_papers(body),
    )  # fmt: skip
    return json_answer(entered_body(done))


@blueprint.get("/api/indicators/workbook")
def download() -> ResponseReturnValue:
    actor = needed(READ)
    file_name, data = workbook(current_record(), actor, form=request.args.get("form") == "1")
    return attachment(file_name, data, XLSX)


@blueprint.post("/api/indicators/comparison")
def comparison() -> ResponseReturnValue:
    actor, record = needed(EDIT), current_record()
    stream, source = upload()
    blanks = request.form.get("blanks") == "1"
    return json_answer(incoming_body(compare_indicators(record, actor, stream, source,
                                                        blanks=blanks), _text))  # fmt: skip


@blueprint.post("/api/indicators/rows")
def rows() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    on = day(text_of(body, "effective_on"), "effective_on")
    done = take_indicators(
        current_record(), actor, changes_of(body), on, text_of(body, "reason"), idempotency_key()
    )
    return json_answer(receipt_body(done))


@blueprint.get("/api/indicators/<indicator_id>")
def show(indicator_id: str) -> ResponseReturnValue:
    return json_answer(_body(indicators.indicator(current_record(), needed(READ), indicator_id)))


@blueprint.patch("/api/indicators/<indicator_id>")
def amend(indicator_id: str) -> ResponseReturnValue:
    return _write(indicators.amend_indicator, indicator_id)


@blueprint.post("/api/indicators/<indicator_id>/figures")
def figure(indicator_id: str) -> ResponseReturnValue:
    return _write(indicators.enter_figure, indicator_id)


def _write(use_case: Any, indicator_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = use_case(
        current_record(), actor, indicator_id, version_of(indicator_id, body.get("version")),
        fields_of(body), text_of(body, "reason", optional=True), idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))


def _periods(every: list[IndicatorView]) -> list[Period]:
    """Every period that has a figure: years first, then quarters and months, latest first."""
    found = {told.reading.period for one in every for told in one.told}
    order = [*PERIODS][::-1]
    return sorted(found, key=lambda one: (order.index(one.kind), -one.year, -one.part))


def _chosen(text: str, periods: list[Period], every: list[IndicatorView]) -> Period | None:
    """The period of the address; else the latest year (or period) with a value."""
    if text:
        asked = period_of(text)
        if asked in periods:
            return asked
        raise BadValue("there is no figure of %(period)s; choose another", period=asked.id)
    valued = {told.reading.period for one in every for told in one.told
              if told.reading.value is not None}  # fmt: skip
    return next((one for one in periods if one in valued), periods[0] if periods else None)


def _text(_field: str, value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return "" if value is None else str(value)


def _chart(one: IndicatorView, lang: str) -> dict[str, Any]:
    """What the page's script draws: values and targets of the last periods, oldest first."""
    told = [each.reading for each in reversed(one.told[:DRAWN])]
    return {
        "id": one.id, "name": one.name(lang), "unit": unit_word(str(one.state["unit"]), lang),
        "goal": one.state.get("goal"),
        "periods": [each.period.id for each in told], "values": [each.value for each in told],
        "targets": [each.target for each in told],
    }  # fmt: skip


def _body(one: IndicatorView) -> dict[str, Any]:
    facts = {name: one.state.get(name) for name in INDICATOR_ITEMS if name in one.state}
    return {"id": one.id, "version": one.version, "fields": facts,
            "goal_reached": one.goal_reached,
            "periods": [_told(each) for each in one.told]}  # fmt: skip


def _told(one: Told) -> dict[str, Any]:
    read, per = one.reading, one.per_mu
    return {
        "period": read.period.id, "value": read.value, "target": read.target,
        "source": read.source, "year_before": read.before, "growth": read.growth,
        "reached": read.reached,
        "per_mu": per and {"value": per.figure, "unit": per.unit, "on": per.on,
                           "mu": per.land.mu, "parcels": per.land.count},
    }  # fmt: skip
