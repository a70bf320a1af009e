"""The OpenAPI document is valid and says everything that is there."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate


def plain(path: str) -> str:
    """A path with every place in it named alike."""
    return re.sub(r"\{[^}]+\}|<[^>]+>", "{}", path)


def test_the_document_is_valid(client: FlaskClient) -> None:
    validate(client.get("/api/openapi.json").get_json(force=True))


def test_every_address_under_api_is_described(app: Flask, client: FlaskClient) -> None:
    document = client.get("/api/openapi.json").get_json(force=True)
    said = {(plain(path), verb.upper()) for path, verbs in document["paths"].items()
            for verb in verbs}  # fmt: skip
    there = {
        (plain(rule.rule), method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api")
    }
    assert there == said
