"""The webhook: told of each enquiry by a real server, signed, without a word of who asked."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from parkmap.errors import BadValue
from parkmap.outward import Webhook, outward_of
from parkmap.services.record import Record
from tests.asking import PERSON, SHARED, ask, reaching, worked
from tests.mailbox import Receiver, receiver
from tests.small import copied, free_port


@pytest.fixture
def land(four_parcels: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_parcels, tmp_path / "land") as record:
        yield record


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver(Receiver()) as found:
        yield found


def told(record: Record, port: int, form: str = "json", secret: str = SHARED) -> Record:
    address = f"http://127.0.0.1:{port}/robot?key=abc"
    return reaching(record, hook=Webhook(address, form, secret))


def states(record: Record) -> list[tuple[str, str]]:
    with record.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT state, coalesce(result, '') FROM job WHERE kind = 'webhook'"
        )
        return [(state, result) for state, result in rows]


def test_an_enquiry_is_told_and_signed(land: Record, hook: Receiver) -> None:
    record = told(land, hook.port)
    ask(record, kind="application", parcels=["T-001", "T-002"])
    worked(record)
    ((path, headers, body),) = hook.got
    said = f"{headers['X-Parkmap-Timestamp']}.".encode() + body
    digest = hmac.new(SHARED.encode(), said, hashlib.sha256).hexdigest()
    assert headers["X-Parkmap-Signature"] == f"sha256={digest}"
    assert path == "/robot?key=abc"
    sent = json.loads(body)
    assert (sent["number"], sent["kind"], sent["due_on"]) == (1, "application", "2026-07-02")
    assert (sent["parcels"], sent["url"]) == (["T-001", "T-002"], "https://land.example.cn/desk")


@pytest.mark.parametrize("form", ["json", "wecom", "dingtalk"])
def test_nothing_of_who_asked_leaves_by_the_webhook(
    land: Record, hook: Receiver, form: str
) -> None:
    record = told(land, hook.port, form)
    ask(record)
    worked(record)
    text = json.dumps(json.loads(hook.got[0][2]), ensure_ascii=False)
    assert not any(word in text for word in PERSON.values() if word != "enquiry")


@pytest.mark.parametrize("form", ["wecom", "dingtalk"])
def test_robots_get_their_text_message(land: Record, hook: Receiver, form: str) -> None:
    record = told(land, hook.port, form, "")
    ask(record)
    worked(record)
    sent = json.loads(hook.got[0][2])
    assert sent["msgtype"] == "text" and sent.keys() == {"msgtype", "text"}
    assert "新的用地咨询（编号 1）" in sent["text"]["content"]


def test_dingtalk_is_signed_in_its_query(land: Record, hook: Receiver) -> None:
    record = told(land, hook.port, "dingtalk", "SEC1")
    ask(record)
    worked(record)
    asked = parse_qs(urlsplit(hook.got[0][0]).query)
    said = f"{asked['timestamp'][0]}\nSEC1".encode()
    made = b64encode(hmac.new(b"SEC1", said, hashlib.sha256).digest()).decode()
    assert (asked["key"], asked["sign"]) == (["abc"], [made])


def test_a_receiver_that_is_down_first_is_told_later_once(land: Record) -> None:
    box = Receiver(port=free_port())
    record = told(land, box.port)
    ask(record)
    worked(record)
    worked(record, hours=2)
    assert states(record)[0][0] == "queued"
    with receiver(box):
        worked(record, hours=9)
        worked(record, hours=20)
    assert len(box.got) == 1 and states(record) == [("done", "told")]


@pytest.mark.parametrize(
    ("form", "status", "answer"),
    [("json", 500, b""), ("json", 302, b""), ("wecom", 200, b'{"errcode":93000}'),
     ("dingtalk", 200, b"not json"), ("wecom", 200, b"[]")],
)  # fmt: skip
def test_what_is_no_success_is_tried_again(
    land: Record, hook: Receiver, form: str, status: int, answer: bytes
) -> None:
    record = told(land, hook.port, form)
    hook.status, hook.answer = status, answer
    ask(record)
    worked(record)
    assert len(hook.got) == 1  # a redirect is not followed
    hook.status, hook.answer = 200, b'{"errcode":0}'
    worked(record, minutes=1)
    assert states(record) == [("done", "told")]
    assert hook.got[0][1]["X-Parkmap-Delivery"] == hook.got[1][1]["X-Parkmap-Delivery"]


def test_neither_address_nor_secret_stands_in_a_job(land: Record) -> None:
    record = told(land, free_port())
    ask(record)
    worked(record)
    kept = repr((states(record), record.outward, replace(record).outward.webhook))
    assert "ConnectionRefusedError" in kept
    assert not any(word in kept for word in ("abc", "127.0.0.1", SHARED))


GOOD = {"PARKMAP_PUBLIC_URL": "https://land.example.cn", "PARKMAP_WEBHOOK_SECRET": SHARED}


@pytest.mark.parametrize(
    "wrong",
    [{"PARKMAP_WEBHOOK_URL": "http://10.0.0.1/x"}, {"PARKMAP_WEBHOOK_URL": "file:///etc/passwd"},
     {"PARKMAP_WEBHOOK_URL": "https://me:pw@host/"}, {"PARKMAP_WEBHOOK_URL": "https:///x"},
     {"PARKMAP_WEBHOOK_URL": "https://host/", "PARKMAP_WEBHOOK_SECRET": "short"},
     {"PARKMAP_WEBHOOK_URL": "https://host/", "PARKMAP_WEBHOOK_FORMAT": "xml"},
     {"PARKMAP_WEBHOOK_URL": "https://host/", "PARKMAP_PUBLIC_URL": ""},
     {"PARKMAP_PUBLIC_URL": "land.example.cn"}, {"PARKMAP_PUBLIC_URL": "https://host/path"},
     {"PARKMAP_SMTP_HOST": "mail"}, {"PARKMAP_SMTP_HOST": "mail", "PARKMAP_MAIL_FROM": "a@b\r\nc"},
     {"PARKMAP_SMTP_HOST": "mail", "PARKMAP_MAIL_FROM": "a@b.cn", "PARKMAP_SMTP_PORT": "x"},
     {"PARKMAP_SMTP_HOST": "mail", "PARKMAP_MAIL_FROM": "a@b.cn", "PARKMAP_SMTP_USER": "me",
      "PARKMAP_SMTP_SECURITY": "none"}],
)  # fmt: skip
def test_a_setting_that_does_not_fit_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(BadValue, match="PARKMAP_"):
        outward_of(GOOD | wrong)


def test_settings_say_where_to_reach_what() -> None:
    found = outward_of(GOOD | {
        "PARKMAP_WEBHOOK_URL": "http://10.0.0.1/x", "PARKMAP_WEBHOOK_HTTP": "1",
        "PARKMAP_SMTP_HOST": "mail", "PARKMAP_MAIL_FROM": "land@example.cn",
        "PARKMAP_SMTP_SECURITY": "tls",
    })  # fmt: skip
    assert found.webhook and found.mail and found.mail.port == 465
    assert outward_of({}).mail is None
