"""Webhooks of groups: allowed hosts alone, each waiting for itself, signed where it is JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parkmap.outward import Outward, may_call
from parkmap.services import accounts
from parkmap.services.record import Actor, Record
from tests.asking import reaching, worked
from tests.mailbox import Mailbox, Receiver, mail_server, receiver
from tests.small import begin, copied, free_port, write_land
from tests.telling import WEEKLY, one, subscribed


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("made") / "land", [{"park": "P1"}] * 4))


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as found:
        yield found


@pytest.fixture
def land(made: Path, tmp_path: Path, box: Mailbox) -> Iterator[Record]:
    with copied(made, tmp_path / "land") as record:
        yield reaching(record, box.port)


@pytest.fixture
def leader(land: Record) -> Actor:
    return accounts.add_user(land, "li", "parkmap-leader", ["leader"], name="李主任").actor


def test_only_hosts_of_the_settings_are_called() -> None:
    out = Outward(hosts=("qyapi.weixin.qq.com", "10.1.1.1:8443"))
    allowed = ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", "https://10.1.1.1:8443/x"]
    refused = [
        "http://qyapi.weixin.qq.com/", "https://127.0.0.1/", "https://10.1.1.1/", "ftp://a/",
        "https://qyapi.weixin.qq.com:8443/", "https://u@qyapi.weixin.qq.com/", "https://[::1]/",
        "https://qyapi.weixin.qq.com.evil.cn/", "https://qyapi.weixin.qq.com\\@169.254.169.254/",
        "https://evil.cn#qyapi.weixin.qq.com", "https://qyapi.weixin.qq.com./", "https://:99999/",
        "https://qyapi.weixin.qq.com/\r\nHost: a", "https://ｑyapi.weixin.qq.com/", "",
    ]  # fmt: skip
    assert all(may_call(one, out) for one in allowed)
    assert not [one for one in refused if may_call(one, out)]


def grouped(record: Record, port: int) -> Record:
    allowed = replace(record.outward, hosts=(f"127.0.0.1:{port}",), plain_http=True)
    return replace(record, outward=allowed)


@pytest.mark.parametrize("form", ["wecom", "dingtalk", "json"])
def test_a_group_gets_the_digest_by_its_webhook(land: Record, leader: Actor, form: str) -> None:
    with receiver(Receiver()) as hook:
        record = grouped(land, hook.port)
        url = f"http://127.0.0.1:{hook.port}/robot?key=1"
        sent = WEEKLY | {"way": "group", "form": form, "url": url, "secret": "s" * 16}
        subscribed(record, leader, sent, confirm=False)
        hook.status = 503
        worked(record, days=1)
        assert one(record).failed == "503"
        hook.status = 200
        worked(record, days=1, hours=3)
    path, headers, body = hook.got[-1]
    told = json.loads(body)
    text = told["text"] if form == "json" else told["text"]["content"]
    assert path.startswith("/robot?key=1") and "工作简报" in (told.get("subject") or text)
    assert ("X-Parkmap-Signature" in headers) == (form == "json")
    assert form != "wecom" or len(text.encode()) <= 2_048
    assert "/subscriptions/t/" not in text and one(record).failed == ""


def test_a_host_that_is_not_allowed_any_more_is_not_called(land: Record, leader: Actor) -> None:
    with receiver(Receiver()) as hook:
        record = grouped(land, hook.port)
        sent = WEEKLY | {"way": "group", "form": "wecom", "url": f"http://127.0.0.1:{hook.port}/"}
        subscribed(record, leader, sent, confirm=False)
        worked(land, days=1)
    assert hook.got == [] and one(land).failed == "host"


def test_a_silent_group_holds_nobody_up(land: Record, box: Mailbox, leader: Actor) -> None:
    record = grouped(land, free_port())
    url = f"http://{record.outward.hosts[0]}/"
    subscribed(record, leader, WEEKLY | {"way": "group", "form": "wecom", "url": url},
               confirm=False)  # fmt: skip
    subscribed(record, leader, WEEKLY, "s-2")
    worked(record, days=1)
    assert len(box.letters) == 1 and one(record).failed
