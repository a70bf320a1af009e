"""Every measure is what a plain reading of the ledger gives, and stocks and flows add up."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.errors import BadValue, Forbidden, NotFound, ParkmapError, SignInNeeded
from parkmap.land.cuts import cut_of
from parkmap.land.figured import Figure
from parkmap.land.measures import MEASURES, RATES, TIMES
from parkmap.land.movements import OUTSIDE
from parkmap.land.status import STATUSES
from parkmap.land.timelines import STATES
from parkmap.services import courses, land_account, land_facts
from parkmap.services.correcting import Correction, correct
from parkmap.services.figuring import look_at
from parkmap.services.measures import Figures, behind, by, figures, monthly
from parkmap.services.merging import Merge, merge
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.reshaping import reshape
from parkmap.services.retiring import Retirement, retire
from parkmap.services.splitting import Split, split
from parkmap.services.undoing import restore, undo
from parkmap.store import lists
from tests.block import write_block
from tests.land import imported, ticking
from tests.plain_measures import plain
from tests.plain_replay import said_of_parcels
from tests.proof.moves import bent, standing_now, touching
from tests.proof.replay import shapes
from tests.small import BEGAN, LEADER, OFFICER, begin, copied, count, marked

KINDS: Final = ("approved_unsupplied", "supplied_unused", "reserved", None)
STEPS: Final = st.lists(
    st.tuples(
        st.sampled_from(["mark"] * 4 + ["note", "number", "serve", "correct", "retire", "split",
                                        "merge", "bend", "enter", "undo", "undo", "restore"]),
        st.integers(0, 30), st.integers(1, 540), st.sampled_from(sorted(STATUSES)),
    ),
    min_size=8, max_size=16,
)  # fmt: skip
PERIODS: Final = tuple(
    (BEGAN + timedelta(first), BEGAN + timedelta(last))
    for first, last in ((0, 0), (1, 200), (100, 545), (300, 301))
)


@pytest.fixture(scope="session")
def block(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six touching parcels with one street: two that were never idle, two without a kind."""
    each: dict[str, dict[str, Any]] = {
        "T-001": {"stock_kind": "approved_unsupplied"}, "T-002": {"status": "in_use"},
        "T-003": {"status": "in_use", "servicing": "raw"}, "T-004": {"stock_kind": "reserved"},
        "T-005": {"contract_number": "合-1", "stock_kind": "supplied_unused"},
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("block") / "z"
    return begin(write_block(folder, 2, 3, {one: {"offer": "none"} | told
                                            for one, told in each.items()}))  # fmt: skip


def taken(record: Record, steps: Any) -> None:
    """Officers do these things, as far as they are let."""
    doing = moves_of(record)
    for at, (action, number, days, status) in enumerate(steps):
        with suppress(ParkmapError, ZeroDivisionError):
            doing[action](number, BEGAN + timedelta(days), status, at)


def moves_of(record: Record) -> dict[str, Callable[[int, date, str, int], object]]:
    def one(number: int) -> str:
        with record.store.read() as connection:
            ids = lists.ids(connection, record.zone_id, lists.Filter())
        return ids[number % len(ids)]

    def seen(name: str) -> dict[str, int | None]:
        return {name: parcel(record, OFFICER, name).version}

    def noted(number: int, day: date, **fields: Any) -> object:
        return annotate(record, OFFICER, Annotation(seen(one(number)), fields, day, "核实"))

    def joined(number: int, day: date) -> object:
        pairs = touching(standing_now(record), alike=True)
        pair = pairs[number % len(pairs)]
        versions = {name: version for each in pair for name, version in seen(each).items()}
        return merge(record, OFFICER, Merge(versions, pair[0], day, "合并"))

    def drawn(number: int, day: date) -> object:
        name = one(number)
        asked = bent(record, name, shapes(standing_now(record))[name], number, 3.0 - number % 6,
                     corner=True, day=day, reason="界址")  # fmt: skip
        return reshape(record, OFFICER, asked)

    def corrected(number: int, day: date, status: str) -> object:
        name = one(number)
        values = ((day, status),)
        return correct(
            record, OFFICER, Correction(name, seen(name)[name], "status", values, "更正")
        )

    def parted(number: int, day: date) -> object:
        name = one(number)
        cut = cut_of({"parts": 2 + number % 2, "from": "west"})
        return split(record, OFFICER, Split(name, seen(name)[name], cut, day, "分割"))

    def again(number: int, status: str) -> int:
        return 2 + number % max(1, count(record, "entry") - 1)

    return {
        "mark": lambda n, day, to, _: marked(record, to, str(day), one(n)),
        "note": lambda n, day, _to, _: noted(n, day, stock_kind=KINDS[n % 4]),
        "number": lambda n, day, _to, _: noted(n, day, contract_number="合-9" if n % 3 else None),
        "serve": lambda n, day, _to, _: noted(n, day, servicing=("raw", "five", None)[n % 3]),
        "correct": lambda n, day, to, _: corrected(n, day, to),
        "retire": lambda n, day, _to, _: retire(
            record, OFFICER, Retirement(seen(one(n)), day, "灭失")),
        "split": lambda n, day, _to, _: parted(n, day),
        "merge": lambda n, day, _to, _: joined(n, day),
        "bend": lambda n, day, _to, _: drawn(n, day),
        "enter": lambda n, _day, _to, at: imported(record, f"N-{at}", 113.03 + at / 500),
        "undo": lambda n, _day, to, _: undo(record, OFFICER, again(n, to), "误录"),
        "restore": lambda n, _day, to, _: restore(record, OFFICER, again(n, to), "恢复"),
    }  # fmt: skip


@given(STEPS)
@settings(max_examples=12, deadline=None)
def test_every_measure_is_that_of_a_plain_replay_after_anything(block: Path, steps: Any) -> None:
    with tempfile.TemporaryDirectory() as folder, copied(block, Path(folder) / "z") as still:
        record, _ = ticking(still)
        taken(record, steps[: len(steps) // 2])
        figures(record, OFFICER)  # kept, and brought up with what follows
        taken(record, steps[len(steps) // 2 :])
        said = said_of_parcels(record)
        for first, last in PERIODS:
            found = figures(record, OFFICER, last, first)
            equals(found, plain(said, first, last))
            nothing_jumps(record, first, last)
            the_list_is_the_figure(record, found)
        _forgotten()
        assert figures(record, OFFICER) == _fresh_figures(record)


def equals(found: Figures, wanted: dict[str, Any]) -> None:
    """All but targets, forecasts and yields, which have tests of their own."""
    left = {one for one in MEASURES if one.endswith(("_target", "_forecast", "_per_mu"))}
    assert wanted.keys() == MEASURES.keys() - left
    for name, value in wanted.items():
        one = found.by_name[name]
        if name in RATES:
            assert one.value == pytest.approx(value[0], abs=1e-4), name
            assert one.of == value[1], name
        elif name in TIMES:
            assert (one.low, one.value, one.high) == (value or (None,) * 3), name
        else:
            assert one.value == value, name


def nothing_jumps(record: Record, first: date, last: date) -> None:
    """Stock at the end is stock at the start and every step, to the dm2, for every status."""
    look = look_at(record, OFFICER, last, first, None).look
    for side, states in ((look.status, STATES.values()), (look.supply, range(4))):
        moves, steps = side.moves, side.steps
        for state in states:
            come, go = moves.to[steps] == state, moves.source[steps] == state
            ran = moves.area_dm2[steps][come].sum() - moves.area_dm2[steps][go].sum()
            assert side.before(state).of_part(0) + ran == side.stock(state).of_part(0)
        assert (moves.area_dm2 >= 0).all() and not (moves.source == moves.to).any()
        assert not ((moves.source == OUTSIDE) & (moves.to == OUTSIDE)).any()


def the_list_is_the_figure(record: Record, found: Figures) -> None:
    for name, one in found.by_name.items():
        rows = behind(record, LEADER, name, found.on, found.since)
        counted = [row for row in rows if row.part == "counted"]
        assert one.count is None or one.count == len(counted), name
        if MEASURES[name].kind in {"stock", "flow"} and not name.endswith(("target", "forecast")):
            assert sum(row.mu for row in counted) == pytest.approx(one.value, abs=0.2), name
        if name in RATES:
            inside = [row for row in rows if row.part != "missing"]
            assert name == "digestion_rate" or sum(row.mu for row in inside) == pytest.approx(
                one.of, abs=0.2), name  # fmt: skip
        assert {row.parcel for row in rows if row.part == "missing"} == set(one.missing), name


def _fresh_figures(record: Record) -> Figures:
    found = figures(record, OFFICER)
    _forgotten()
    return found


def _forgotten() -> None:
    for one in (courses, land_facts, land_account):
        one.forget()


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    _forgotten()
    yield
    _forgotten()


def test_a_split_of_idle_land_is_no_flow(changzhi: Record) -> None:
    on = changzhi.today()
    before = figures(changzhi, OFFICER, on)
    idle = behind(changzhi, OFFICER, "idle", on)[0].parcel
    asked = Split(idle, parcel(changzhi, OFFICER, idle).version,
                  cut_of({"parts": 3, "from": "west"}), on, "分割")  # fmt: skip
    split(changzhi, OFFICER, asked)
    after = figures(changzhi, OFFICER, on)
    assert {n: one.value for n, one in after.by_name.items() if n in MEASURES} == {
        n: one.value for n, one in before.by_name.items()
    }
    assert after.by_name["idle"].count == (before.by_name["idle"].count or 0) + 2
    assert behind(changzhi, OFFICER, "idle_corrected", on) == []


def test_what_was_known_at_a_moment_stays_readable(record: Record) -> None:
    record, _ = ticking(record)
    first = marked(record, "under_construction", "2026-03-01", "T-001")
    then = figures(record, OFFICER)
    marked(record, "revitalized", "2026-04-01", "T-001")
    assert figures(record, OFFICER) != then
    assert figures(record, OFFICER, known_at=first.recorded_at) == then


def test_months_add_up_to_the_period(demo: Record) -> None:
    first, last = date(2025, 3, 10), date(2026, 11, 20)
    months, whole = monthly(demo, OFFICER, first, last), figures(demo, OFFICER, last, first)
    assert [months[0].first, months[-1].last, len(months)] == [first, last, 21]
    for name in ("became_idle", "started", "came_back", "disposed"):
        ran = sum(one.by_name[name].value or 0 for one in months)
        assert ran == pytest.approx(whole.by_name[name].value, abs=0.2)
    for status in STATUSES:
        assert months[-1].by_name[status] == Figure(
            status, whole.by_name[status].value, whole.by_name[status].count
        )


def test_each_dimension_has_all_land(demo: Record) -> None:
    land = figures(demo, LEADER, date(2026, 1, 1)).by_name["land"]
    for dimension in ("status", "park", "chain", "route", "servicing", "supply_mode"):
        found = by(demo, LEADER, dimension, date(2026, 1, 1))
        sums = [one for each in found.values() for one in each.values()]
        assert sum(one.count for one in sums) == land.count
        assert sum(one.mu for one in sums) == pytest.approx(land.value, abs=0.5)


def test_a_list_can_be_of_one_word(demo: Record) -> None:
    on, where = date(2026, 1, 1), {"park": "guangdian", "servicing": "seven"}
    rows = behind(demo, LEADER, "idle", on, where=where)
    assert rows and {row.park for row in rows} == {"guangdian"}
    assert {row.status for row in rows} == {"idle"}


def test_the_public_reads_no_figure(demo: Record) -> None:
    for ask in (lambda: figures(demo, PUBLIC_ACTOR), lambda: by(demo, PUBLIC_ACTOR, "park"),
                lambda: behind(demo, PUBLIC_ACTOR, "idle")):  # fmt: skip
        with pytest.raises((SignInNeeded, Forbidden)):
            ask()


def test_what_there_is_not_is_refused(demo: Record) -> None:
    with pytest.raises(NotFound, match="no measure 'land_sold'"):
        behind(demo, OFFICER, "land_sold")
    with pytest.raises(NotFound, match="no 'colour'"):
        by(demo, OFFICER, "colour")
    with pytest.raises(BadValue, match="begins on 2026-02-01, after its end 2026-01-31"):
        figures(demo, OFFICER, date(2026, 1, 31), date(2026, 2, 1))
