"""Pages that everybody sees are rendered once; each answer still has a nonce of its own."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.web.conftest import sign_in

NONCE = re.compile(r"'nonce-([^']+)'")


@pytest.mark.parametrize("path", ["/", "/explore"])
def test_every_answer_has_its_own_nonce(app: Flask, path: str) -> None:
    client = app.test_client()
    nonces = []
    for _ in range(2):
        answer = client.get(path)
        found = NONCE.search(answer.headers["Content-Security-Policy"])
        assert found is not None
        nonces.append(found[1])
        assert set(re.findall(r'nonce="([^"]+)"', answer.text)) == {found[1]}
    assert nonces[0] != nonces[1]


def test_a_kept_page_is_not_the_page_of_a_person(app: Flask) -> None:
    app.test_client().get("/explore")
    assert 'name="csrf_token"' in sign_in(app.test_client(), "officer").get("/explore").text
    assert 'name="csrf_token"' not in app.test_client().get("/explore").text
