"""What is printed says what the record says, the same bytes again, and text stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from parkmap.errors import BadValue, NotFound, SignInNeeded
from parkmap.land.themes import THEMES
from parkmap.services.measuring import measure
from parkmap.services.noting import Annotation, annotate
from parkmap.services.printing import PlanOrder, plans
from parkmap.services.printing_view import ViewOrder, thematic_map
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.store import ledger
from tests.small import LEADER, NOW, OFFICER, marked

WORDS = {
    name: name for name in (
        "plan", "points", "units", "north", "thinned", "code", "number", "holder", "use",
        "location", "size", "mu", "ha", "drawn_by", "checked_by", "drawn_on", "checked_on",
        "no_use", "view_status", "view_stock_kind", "view_servicing", "view_offer", "selection",
        "legend", "count", "area", "total", "counted",
    )
} | {"columns": ["a", "X", "Y", "d", "e"], "as_of": "as of %(moment)s",
     "ledger": "ledger #%(seq)s", "parcels": "%(n)s parcels", "only": "only %(what)s",
     "on": "on %(day)s"}  # fmt: skip
JOINED = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")  # blanks between scripts
HERE = (113.0, 36.209, 113.01, 36.212)
HOSTILE = '#read("/etc/passwd") #panic() $x$ `a` <img> {{ 7*7 }}'


def printed(record: Record, *ids: str, **more: str) -> bytes:
    return plans(record, OFFICER, PlanOrder(ids, **more), WORDS, "zh").content  # type: ignore[arg-type]


def viewed(record: Record, **more: object) -> bytes:
    return thematic_map(record, OFFICER, ViewOrder(HERE, **more), WORDS, "zh").content  # type: ignore[arg-type]


def texts(document: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(document)).pages
    return [JOINED.sub("", one.extract_text()) for one in pages]


def sizes(document: bytes) -> Iterator[tuple[int, int]]:
    for page in PdfReader(io.BytesIO(document)).pages:
        yield round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)


def noted(record: Record, **fields: str) -> None:
    seen: dict[str, int | None] = {"T-001": parcel(record, OFFICER, "T-001").version}
    annotate(record, OFFICER, Annotation(seen, dict(fields), date(2026, 6, 1), "核实"))


def test_a_plan_says_what_the_record_says(record: Record) -> None:
    noted(record, location="环路 8 号", cadastral_code="140404001001GB00001")
    (plan, points) = texts(printed(record, "T-001", drawn_by="李工"))
    area = parcel(record, OFFICER, "T-001").area_m2
    for said in ("环路8号", "140404001001GB00001", f"{area:,.2f} m²", "李工", "1:"):
        assert said in plan, said
    found = measure(record, OFFICER, "T-001").boundary_points or ()
    for one in found:
        assert f"{one.northing:.3f}" in points and f"{one.easting:.3f}" in points
        assert one.name in plan and f"{one.side_m:.2f}" in plan


def test_sizes_and_pages_are_those_ordered(record: Record) -> None:
    assert list(sizes(printed(record, "T-001"))) == [(210, 297), (210, 297)]
    assert list(sizes(printed(record, "T-001", paper="A3"))) == [(420, 297), (210, 297)]
    many = printed(record, "T-001", "T-002", "T-003", content="plan")
    assert [page.count("T-00") > 0 for page in texts(many)] == [True, True, True]
    assert len(texts(printed(record, "T-002", content="points"))) == 1


def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    later = replace(record, clock=lambda: NOW + timedelta(days=40))
    assert printed(record, "T-001") == printed(later, "T-001")
    before = printed(record, "T-001")
    marked(record, "under_construction", "2026-06-01", "T-002")
    assert printed(record, "T-001") != before
    assert viewed(record) == viewed(record)


def test_a_paper_names_the_entry_and_its_hash(record: Record) -> None:
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
    for page in [*texts(printed(record, "T-001")), *texts(viewed(record))]:
        assert f"ledger #{top.seq}" in page and top.entry_hash in page


def test_what_looks_like_markup_is_printed_as_it_is(record: Record) -> None:
    noted(record, holder=HOSTILE)
    page = texts(printed(record, "T-001"))[0]
    assert '#read("/etc/passwd")' in page and "root:" not in page
    assert "#panic()" in texts(viewed(record, title="#panic()"))[0]


def test_a_view_counts_by_status(record: Record) -> None:
    marked(record, "under_construction", "2026-06-01", "T-002")
    (page,) = texts(viewed(record))
    assert list(sizes(viewed(record))) == [(420, 297)]
    for said in ("闲置", "在建", "4 parcels", "园1", "on 2026-06-30"):
        assert said in page, said
    assert "1 parcels" in texts(viewed(record, statuses=("under_construction",)))[0]


def test_a_view_shows_what_the_filter_leaves_and_says_so(record: Record) -> None:
    noted(record, stock_kind="inefficient")
    filtered = texts(viewed(record, field="stock_kind", fits="低效", park="P1"))[0]
    assert "1 parcels" in filtered and "only园" in filtered and "存量类型低效" in filtered
    assert "0 parcels" in texts(viewed(record, field="stock_kind", fits="储备"))[0]
    assert "2 parcels" in texts(viewed(record, ids=("T-001", "T-003")))[0]


@pytest.mark.parametrize("theme", [name for name in THEMES if name != "status"])
def test_a_view_is_drawn_by_a_theme(record: Record, theme: str) -> None:
    code, style = next(iter(THEMES[theme].items()))
    noted(record, **{theme: code})
    (page,) = texts(viewed(record, theme=theme))
    for said in (f"view_{theme}", style.zh, style.letter_zh, "4 parcels"):
        assert said in page, said
    with pytest.raises(BadValue, match="colour"):
        viewed(record, theme="colour")


def test_no_two_of_a_theme_look_the_same_without_colour() -> None:
    for theme in THEMES.values():
        for letters in ("letter_zh", "letter_en"):
            looks = [(style.hatch, getattr(style, letters)) for style in theme.values()]
            assert len({letter for _, letter in looks}) == len(looks)


def test_boundary_points_are_for_staff(record: Record) -> None:
    assert plans(record, LEADER, PlanOrder(("T-001",)), WORDS, "zh").seq == 1
    with pytest.raises(SignInNeeded):
        plans(record, PUBLIC_ACTOR, PlanOrder(("T-001",)), WORDS, "zh")
    with pytest.raises(SignInNeeded):
        thematic_map(record, PUBLIC_ACTOR, ViewOrder(HERE), WORDS, "zh")


def test_an_order_that_cannot_be_printed_is_refused(record: Record) -> None:
    with pytest.raises(NotFound, match="T-999"):
        printed(record, "T-001", "T-999")
    with pytest.raises(BadValue, match="0 parcels"):
        printed(record)


def test_a_plan_names_what_lies_around(demo: Record) -> None:
    page = texts(printed(demo, "CZ-0132", content="plan"))[0]
    for said in ("CZ-0129", "CZ-0131", "示范环路", "1:2000", "J9", "123.69"):
        assert said in page, said


def test_every_parcel_of_the_demonstration_can_be_drawn(demo: Record) -> None:
    with demo.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT parcel_id FROM parcel ORDER BY parcel_id")
        ids = [row[0] for row in rows][::90]
    assert len(texts(printed(demo, *ids, content="plan"))) == len(ids)
