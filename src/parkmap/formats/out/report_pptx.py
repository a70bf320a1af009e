"""A report as slides: one a measure, with its figure, what it compares with, and a small chart."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final, cast

from parkmap.formats.out.fixed_zip import fixed_zip
from parkmap.formats.out.letters_docx import CONTROL
from parkmap.land.report import NOTHING, Line, Report, shown, signed
from parkmap.land.status import STATUSES

FONT: Final = "Microsoft YaHei"
INK: Final = "1B2430"
SOFT: Final = "4A5666"
ACCENT: Final = "1F5FBF"
PALE: Final = "F3F6FA"
WIDE_IN: Final = 13.333
HIGH_IN: Final = 7.5
LEFT_IN: Final = 0.7
MOST_TOLD: Final = 7
COLOURS: Final = {
    "idle": "idle", "became_idle": "idle", "idle_entered": "idle", "started": "under_construction",
    "under_construction": "under_construction", "in_use": "in_use",
    "revitalized": "revitalized", "came_back": "revitalized", "idle_came_back": "revitalized",
    "disposed": "revitalized",
}  # fmt: skip
"""Measure -> the status whose colour its chart has."""


def report_pptx(report: Report) -> bytes:
    """The slides; the same content gives the same bytes.

    A measure without data in any of the three periods has no slide; the last one names them.
    """
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDE_IN), Inches(HIGH_IN)
    made.core_properties.title, made.core_properties.author = report.title, ""
    _cover(made, report)
    _summary(made, report)
    told = [one for one in report.lines if not _empty(one)]
    for one in told:
        _measure(made, report, one)
    _without(made, report, [one for one in report.lines if _empty(one)])
    out = BytesIO()
    made.save(out)
    return fixed_zip(out.getvalue(), report.moment)


def _empty(one: Line) -> bool:
    return one.value is None and one.before is None and one.year_ago is None


def _slide(made: Any, report: Report, title: str, said: str = "") -> Any:
    """A slide with its title, and its source below."""
    slide = made.slides.add_slide(made.slide_layouts[5])
    head = slide.shapes.title
    _place(head, LEFT_IN, 0.45, WIDE_IN - 2 * LEFT_IN, 0.8)
    head.text_frame.text = CONTROL.sub("", title)
    _look(head.text_frame, 30, INK)
    source = report.words["source"] % {
        "zone": report.zone, "day": report.on,
        "ledger": report.words["ledger"] % {"seq": f"{report.seq:,}"},
    }  # fmt: skip
    lines = [one for one in (said, f"{source} · {report.head[:16]}", *report.notice) if one]
    _text(slide, " · ".join(lines), (LEFT_IN, HIGH_IN - 0.72, WIDE_IN - 2 * LEFT_IN, 0.5), 11, SOFT)
    return slide


def _cover(made: Any, report: Report) -> None:
    slide = _slide(made, report, report.title)
    _place(slide.shapes.title, LEFT_IN, 2.0, WIDE_IN - 2 * LEFT_IN, 1.0)
    _look(slide.shapes.title.text_frame, 40, INK)
    _text(slide, report.zone, (LEFT_IN, 1.4, 8, 0.5), 18, SOFT)
    _panel(slide, report.answer, (LEFT_IN, 3.4, WIDE_IN - 2 * LEFT_IN, 1.7), 20)


def _summary(made: Any, report: Report) -> None:
    slide = _slide(made, report, report.words["summary"])
    told = (report.answer, *report.summary)[:MOST_TOLD]
    _text(slide, "\n".join(told), (LEFT_IN, 1.5, WIDE_IN - 2 * LEFT_IN, 5.0), 20, INK)


def _measure(made: Any, report: Report, one: Line) -> None:
    slide = _slide(made, report, one.title, _denominator(report, one))
    words = report.words
    _figure(slide, one)
    rows = [
        "　".join((words[key], shown(value, one.kind), signed(change, one.kind)))
        for key, value, change in (
            ("before", one.before, one.change), ("last_year", one.year_ago, one.year_change),
        )
    ]  # fmt: skip
    if one.count is not None:
        rows.append(f"{words['count']}　{shown(one.count, 'count')}")
    if one.low is not None and one.high is not None:
        rows.append(f"{words['low']} {shown(one.low, one.kind)}　"
                    f"{words['high']} {shown(one.high, one.kind)}")  # fmt: skip
    if one.known is not None and one.missing:
        rows.append(words["data_known"] % {"share": f"{one.known * 100:.1f}", "n": one.missing})
    _text(slide, "\n".join(rows), (LEFT_IN, 3.05, 4.6, 2.4), 16, SOFT)
    _text(slide, one.meaning, (LEFT_IN, 5.5, 4.6, 1.1), 12, SOFT)
    _chart(slide, report, one)


def _figure(slide: Any, one: Line) -> None:
    from pptx.util import Pt

    box = _text(slide, shown(one.value, one.kind), (LEFT_IN, 1.6, 4.8, 1.2), 54, INK)
    run = box.text_frame.paragraphs[0].add_run()
    run.text = f" {one.unit}"
    run.font.size = Pt(18)
    _font(run, SOFT)


def _denominator(report: Report, one: Line) -> str:
    if one.of is None:
        return one.denominator if one.denominator else ""
    return report.words["of_mu"] % {"mu": shown(one.of, "mu"), "what": one.denominator}


def _chart(slide: Any, report: Report, one: Line) -> None:
    """Its months, or the three periods where it is not told by month."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    words, kind = report.words, cast("Any", CategoryChartData)
    data = kind(number_format=_number_format(one))
    if one.course:
        data.categories = [point.label for point in one.course]
        values = [point.value for point in one.course]
    else:
        data.categories = [words["last_year"], words["before"], words["value"]]
        values = [one.year_ago, one.before, one.value]
    data.add_series(f"{one.title} ({one.unit})", values)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(5.7), Inches(1.5), Inches(6.95), Inches(5.0), data
    )
    _chart_look(frame.chart, one)


