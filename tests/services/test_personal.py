"""Personal data on request: found, exported, erased; noted without the data."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from parkmap.errors import BadValue, Forbidden, NotFound
from parkmap.outward import NOTHING
from parkmap.services import alerting, answering, enquiring, personal
from parkmap.services.alerting import Wish
from parkmap.services.enquiry_sums import summary
from parkmap.services.links import token_of
from parkmap.services.personal import Picked
from parkmap.services.record import Actor, Record
from tests.asking import PERSON, ask, reaching, worked
from tests.small import LEADER, OFFICER, count

ADMIN = Actor("admin-1", frozenset({"admin"}))
BOTH = Picked(frozenset({1}), frozenset())


@pytest.fixture
def land(record: Record) -> Record:
    """Two people asked; the first one also waits for land."""
    sending = reaching(record, 1)
    ask(sending, "s-1")
    ask(sending, "s-2", name="李四", phone="13800001111", mail="li@example.com")
    wish = Wish("wang@example.com", "park=P1", "zh", True)
    alerting.ask(sending, wish, token_of(sending, "alert", "s-3"), "s-3", "one")
    return sending


def found(record: Record, text: str) -> tuple[list[int], list[int]]:
    held = personal.find(record, ADMIN, text)
    return [one.number for one in held.enquiries], [one.number for one in held.alerts]


@pytest.mark.parametrize(
    ("text", "who"),
    [("王工", ([1], [])), ("138 0000-1111", ([2], [])), ("WANG@example", ([1], [1])),
     ("example.com", ([1, 2], [1])), ("13", ([], [])), ("nobody", ([], []))],
)  # fmt: skip
def test_a_person_is_found_by_name_number_or_address(
    land: Record, text: str, who: tuple[list[int], list[int]]
) -> None:
    assert found(land, text) == who


def test_a_letter_alone_finds_nobody(land: Record) -> None:
    with pytest.raises(BadValue):
        personal.find(land, ADMIN, " 王 ")


def test_an_export_holds_all_that_is_kept(land: Record) -> None:
    answering.note(land, OFFICER, 1, "已电话联系")
    alert = personal.find(land, ADMIN, "wang").alerts[0]
    held = personal.export(land, ADMIN, Picked(frozenset({1}), frozenset({alert.token_hash})))
    (one,), (waits,) = held["enquiries"], held["alerts"]
    assert [one[name] for name in ("name", "phone", "mail", "text")] == [
        PERSON["name"], PERSON["phone"], PERSON["mail"], PERSON["text"]]  # fmt: skip
    assert one["consent"]["version"] == "1" and "所填信息" in one["consent"]["text"]
    assert one["said"][0]["text"] == "已电话联系"
    assert (waits["mail"], waits["query"]) == ("wang@example.com", "park=P1")
    assert "李四" not in json.dumps(held, ensure_ascii=False)


def test_what_is_erased_is_gone_and_counted_still(land: Record) -> None:
    alert = personal.find(land, ADMIN, "wang").alerts[0]
    personal.erase(land, ADMIN, Picked(frozenset({1}), frozenset({alert.token_hash})))
    assert found(land, "wang@example") == ([], []) and count(land, "alert") == 0
    with land.store.read() as connection:
        kept = repr(connection.exec_driver_sql("SELECT * FROM enquiry WHERE number = 1").all())
    assert not any(word in kept for word in PERSON.values() if word != "enquiry")
    sums = summary(land, LEADER)
    assert (sums.whole.asked, sums.by_outcome["withdrawn"]) == (2, 1)
    with pytest.raises(NotFound):
        enquiring.track(land, token_of(land, "enquiry", "s-1"))


def files(record: Record) -> bytes:
    return b"".join(one.read_bytes() for one in record.folder.glob("parkmap.db*"))


def test_what_is_erased_stands_in_no_file(land: Record) -> None:
    told = [PERSON[name].encode() for name in ("name", "phone", "mail")]
    assert all(word in files(land) for word in told)
    alert = personal.find(land, ADMIN, "wang").alerts[0]
    personal.erase(land, ADMIN, Picked(frozenset({1}), frozenset({alert.token_hash})))
    worked(replace(land, outward=NOTHING))
    assert "李四".encode() in files(land) and not any(word in files(land) for word in told)


def test_a_reader_in_the_way_does_not_keep_what_was_erased(land: Record) -> None:
    personal.erase(land, ADMIN, BOTH)
    with land.store.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM enquiry").scalar()
        worked(replace(land, outward=NOTHING))
    worked(replace(land, outward=NOTHING), minutes=5)
    assert PERSON["phone"].encode() not in files(land)


def test_every_connection_overwrites_what_it_deletes(land: Record) -> None:
    with land.store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def test_who_did_it_is_noted_without_the_data(land: Record) -> None:
    personal.export(land, ADMIN, BOTH)
    personal.erase(land, ADMIN, BOTH)
    told = personal.notes(land, ADMIN)
    assert [(one.actor, one.action, one.enquiries) for one in told] == [
        ("admin-1", "erased", [1]), ("admin-1", "exported", [1])]  # fmt: skip
    assert "王工" not in repr(told) and "wang" not in repr(told)


def test_nothing_chosen_erases_nothing(land: Record) -> None:
    with pytest.raises(BadValue):
        personal.erase(land, ADMIN, Picked(frozenset({99}), frozenset({"none"})))
    assert personal.notes(land, ADMIN) == []


@pytest.mark.parametrize("actor", [OFFICER, LEADER])
def test_only_the_administrator_may(land: Record, actor: Actor) -> None:
    for use in (personal.export, personal.erase, personal.picked):
        with pytest.raises(Forbidden):
            use(land, actor, BOTH)
    with pytest.raises(Forbidden):
        personal.find(land, actor, "王工")
