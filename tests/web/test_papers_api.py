"""Papers over HTTP: sent as a form, listed, saved, never run by a browser."""

from __future__ import annotations

import gc
import hashlib
import io
import socket
import threading
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.serving import make_server
from werkzeug.test import encode_multipart

from tests.sheaf import HTML, PDF, SVG, photo
from tests.web.conftest import DAY, headers, mark_body, record_of

ADDRESS = "/api/papers"


def send(client: FlaskClient, content: bytes = PDF, name: str = "合同.pdf", **form: str) -> Any:
    boundary, data = encode_multipart({"file": FileStorage(io.BytesIO(content), name), **form})
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(ADDRESS, data=data, content_type=kind, headers=headers(client))


def to_parcel(client: FlaskClient, content: bytes = PDF, name: str = "合同.pdf") -> dict[str, Any]:
    answer = send(client, content, name, kind="parcel", id="T-001")
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.get_json()
    return body


def listed(client: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{ADDRESS}?kind=parcel&id=T-001").get_json()["papers"]
    return found


def change(client: FlaskClient, sha256: str, **body: str) -> Any:
    return client.patch(f"{ADDRESS}/{sha256}", json=body, headers=headers(client))


def test_a_paper_is_sent_listed_and_saved(officer: FlaskClient) -> None:
    sent = to_parcel(officer)
    assert sent["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert [one["name"] for one in listed(officer)] == ["合同.pdf"]
    saved = officer.get(sent["file"])
    assert saved.data == PDF
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert saved.headers["X-Content-Type-Options"] == "nosniff"
    assert saved.headers["Cache-Control"] == "private, no-cache"
    assert "sandbox" in saved.headers["Content-Security-Policy"]


def test_a_photo_says_in_which_parcel_it_was_taken(officer: FlaskClient) -> None:
    sent = to_parcel(officer, photo(at=(113.102, 36.2105)), "a.jpg")
    assert (sent["lng"], sent["lies_in"]) == (113.102, ["T-001"])
    assert officer.get(sent["thumbnail"]).mimetype == "image/jpeg"


def test_the_public_gets_what_was_made_public(officer: FlaskClient, client: FlaskClient) -> None:
    sent = to_parcel(officer, photo(), "a.jpg")
    addresses = [sent["file"], sent["thumbnail"], sent["picture"]]
    assert [client.get(one).status_code for one in addresses] == [404, 404, 404]
    assert (listed(client), change(officer, sent["sha256"], visibility="public").status_code) == (
        [], 200
    )  # fmt: skip
    assert [client.get(one).status_code for one in addresses] == [200, 200, 200]
    assert client.get(sent["file"]).data != officer.get(sent["file"]).data
    assert {"uploaded_by", "links", "size"} & listed(client)[0].keys() == set()


def test_the_page_of_a_parcel_shows_public_photos(
    officer: FlaskClient, client: FlaskClient
) -> None:
    name = "<img src=x onerror=alert(1)>{{ 7*7 }}.jpg"
    sent = to_parcel(officer, photo(), name)
    assert sent["thumbnail"] not in client.get("/parcels/T-001").text
    change(officer, sent["sha256"], visibility="public")
    page = client.get("/parcels/T-001").text
    assert sent["thumbnail"] in page
    assert "<img src=x" not in page and "49" not in page.split("photos")[1].split("</section>")[0]


def test_html_and_svg_are_refused_whatever_they_are_called(officer: FlaskClient) -> None:
    answers = [send(officer, content, "photo.jpg") for content in (HTML, SVG)]
    assert [one.status_code for one in answers] == [415, 415]
    assert "photo.jpg" in answers[0].get_json()["detail"]


def test_a_name_that_climbs_stays_a_name(officer: FlaskClient, app: Flask) -> None:
    sent = to_parcel(officer, PDF, "../../parkmap.toml")
    assert sent["name"] == "parkmap.toml"
    assert (record_of(app).folder / "parkmap.toml").read_bytes() != PDF
    assert "parkmap.toml.pdf" in officer.get(sent["file"]).headers["Content-Disposition"]


def test_too_large_and_empty_are_refused_with_a_sentence(officer: FlaskClient) -> None:
    large, empty = send(officer, bytes(22 * 2**20)), send(officer, b"")
    assert (large.status_code, empty.status_code) == (413, 400)


def test_a_paper_may_be_larger_than_other_requests(officer: FlaskClient) -> None:
    whole = PDF[:-6] + bytes(17 * 2**20) + b"%%EOF\n"
    assert send(officer, whole, kind="parcel", id="T-001").status_code == 201


def test_a_mark_takes_its_papers_along(officer: FlaskClient, client: FlaskClient) -> None:
    sha256 = send(officer).get_json()["sha256"]
    body = mark_body(papers=[sha256])
    seq = officer.post("/api/marks", json=body, headers=headers(officer)).get_json()["seq"]
    (one,) = listed(officer)
    assert one["links"] == [
        {"link": None, "kind": "entry", "id": str(seq), "at": one["links"][0]["at"],
         "by_name": "officer"}
    ]  # fmt: skip
    assert listed(client) == []
    assert client.get(f"{ADDRESS}?kind=entry&id={seq}").status_code == 404


def test_facts_take_papers_too(officer: FlaskClient) -> None:
    sha256 = send(officer).get_json()["sha256"]
    body = {"parcels": {"T-001": 1}, "fields": {"location": "环路 8 号"}, "effective_on": DAY,
            "reason": "核实", "papers": [sha256]}  # fmt: skip
    assert officer.post("/api/annotations", json=body, headers=headers(officer)).status_code == 200
    assert len(listed(officer)) == 1


def test_a_paper_is_tied_on_and_taken_off_with_a_reason(officer: FlaskClient) -> None:
    sent = to_parcel(officer)
    more = {"kind": "parcel", "id": "T-002"}
    tied = officer.post(f"{ADDRESS}/{sent['sha256']}/links", json=more, headers=headers(officer))
    assert [one["id"] for one in tied.get_json()["links"]] == ["T-001", "T-002"]
    link = f"{ADDRESS}/links/{sent['links'][0]['link']}"
    assert officer.delete(link, json={"reason": ""}, headers=headers(officer)).status_code == 400
    assert officer.delete(link, json={"reason": "误"}, headers=headers(officer)).status_code == 204
    assert listed(officer) == []


def test_half_an_upload_leaves_nothing(officer: FlaskClient, app: Flask) -> None:
    cookie = "; ".join(f"{one.key}={one.value}" for one in (officer._cookies or {}).values())
    token = headers(officer)["X-CSRFToken"]
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with socket.create_connection(("127.0.0.1", server.server_port)) as line:
            line.sendall(
                f"POST {ADDRESS} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
                f"X-CSRFToken: {token}\r\nContent-Length: 999999\r\n"
                'Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-Disposition: '
                'form-data; name="file"; filename="a.pdf"\r\n\r\n'.encode()
                + PDF
            )  # fmt: skip
            line.shutdown(socket.SHUT_WR)
            assert b" 400 " in line.recv(4096)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    gc.collect()  # a file left open is told now
    folder = record_of(app).folder / "evidence"
    assert not folder.exists() or not [one for one in folder.iterdir() if one.is_file()]
