"""`/alerts`: a form without scripts, a link that changes nothing until its button is pressed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from parkmap.outward import MailServer, Outward
from parkmap.services.links import link_of as whole
from parkmap.store import alerts
from parkmap.store.alerts import StoredAlert
from parkmap.web.logs import JsonLines
from tests.web.conftest import app_of, form_token, record_of

REACH = Outward(MailServer("127.0.0.1", 1, "land@example.cn", "none"), None, "https://land.cn")


@pytest.fixture
def mailing(five_parcels: Path, tmp_path: Path) -> Iterator[Flask]:
    made = app_of(Path(shutil.copytree(five_parcels, tmp_path / "mailing")), outward=REACH)
    yield made
    record_of(made).store.close()


def sent(app: Flask, seconds: float = 10, **changed: str) -> TestResponse:
    client = app.test_client()
    return post(app, client, filled(client) | changed, seconds)


def filled(client: FlaskClient) -> dict[str, str]:
    page = client.get("/alerts/new?park=P1&s=idle&view=14/36/113").text
    form = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0].replace("&amp;", "&")
            for name in ("csrf_token", "ticket", "query")}  # fmt: skip
    return form | {"mail": "wang@example.com", "consent": "1"}


def post(app: Flask, client: FlaskClient, form: dict[str, str], seconds: float) -> TestResponse:
    record, clock = record_of(app), record_of(app).clock
    object.__setattr__(record, "clock", lambda: clock() + timedelta(seconds=seconds))
    try:
        return client.post("/alerts/new", data=form, headers={"Accept": "text/html"})
    finally:
        object.__setattr__(record, "clock", clock)


def kept(app: Flask) -> list[StoredAlert]:
    with record_of(app).store.read() as connection:
        return alerts.every(connection, record_of(app).zone_id)


def link_of(app: Flask) -> str:
    (one,) = kept(app)
    return whole(record_of(app), "alert", one.seed, one.token_hash).removeprefix("https://land.cn")


def test_a_wish_is_kept_with_its_filter_and_what_was_agreed_to(mailing: Flask) -> None:
    assert sent(mailing).status_code == 200
    (one,) = kept(mailing)
    assert (one.query, one.confirmed_at, one.lang) == ("s=idle&park=P1", "", "zh")
    assert "停止接收后即删除" in one.consent_text and one.consent == "1"


@pytest.mark.parametrize(
    ("seconds", "changed", "where"),
    [(1, {}, 'role="alert"'), (10, {"website": "x"}, 'role="alert"'),
     (10, {"mail": "x"}, "wrong-mail"), (10, {"consent": ""}, 'role="alert"'),
     (10, {"ticket": "x"}, 'role="alert"')],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_kept(
    mailing: Flask, seconds: int, changed: dict[str, str], where: str
) -> None:
    answer = sent(mailing, seconds, **changed)
    assert answer.status_code == 400 and where in answer.text and kept(mailing) == []


def test_an_address_that_was_corrected_on_the_way_back_gets_its_letter(mailing: Flask) -> None:
    client = mailing.test_client()
    form = filled(client)
    for mail in ("wang@exampel.com", "wang@exampel.com", "wang@example.com"):
        assert post(mailing, client, form | {"mail": mail}, 10).status_code == 200
    assert [one.mail for one in kept(mailing)] == ["wang@exampel.com", "wang@example.com"]


def test_a_refusal_keeps_what_was_typed_and_ticked(mailing: Flask) -> None:
    page = sent(mailing, mail="wang").text
    assert 'value="wang"' in page and 'name="consent" value="1" checked' in page


def test_opening_the_link_changes_nothing(mailing: Flask) -> None:
    sent(mailing)
    page = mailing.test_client().get(link_of(mailing))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "wang" not in page.text and kept(mailing)[0].confirmed_at == ""


def test_one_button_confirms_and_one_ends_it(mailing: Flask) -> None:
    sent(mailing)
    link, client = link_of(mailing), mailing.test_client()
    token = {"csrf_token": form_token(client)}
    assert client.post(f"{link}/confirm", data=token).status_code == 303
    assert kept(mailing)[0].confirmed_at
    assert client.post(f"{link}/end", data=token).status_code == 200
    assert kept(mailing) == []
    assert client.get(link).status_code == 404


def test_an_alert_with_a_filter_of_another_release_can_be_ended(mailing: Flask) -> None:
    sent(mailing)
    record = record_of(mailing)
    with record.store.write() as connection:
        alerts.change(connection, record.zone_id, 1, query="mu_min=long+gone")
    assert mailing.test_client().get(link_of(mailing)).status_code == 200


def test_the_link_is_in_no_log(mailing: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(JsonLines())
    sent(mailing)
    link, client = link_of(mailing), mailing.test_client()
    client.get(link)
    client.post(f"{link}/end", data={"csrf_token": form_token(client)})
    assert "/alerts/t/<token>/end" in caplog.text
    assert link.rsplit("/", 1)[1] not in caplog.text and "wang" not in caplog.text


def test_without_a_mail_server_the_page_leads_to_the_feed(client: FlaskClient) -> None:
    page = client.get("/alerts/new?park=P1").text
    assert "/feeds/land.atom?park=P1" in page and 'name="mail"' not in page
