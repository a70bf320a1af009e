"""`/enquiries`: a form without scripts, a link that is its own key, answers by staff."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from parkmap.land.enquiries import PLAIN
from parkmap.services.links import token_of
from parkmap.store import enquiries
from parkmap.web import tickets
from parkmap.web.logs import JsonLines
from tests.web.conftest import headers, record_of, sign_in

FORM = {"kind": "enquiry", "name": "<b>王工</b>", "organisation": "{{ 7*7 }}",
        "phone": "0355-1234567", "mail": "", "text": "需 80 亩\n近铁路", "parcels": "T-001",
        "consent": "1"}  # fmt: skip


def filled(client: FlaskClient, **changed: str) -> dict[str, str]:
    """The form as a page gave it, filled in."""
    page = client.get("/enquiries/new?parcel=T-001&lang=zh").text
    hidden = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0]
              for name in ("csrf_token", "ticket")}  # fmt: skip
    return FORM | hidden | changed


def sent(app: Flask, seconds: float = 10, **changed: str) -> TestResponse:
    """The form, sent so many seconds after it was opened."""
    client = app.test_client()
    return post(app, client, filled(client, **changed), seconds)


def post(app: Flask, client: FlaskClient, form: dict[str, str], seconds: float) -> TestResponse:
    record, clock = record_of(app), record_of(app).clock
    object.__setattr__(record, "clock", lambda: clock() + timedelta(seconds=seconds))
    try:
        return client.post("/enquiries/new", data=form, headers={"Accept": "text/html"})
    finally:
        object.__setattr__(record, "clock", clock)


def test_an_enquiry_leads_to_a_link_with_its_state(app: Flask) -> None:
    answer = sent(app)
    assert answer.status_code == 303
    page = app.test_client().get(answer.headers["Location"])
    assert page.status_code == 200 and "近铁路" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "王工" not in page.text  # the link may be forwarded


def test_what_was_typed_stays_with_the_fault_beside_its_field(app: Flask) -> None:
    answer = sent(app, phone="")
    assert answer.status_code == 400
    assert 'id="wrong-phone"' in answer.text and "近铁路" in answer.text
    assert "&lt;b&gt;王工&lt;/b&gt;" in answer.text and "{{ 7*7 }}" in answer.text


def test_a_form_sent_twice_is_kept_once_and_one_that_was_corrected_is_not_lost(app: Flask) -> None:
    client = app.test_client()
    form = filled(client)
    links = [post(app, client, form | {"phone": phone}, 10).headers["Location"]
             for phone in ("0355-1234567", "0355-1234567", "0355-7654321")]  # fmt: skip
    assert links[0] == links[1] != links[2]
    with record_of(app).store.read() as connection:
        kept = enquiries.in_states(connection, 1, ["open"])
    assert [one.phone for one in kept] == ["0355-1234567", "0355-7654321"]


def test_who_corrects_a_word_is_not_told_that_he_was_too_fast(app: Flask) -> None:
    client = app.test_client()
    form = filled(client)
    page = post(app, client, form | {"phone": "none"}, 10)
    assert page.status_code == 400
    assert re.findall(r'name="ticket" value="([^"]*)"', page.text) == [form["ticket"]]


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "order"), ("parcels", " ".join(f"T-{n:03d}" for n in range(30)))]
)
def test_what_is_wrong_beside_no_field_is_told_above(app: Flask, field: str, value: str) -> None:
    client = app.test_client()
    answer = post(app, client, filled(client) | {field: value}, 10)
    assert answer.status_code == 400 and "say-stop" in answer.text and "近铁路" in answer.text


def test_a_short_list_and_what_a_match_asked_fill_the_form(client: FlaskClient) -> None:
    page = client.get("/enquiries/new?ids=T-001,T-003,T-999&need=80 mu by rail").text
    named = re.findall(r'name="remove" value="([^"]+)"', page)
    assert named == ["T-001", "T-003"] and "80 mu by rail" in page
    assert 'name="parcels" value="T-001 T-003 "' in page


def test_a_parcel_is_taken_out_without_scripts_and_nothing_typed_is_lost(app: Flask) -> None:
    answer = sent(app, parcels="T-001 T-002", remove="T-001", name="", phone="")
    assert answer.status_code == 200 and 'role="alert"' not in answer.text
    assert re.findall(r'name="remove" value="([^"]+)"', answer.text) == ["T-002"]
    assert "近铁路" in answer.text
    with record_of(app).store.read() as connection:
        assert enquiries.in_states(connection, 1, ["open"]) == []


def test_enter_in_a_field_sends_and_takes_nothing_out(client: FlaskClient) -> None:
    page = client.get("/enquiries/new?ids=T-001").text
    first = re.findall(r'<button[^>]*type="submit"[^>]*>', page.partition('class="form"')[2])[0]
    assert "remove" not in first


def test_consent_is_kept_with_version_text_and_moment(app: Flask) -> None:
    sent(app)
    with record_of(app).store.read() as connection:
        (one,) = enquiries.in_states(connection, 1, ["open"])
    assert one.consent == "1" and one.consent_text == PLAIN.consent_zh and one.made_at


def test_an_application_says_how_many_applied_and_that_none_reserves(app: Flask) -> None:
    link = sent(app, kind="application").headers["Location"]
    for page in ("/enquiries/new?parcel=T-001&kind=application", link):
        told = app.test_client().get(f"{page}{'&' if '?' in page else '?'}lang=zh").text
        assert "已有意向 1 家" in told and "不预留土地" in told


def test_the_link_can_be_made_again_and_the_record_alone_cannot(app: Flask) -> None:
    link = sent(app).headers["Location"]
    record = record_of(app)
    with record.store.read() as connection:
        (one,) = enquiries.in_states(connection, 1, ["open"])
    assert link.endswith(token_of(record, "enquiry", one.seed))
    assert link.rsplit("/", 1)[1] not in repr(one)


@pytest.mark.parametrize(
    ("seconds", "changed"),
    [(1, {}), (90_000, {}), (10, {"website": "http://x"}), (10, {"ticket": "x"})],
)
def test_a_program_is_told_to_look_again(app: Flask, seconds: int, changed: dict[str, str]) -> None:
    answer = sent(app, seconds, **changed)
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_staff_answer_and_who_asked_reads_it(app: Flask) -> None:
    link = sent(app).headers["Location"]
    officer = sign_in(app.test_client(), "officer")
    (one,) = officer.get("/api/enquiries").get_json()["enquiries"]
    address = f"/api/enquiries/{one['number']}"
    said = officer.post(f"{address}/answer", json={"text": "可看现场"}, headers=headers(officer))
    assert said.get_json()["state"] == "answered"
    assert "可看现场" in app.test_client().get(link).text
    done = officer.post(f"{address}/close", json={"outcome": "proceeds"}, headers=headers(officer))
    assert done.get_json()["outcome"] == "proceeds"


def test_the_record_alone_gives_no_address_away(app: Flask) -> None:
    sent(app)
    record = record_of(app)
    with record.store.read() as connection:
        (one,) = enquiries.in_states(connection, record.zone_id, ["open"])
    before = ("", "enquiry:", f"{record.zone.code}:")
    plain = {hashlib.sha256(f"{each}127.0.0.1".encode()).hexdigest() for each in before}
    assert len(one.address_key) == 64 and one.address_key not in plain


@pytest.mark.parametrize(
    ("addresses", "count"),
    [(("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), 1), (("2001:db8:1:2::1", "2001:db8:1:3::1"), 2),
     (("192.0.2.7", "::ffff:192.0.2.7"), 1), (("192.0.2.7", "192.0.2.8"), 2)],
)  # fmt: skip
def test_a_line_of_ipv6_is_one_sender(app: Flask, addresses: tuple[str, str], count: int) -> None:
    seen = set()
    for address in addresses:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            seen.add(tickets.sender())
    assert len(seen) == count


def test_the_link_is_in_no_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(JsonLines())
    link = sent(app).headers["Location"]
    app.test_client().get(link)
    assert "/enquiries/t/<token>" in caplog.text
    assert link.rsplit("/", 1)[1] not in caplog.text
    assert not any(word in caplog.text for word in ("0355", "b>", "\\u738b"))


def test_the_parcel_leads_to_the_form(app: Flask) -> None:
    assert "/enquiries/new?parcel=T-001" in app.test_client().get("/parcels/T-001").text
