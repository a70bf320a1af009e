"""Undo, what is brought back, and imports wait for a second person like any other change."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from shapely import box, to_geojson

from parkmap.errors import AwaitsReview, Conflict, NotFound, StaleVersion
from parkmap.land.cuts import cut_of
from parkmap.land.review import ACTIONS
from parkmap.services import filing, imports, reviewing, tying
from parkmap.services.choosing import Choices
from parkmap.services.confirming import confirm
from parkmap.services.drawing import Drawing, draw
from parkmap.services.edits import take_in
from parkmap.services.lines import Options
from parkmap.services.marking import Mark, mark
from parkmap.services.mirror import states, write
from parkmap.services.noting import Annotation, annotate
from parkmap.services.queue import queue_of
from parkmap.services.reading import parcel
from parkmap.services.record import Actor, Record
from parkmap.services.splitting import Split, split
from parkmap.services.undoing import restore, undo
from parkmap.services.verifying import verify
from parkmap.services.versions import Return, bring_back
from parkmap.store import ledger
from parkmap.web.ledger import ACTIONS as NAMED
from tests.sheaf import PDF
from tests.small import NOW, OFFICER, TODAY, begin, copied, count, write_land
from tests.taking import lot, sent

REVIEWER = Actor("reviewer-1", frozenset({"reviewer"}))
CHIEF = Actor("chief", frozenset({"admin"}))
ALL = ", ".join(f'"{one}"' for one in ACTIONS)


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Record]:
    source = begin(write_land(tmp_path / "made"))
    asked = f'\n[review]\nroles = ["officer"]\nactions = [{ALL}]\n'
    with copied(source, tmp_path / "land", asked) as record:
        yield record


def waiting(act: Callable[[], object]) -> int:
    with pytest.raises(AwaitsReview) as told:
        act()
    return int(str(told.value.values["proposal"]))


def version(record: Record, one: str = "T-001") -> int:
    return parcel(record, OFFICER, one).version


def marked(record: Record) -> int:
    wanted = Mark({"T-001": version(record)}, "under_construction", TODAY, "已开工")
    return mark(record, CHIEF, wanted).seq


def status(record: Record) -> object:
    return parcel(record, OFFICER, "T-001").state["status"]


def sound(record: Record) -> bool:
    return not [line for line in verify(record).differences if "geojson" not in line]


def proposed_import(record: Record) -> tuple[int, int]:
    view = sent(record, lot(0, "T-001", name_zh="东街一号"), lot(9, "T-009"))
    number = waiting(lambda: confirm(record, OFFICER, view.id, Choices("测绘院来件")))
    return view.id, number


def test_every_action_but_the_beginning_of_a_record_can_be_reviewed() -> None:
    assert set(NAMED) - {"init", "record"} <= set(ACTIONS)


def test_an_undo_shows_what_it_would_take_back_and_is_accepted(land: Record) -> None:
    seq = marked(land)
    number = waiting(lambda: undo(land, OFFICER, seq, "标错"))
    (delta,) = reviewing.look(land, REVIEWER, number).deltas
    assert (delta.old, delta.new) == ("under_construction", "idle")
    assert status(land) == "under_construction"
    receipt = reviewing.accept(land, REVIEWER, number)
    with land.store.read() as connection:
        (entry,) = ledger.entries(connection, land.zone_id, seqs=[receipt.seq])
    assert (entry.header.actor, entry.header.undoes) == (OFFICER.id, seq)
    assert status(land) == "idle" and sound(land)


def test_the_undo_of_a_split_brings_the_parent_back_only_once_accepted(land: Record) -> None:
    cut = cut_of({"parts": 2, "from": "west"})
    split(land, CHIEF, Split("T-001", version(land), cut, TODAY, "分割"))
    seq = count(land, "entry")
    number = waiting(lambda: undo(land, OFFICER, seq, "错分"))
    gone = [one for one in reviewing.look(land, REVIEWER, number).deltas if one.field == "geometry"]
    assert all(one.old and not one.new for one in gone) and len(gone) == 2
    reviewing.accept(land, REVIEWER, number)
    assert "retired_on" not in parcel(land, OFFICER, "T-001").state and sound(land)


def test_an_undo_on_which_an_entry_stands_by_now_is_refused(land: Record) -> None:
    seq = marked(land)
    number = waiting(lambda: undo(land, OFFICER, seq, "标错"))
    annotate(land, CHIEF, Annotation({"T-001": version(land)}, {"location": "东街"}, TODAY, "核实"))
    with pytest.raises(StaleVersion):
        reviewing.accept(land, REVIEWER, number)


def test_what_is_brought_back_waits_too(land: Record) -> None:
    seq = marked(land)
    undo(land, CHIEF, seq, "标错")
    number = waiting(lambda: restore(land, OFFICER, seq, "没有标错"))
    assert reviewing.accept(land, REVIEWER, number).seq and status(land) == "under_construction"
    back = Return("T-001", version(land), 1, TODAY, "恢复")
    number = waiting(lambda: bring_back(land, OFFICER, back))
    reviewing.accept(land, REVIEWER, number)
    assert status(land) == "idle" and sound(land)


def test_an_import_waits_as_it_was_chosen_and_is_in_nothing(land: Record) -> None:
    entries = count(land, "entry")
    import_id, number = proposed_import(land)
    view = imports.show(land, REVIEWER, import_id)
    assert (view.state, view.proposal and view.proposal.id) == ("proposed", number)
    assert count(land, "entry") == entries
    with pytest.raises(Conflict, match="waits for a colleague"):
        imports.remap(land, OFFICER, import_id, {"name_zh": "skip"})
    (row,) = queue_of(land, REVIEWER, kind="proposal").groups["proposal"].rows
    assert (row.opens, row.number) == ("import", import_id)


def test_an_accepted_import_is_the_proposers_entry(land: Record) -> None:
    import_id, number = proposed_import(land)
    seq = reviewing.accept(land, REVIEWER, number).seq
    with land.store.read() as connection:
        (entry,) = ledger.entries(connection, land.zone_id, seqs=[seq])
        said = ledger.deltas_of(connection, land.zone_id, seq)
    assert (entry.header.actor, entry.header.action) == (OFFICER.id, "import")
    assert [one.new for one in said if one.kind == "review"] == [REVIEWER.id]
    assert imports.show(land, OFFICER, import_id).state == "confirmed"
    assert parcel(land, OFFICER, "T-009").version == seq and sound(land)


def test_an_import_that_is_sent_back_is_chosen_anew(land: Record) -> None:
    import_id, number = proposed_import(land)
    reviewing.send_back(land, REVIEWER, number, "T-009 不在本区")
    view = imports.show(land, OFFICER, import_id)
    assert (view.state, view.proposal and view.proposal.word) == ("ready", "T-009 不在本区")
    with pytest.raises(Conflict, match="confirm it again"):
        reviewing.send_again(land, OFFICER, number)
    without = Choices("测绘院来件", leave=[("parcel", 2)])
    again = waiting(lambda: confirm(land, OFFICER, import_id, without))
    reviewing.accept(land, REVIEWER, again)
    assert reviewing.look(land, OFFICER, number).proposal.state == "dropped"
    with pytest.raises(NotFound):
        parcel(land, OFFICER, "T-009")


def test_an_import_is_not_accepted_where_the_record_moved(land: Record) -> None:
    import_id, number = proposed_import(land)
    annotate(land, CHIEF, Annotation({"T-001": version(land)}, {"name_zh": "别名"}, TODAY, "核实"))
    for _ in range(2):
        with pytest.raises(StaleVersion, match="send it back"):
            reviewing.accept(land, REVIEWER, number)
    assert imports.show(land, OFFICER, import_id).state == "proposed"


def test_an_import_that_is_dropped_takes_its_proposal_along(land: Record) -> None:
    import_id, number = proposed_import(land)
    imports.drop(land, OFFICER, import_id)
    assert reviewing.look(land, OFFICER, number).proposal.state == "dropped"


def test_a_hand_edit_that_waits_is_taken_in_once_it_is_accepted(land: Record) -> None:
    write(land)
    file = land.folder / "parcels.geojson"
    file.write_text(file.read_text(encoding="utf-8").replace("地块1", "东街一号"), encoding="utf-8")
    number = waiting(lambda: take_in(land, OFFICER, Options(on=TODAY), Choices("手工改名")))
    assert "edited" in {one.state for one in states(land)}
    reviewing.accept(land, REVIEWER, number)
    assert parcel(land, OFFICER, "T-001").state["name_zh"] == "东街一号"
    assert "edited" not in {one.state for one in states(land)}


def test_what_waits_holds_its_ids(land: Record) -> None:
    def drawn(west: float) -> int:
        shape = orjson.loads(to_geojson(box(west, 36.22, west + 0.001, 36.221)))
        return waiting(lambda: draw(land, OFFICER, Drawing(shape, "idle", TODAY, "新增")))

    for number in [drawn(113.01), drawn(113.02)]:
        reviewing.accept(land, REVIEWER, number)
    assert parcel(land, OFFICER, "T-005").version < parcel(land, OFFICER, "T-006").version


def test_papers_of_what_waits_stay(land: Record) -> None:
    paper = filing.keep(land, OFFICER, io.BytesIO(PDF), "许可证.pdf", None)
    wanted = Mark({"T-001": version(land)}, "under_construction", TODAY, "已开工",
                  papers=(paper.sha256,))  # fmt: skip
    number = waiting(lambda: mark(land, OFFICER, wanted))
    tying.tidy(replace(land, clock=lambda: NOW + timedelta(days=9)))
    reviewing.accept(land, REVIEWER, number)
    assert sound(land)
