"""A report as PDF: its content laid out for `report.typ`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from parkmap.land.measures import AGES, IDLE_FLOWS, RATES, STATUS_STOCKS, TIMES, YIELDS
from parkmap.land.report import NOTHING, Line, Report, Table, shown, signed
from parkmap.land.status import STATUSES
from parkmap.reports.typeset import typeset

SIZE_PT: Final = 7.5
TIGHT_MM: Final = 0.76
"""Above and below the lines of the long tables of measures."""

TILES: Final = ("idle", "became_idle", "came_back", "disposal_rate")
CHARTS: Final = (("idle", "idle"), ("came_back", "revitalized"), ("became_idle", "idle"))
"""Measures drawn by month, and the status whose colour they have."""

GROUPS: Final = (
    ("sort_stock", ("land", *STATUS_STOCKS, *AGES, "supplied", "ready", "unsupplied")),
    ("sort_flow", (*IDLE_FLOWS, "idle_entered", "idle_to_use", "idle_left", "idle_corrected",
                   "digested", "entered", "left", "corrected", "came_back_target",
                   "came_back_forecast", "disposed_target", "disposed_forecast", "started_target",
                   "started_forecast")),
    ("sort_rate", RATES),
    ("sort_time", TIMES),
    ("sort_yield", YIELDS),
)  # fmt: skip
"""Word of a table -> its measures; those before the period have their own column."""


def report_pdf(report: Report) -> bytes:
    """The document; the same content gives the same bytes."""
    return typeset("report", report_data(report), report.moment)


def report_data(report: Report) -> dict[str, Any]:
    """What the template prints, figures as texts."""
    words = report.words
    before, year_ago = report.before, report.year_ago
    return {
        "lang": report.lang, "title": report.title, "name": report.words["name_of_report"],
        "period": report.period.title(report.lang), "zone": report.zone, "words": words,
        "proof": report.proof, "answer": report.answer, "summary": report.summary,
        "notice": report.notice, "facts": facts_of(report),
        "compared": (
            f"{words['value']} {report.period.since} – {report.period.on}；"
            f"{words['before']} {before.since} – {before.on}；"
            f"{words['last_year']} {year_ago.since} – {year_ago.on}"
        ).replace("；", "；" if report.lang == "zh" else "; "),
        "tiles": [_tile(report, one) for one in report.named(*TILES)],
        "charts": [_chart(report, *one) for one in CHARTS if report.named(one[0])[0].course],
        "measures": [_measures(report, word, names) for word, names in GROUPS],
        "pictures": [{"title": one.title, "drawing": one.drawing, "legend": one.legend,
                      "note": one.note} for one in report.pictures],
        "chapters": [
            {"title": one.title, "sentences": one.sentences,
             "tables": [_table(report, each) for each in one.tables]}
            for one in report.chapters
        ],
        "appendix": [_table(report, one) for one in report.appendix],
        "definitions": _definitions(report),
    }  # fmt: skip


def facts_of(report: Report) -> list[tuple[str, str]]:
    """Which period, of which day, known at which entry."""
    words = report.words
    return [
        (words["period"], f"{report.period.since} – {report.period.on}"),
        (words["entry"], f"{report.seq:,}"),
        (words["known_at"], report.local),
        (words["until"], report.until.isoformat()),
        (words["hash"], report.head),
    ]  # fmt: skip


def _measures(report: Report, word: str, names: Sequence[str]) -> dict[str, Any]:
    words = report.words
    heads = [words[key] for key in ("measure", "unit", "value", "before", "change", "last_year",
                                    "year_change", "count", "denominator_mu")]  # fmt: skip
    return {
        "title": words[word], "heads": heads, "size": SIZE_PT, "note": _lacking(report, names),
        "empty": NOTHING, "inset": TIGHT_MM,
        "widths": [2.3, 0.9, 1.2, 1.2, 1.1, 1.2, 1.1, 0.7, 1.2],
        "kinds": ["text", "text", *["mu"] * 7],
        "rows": [_measure(one) for one in report.named(*names)],
    }  # fmt: skip


def _lacking(report: Report, names: Sequence[str]) -> str:
    """Of which measures data are missing, and how much of the land is known."""
    zh = report.lang == "zh"
    told = [
        one.title + ("：" if zh else ": ") + report.words["data_known"] % {
            "share": f"{one.known * 100:.1f}", "n": f"{one.missing:,}",
        }
        for one in report.named(*names) if one.known is not None and one.missing
    ]  # fmt: skip
    return ("；" if zh else "; ").join(told)


def _measure(one: Line) -> list[str]:
    return [
        one.title, one.unit, shown(one.value, one.kind), shown(one.before, one.kind),
        signed(one.change, one.kind), shown(one.year_ago, one.kind),
        signed(one.year_change, one.kind), shown(one.count, "count"), shown(one.of, "mu"),
    ]  # fmt: skip


def _tile(report: Report, one: Line) -> dict[str, str]:
    said = f"{report.words['change']} {signed(one.change, one.kind)}"
    return {"title": one.title, "value": shown(one.value, one.kind), "unit": one.unit,
            "said": said}  # fmt: skip


def _chart(report: Report, name: str, status: str) -> dict[str, Any]:
    (line,) = report.named(name)
    most = max((point.value or 0.0 for point in line.course), default=0.0)
    return {
        "title": f"{line.title}（{line.unit}）" if report.lang == "zh" else
        f"{line.title} ({line.unit})",
        "colour": STATUSES[status].light,
        "points": [
            {"label": point.label, "value": f"{point.value or 0.0:,.0f}",
             "share": (point.value or 0.0) / most if most > 0 else 0.0}
            for point in line.course
        ],
    }  # fmt: skip


def _table(report: Report, one: Table) -> dict[str, Any]:
    kinds = [column.kind for column in one.columns]
    rows = [[shown(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
            for row in one.rows[: one.shown]]  # fmt: skip
    return {
        "title": one.title, "heads": [column.title for column in one.columns], "size": SIZE_PT,
        "widths": [column.width for column in one.columns], "kinds": kinds, "rows": rows,
        "empty": one.empty, "note": " ".join(_notes(report.words, one)),
    }  # fmt: skip


def _notes(words: Mapping[str, str], one: Table) -> list[str]:
    told = [one.note] if one.note and one.rows else []
    if len(one.rows) > one.shown:
        told.append(words["rest_left_out"] % {
            "shown": one.shown, "n": f"{len(one.rows):,}", "sheet": one.title,
        })  # fmt: skip
    return told


def _definitions(report: Report) -> dict[str, Any]:
    heads = [report.words[key] for key in ("measure", "unit", "sort", "meaning", "denominator")]
    return {
        "heads": heads, "size": SIZE_PT, "widths": [1.3, 0.8, 0.7, 3.2, 2.2],
        "kinds": ["text"] * 5, "note": "", "empty": NOTHING,
        "rows": [[each or NOTHING for each in row[:5]] for row in report.definitions],
    }  # fmt: skip


__all__ = ["GROUPS", "facts_of", "report_data", "report_pdf"]
