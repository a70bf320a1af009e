"""Mail: handed in once by a real server, nothing lost while it is down, nobody's data in a job."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from parkmap.outward import MailServer
from parkmap.services import answering, enquiring, working
from parkmap.services.links import token_of
from parkmap.services.record import Record
from parkmap.store import enquiries
from tests.asking import PERSON, ask, reaching, worked
from tests.cli.test_tls import certificate
from tests.mailbox import Mailbox, mail_server
from tests.small import NOW, OFFICER, begin, copied, count, free_port, write_land

OFFICE = '[enquiries]\noffice_mail = ["office@example.cn"]\n'


@pytest.fixture
def land(four_parcels: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_parcels, tmp_path / "land") as record:
        yield record


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as found:
        yield found


def jobs_of(record: Record, kind: str) -> list[tuple[str, str, str]]:
    with record.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT state, payload, coalesce(result, '') FROM job WHERE kind = ?", (kind,)
        )
        return [(state, payload, said) for state, payload, said in rows]


def test_who_asks_gets_the_link_by_which_he_follows_it(land: Record, box: Mailbox) -> None:
    sending = reaching(land, box.port)
    ask(sending)
    worked(sending)
    (letter,), (text,) = box.letters, box.texts
    assert (letter["To"], box.envelopes[0][1]) == ("wang@example.com", ["<wang@example.com>"])
    link = re.search(r"https://land\.example\.cn/enquiries/t/(\S+)", text)
    assert link and enquiring.track(sending, link[1]).number == 1
    assert "已收到" in letter["Subject"] and "2026-07-02" in text


def test_what_a_stranger_typed_is_not_sent_to_the_address_he_typed(
    land: Record, box: Mailbox
) -> None:
    sending = reaching(land, box.port)
    ask(sending, text="BUY NOW http://bad.example", name="BUY NOW")
    worked(sending)
    assert "BUY" not in box.letters[0].as_string() + box.texts[0]


def test_strangers_cannot_flood_an_address_with_receipts(land: Record, box: Mailbox) -> None:
    sending = reaching(land, box.port)
    for n in range(5):
        ask(sending, f"s-{n}", mail="Wang@example.com" if n % 2 else "wang@example.com")
    worked(sending)
    assert (len(box.letters), count(sending, "enquiry")) == (3, 5)  # all are kept and answered
    ask(replace(sending, clock=lambda: NOW + timedelta(days=2)), "s-9")
    worked(sending, days=2)
    assert len(box.letters) == 4


def test_answer_and_end_are_mailed_in_the_language_of_who_asked(land: Record, box: Mailbox) -> None:
    sending = reaching(land, box.port)
    number = ask(sending, lang="en")
    answering.note(sending, OFFICER, number, "nur intern")
    answering.answer(sending, OFFICER, number, "可看 T-001")
    answering.close(sending, OFFICER, number, "proceeds", "Thank you")
    worked(sending)
    assert [one["Subject"].split("] ")[1] for one in box.letters] == [
        "Enquiry 1: received", "Enquiry 1: answered", "Enquiry 1: closed"]  # fmt: skip
    assert "可看 T-001" in box.texts[1] and "Goes on to the supply of land" in box.texts[2]
    assert not any("intern" in text for text in box.texts)


def test_the_office_is_told_without_a_word_of_who_asked(tmp_path: Path, box: Mailbox) -> None:
    with copied(begin(write_land(tmp_path / "made")), tmp_path / "land", OFFICE) as record:
        sending = reaching(record, box.port)
        ask(sending, mail="", parcels=["T-001", "T-002"])
        worked(sending)
    (letter,), (text,) = box.letters, box.texts
    assert letter["To"] == "office@example.cn" and "T-001、T-002" in text
    assert not any(word in text for word in PERSON.values() if word and word != "enquiry")


def test_what_is_late_is_told_once_a_working_day(tmp_path: Path, box: Mailbox) -> None:
    with copied(begin(write_land(tmp_path / "made")), tmp_path / "land", OFFICE) as record:
        ask(record, mail="")
        sending = reaching(record, box.port)
        worked(sending, days=3, hours=1)
        worked(sending, days=3, hours=2)
        assert len(box.letters) == 1 and "逾期 1 件" in box.texts[0]
        worked(sending, days=4)  # a Saturday
        worked(sending, days=6)
        assert len(box.letters) == 2


def test_a_server_that_is_down_for_a_day_loses_no_mail(land: Record) -> None:
    sending, box = reaching(land, free_port()), Mailbox()
    for n in range(3):
        ask(sending, f"s-{n}")
    for hours in range(26):
        worked(sending, hours=hours)
    assert sending.outward.mail is not None
    box.port = sending.outward.mail.port
    with mail_server(box):
        worked(sending, hours=30)
        worked(sending, hours=60)
    assert len({one["Message-ID"] for one in box.letters}) == len(box.letters) == 3


def test_one_try_is_enough_to_know_that_the_server_is_down(land: Record) -> None:
    sending = reaching(land, free_port())
    for n in range(3):
        ask(sending, f"s-{n}")
    worked(sending)
    with sending.store.read() as connection:
        tried = connection.exec_driver_sql("SELECT sum(attempts) FROM job WHERE kind = 'mail'")
        assert tried.scalar() == 1


def test_a_server_that_is_down_is_asked_less_and_less_whichever_letter_asks(land: Record) -> None:
    sending = reaching(land, free_port())
    for n in range(3):
        ask(sending, f"s-{n}")
    tried = []
    for seconds in (0, 14, 15, 44, 45, 104, 105, 224):
        worked(sending, seconds=seconds)
        with sending.store.read() as connection:
            asked = connection.exec_driver_sql("SELECT sum(attempts) FROM job WHERE kind = 'mail'")
            tried.append(asked.scalar())
    assert tried == [1, 1, 2, 2, 3, 3, 4, 4]


def test_what_waited_goes_out_once_the_server_takes_the_first(land: Record) -> None:
    sending, box = reaching(land, free_port()), Mailbox()
    ask(sending)
    for hours in range(12):
        worked(sending, hours=hours)
    assert sending.outward.mail is not None
    box.port = sending.outward.mail.port
    ask(sending, "s-2")
    with mail_server(box):
        worked(sending, hours=11, minutes=1)
    assert len(box.letters) == 2


def test_a_letter_whose_receipt_got_lost_comes_as_the_same(land: Record, box: Mailbox) -> None:
    sending = reaching(land, box.port)
    ask(sending)
    box.hangs_up = True  # the letter is kept, its receipt is lost
    worked(sending)
    box.hangs_up = False
    working.begin(sending)
    worked(sending, hours=1)
    first, second = box.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert [state for state, *_ in jobs_of(sending, "mail")] == ["done"]


def notes_of(record: Record, number: int) -> list[str]:
    return [one.text for one in answering.one(record, OFFICER, number).events]


@pytest.mark.parametrize("says", ["550 5.1.1", "553 5.1.3", "556 5.1.10", "550 5.1.2"])
def test_a_mailbox_that_is_not_there_is_noted_for_the_office(
    land: Record, box: Mailbox, says: str
) -> None:
    sending = reaching(land, box.port)
    number = ask(sending)
    box.refuses = says
    worked(sending)
    (note,) = notes_of(sending, number)
    assert says in note and jobs_of(sending, "mail")[0][::2] == ("done", f"refused: {says}")


@pytest.mark.parametrize("says", ["552 5.2.2 full", "550 5.7.1 spam", "554 no", "550 no", "452 no"])
@pytest.mark.parametrize("stage", ["refuses", "refuses_data"])
def test_any_other_refusal_loses_no_letter(
    land: Record, box: Mailbox, says: str, stage: str
) -> None:
    sending = reaching(land, box.port)
    number = ask(sending)
    setattr(box, stage, says)
    worked(sending)
    worked(sending, minutes=10)
    assert len(notes_of(sending, number)) == says.startswith("5")  # told once, and at once
    setattr(box, stage, "")
    worked(sending, hours=2)
    assert len(box.letters) == 1


def test_a_letter_that_was_tried_in_vain_to_the_end_is_noted(land: Record, box: Mailbox) -> None:
    sending = reaching(land, free_port())
    number = ask(sending)
    with sending.store.write() as connection:
        connection.exec_driver_sql("UPDATE job SET created_at = '2026-06-20' WHERE kind = 'mail'")
    worked(sending)
    assert "ConnectionRefusedError" in notes_of(sending, number)[0]
    assert jobs_of(sending, "mail")[0][0] == "failed"


@pytest.mark.parametrize("kept", ["a..b@example.com", ".a@example.com", "王工@example.com", "x"])
def test_an_address_that_is_none_ends_its_letter_and_holds_up_no_other(
    land: Record, box: Mailbox, kept: str
) -> None:
    sending = reaching(land, box.port)
    number = ask(sending)
    with sending.store.write() as connection:
        enquiries.change(connection, sending.zone_id, number, mail=kept)
    ask(sending, "s-2")
    worked(sending)
    assert [one["To"] for one in box.letters] == ["wang@example.com"]
    assert {said for *_, said in jobs_of(sending, "mail")} == {"refused: no address", "sent"}
    (event,) = answering.one(sending, OFFICER, number).events
    assert event.kind == "note" and kept not in event.text


def test_a_mailbox_that_is_full_is_tried_again(land: Record, box: Mailbox) -> None:
    sending = reaching(land, box.port)
    ask(sending)
    box.refuses = "452 4.2.2"
    worked(sending)
    box.refuses = ""
    worked(sending, minutes=1)
    assert len(box.letters) == 1


def test_no_job_holds_anything_of_a_person(land: Record, box: Mailbox) -> None:
    sending = reaching(land, box.port)
    ask(sending)
    box.refuses = "550 5.1.1"
    worked(sending)
    told = repr(jobs_of(sending, "mail"))
    assert not any(word in told for word in (*PERSON.values(), "secret.cn") if word != "enquiry")
    assert token_of(sending, "enquiry", "s-1") not in told


def test_without_the_key_the_link_is_left_out(land: Record, box: Mailbox) -> None:
    sending = reaching(land, box.port)
    ask(sending)
    turned = replace(sending, outward=replace(sending.outward, secret="another"))
    worked(turned)
    assert enquiring.track(turned, token_of(sending, "enquiry", "s-1")).number == 1
    assert "/enquiries/t/" not in box.texts[0] and "提交后得到的链接" in box.texts[0]


def test_what_was_erased_is_not_written_about(land: Record, box: Mailbox) -> None:
    sending = reaching(land, box.port)
    number = ask(sending)
    answering.close(sending, OFFICER, number, "withdrawn")
    enquiring.tidy(replace(sending, clock=lambda: sending.clock().replace(year=2028)))
    worked(sending)
    assert box.letters == []


def test_a_password_is_sent_by_tls_alone(land: Record, tmp_path: Path,
                                         monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    made, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    with mail_server(Mailbox(tls=context)) as box:
        sending = reaching(land, box.port)
        server = MailServer("localhost", box.port, "land@example.cn", "starttls", "me", "pass word")
        sending = replace(sending, outward=replace(sending.outward, mail=server))
        ask(sending)
        worked(sending)
    assert len(box.letters) == 1
    verbs = [line.split(" ")[0] for line in box.commands]
    assert verbs.index("STARTTLS") < verbs.index("AUTH")
    assert "pass word" not in repr(sending.outward)