def _chart_look(chart: Any, one: Line) -> None:
    from pptx.util import Pt

    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.name = Pt(11), FONT
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.font.size = Pt(10)
    plot.data_labels.number_format = _number_format(one)
    plot.data_labels.number_format_is_linked = False
    style = STATUSES.get(COLOURS.get(one.name, ""))
    fill = plot.series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(style.light.lstrip("#") if style else ACCENT)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    values = [point.value for point in one.course] or [one.value, one.before, one.year_ago]
    if min((value for value in values if value is not None), default=0) >= 0:
        chart.value_axis.minimum_scale = 0


def _number_format(one: Line) -> str:
    if one.kind == "mu" and one.course:
        return "#,##0"
    return {"mu": "#,##0.00", "%": "0.0", "wan_per_mu": "#,##0.00"}.get(one.kind, "#,##0")


def _without(made: Any, report: Report, lines: list[Line]) -> None:
    if not lines:
        return
    slide = _slide(made, report, report.words["no_data"])
    joint = "、" if report.lang == "zh" else ", "
    said = joint.join(one.title for one in lines) or NOTHING
    _text(slide, said, (LEFT_IN, 1.6, WIDE_IN - 2 * LEFT_IN, 4.5), 20, INK)


def _panel(slide: Any, said: str, place: tuple[float, float, float, float], size: int) -> None:

    box = _text(slide, said, place, size, INK)
    box.fill.solid()
    box.fill.fore_color.rgb = _rgb(PALE)


def _text(
    slide: Any, said: str, place: tuple[float, float, float, float], size: int, colour: str
) -> Any:  # fmt: skip
    from pptx.util import Inches

    box = slide.shapes.add_textbox(*(Inches(one) for one in place))
    box.text_frame.word_wrap = True
    box.text_frame.text = CONTROL.sub("", said)
    _look(box.text_frame, size, colour)
    return box


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    from pptx.util import Inches

    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def _look(frame: Any, size: int, colour: str) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(size / 3)
        for run in paragraph.runs:
            run.font.size = Pt(size)
            _font(run, colour)


def _rgb(text: str) -> Any:
    from pptx.dml.color import RGBColor

    return cast("Any", RGBColor).from_string(text)


def _font(run: Any, colour: str) -> None:
    """Latin and Chinese letters of a run in one font: an office's own is kept out."""
    from pptx.oxml.ns import qn

    run.font.name = FONT
    run.font.color.rgb = _rgb(colour)
    marks = run._r.get_or_add_rPr()
    for old in marks.findall(qn("a:ea")):
        marks.remove(old)
    east = marks.makeelement(qn("a:ea"), {"typeface": FONT})
    latin = marks.find(qn("a:latin"))
    latin.addnext(east)


__all__ = ["report_pptx"]
