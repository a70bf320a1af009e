"""The OpenAPI document is valid and says everything that is there."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from tests.web.test_permissions import RULES


def plain(path: str) -> str:
    """A path with every place in it named alike."""
    return re.sub(r"\{[^}]+\}|<[^>]+>", "{}", path)


def test_the_document_is_valid(client: FlaskClient) -> None:
    validate(client.get("/api/openapi.json").get_json(force=True))


def test_every_address_under_api_is_described(app: Flask, client: FlaskClient) -> None:
    document = client.get("/api/openapi.json").get_json(force=True)
    said = {plain(path) for path in document["paths"]}
    there = {plain(rule.rule) for rule in app.url_map.iter_rules() if rule.rule.startswith("/api")}
    assert there == said


def test_every_address_is_described_with_each_of_its_methods(
    app: Flask, client: FlaskClient
) -> None:
    document = client.get("/api/openapi.json").get_json(force=True)
    adapter = app.url_map.bind("localhost")
    for path, verbs in document["paths"].items():
        known = {one["name"]: one["schema"].get("enum", ["1"])[0]
                 for said in verbs.values() for one in said.get("parameters", ())}  # fmt: skip
        address = filled(path, known)
        taken = set(adapter.allowed_methods(address)) - {"HEAD", "OPTIONS"}
        assert {verb.upper() for verb in verbs} <= taken, path


def filled(path: str, known: dict[str, str]) -> str:
    """An address of a described path: with a value that it names, or 1."""
    return re.sub(r"\{([^}]+)\}", lambda part: str(known.get(part[1], "1")), path)


def test_what_is_for_the_staff_says_how_the_public_is_refused(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").get_json(force=True)["paths"]
    said = {(plain(path), verb.upper()): one["responses"] for path, verbs in paths.items()
            for verb, one in verbs.items()}  # fmt: skip
    for method, rule, _address, allowed, _body in RULES:
        if rule.startswith("/api") and "public" not in allowed:
            assert {"401", "403"} <= said[plain(rule), method].keys(), (method, rule)


def test_a_write_says_how_it_fails_on_size_and_store(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").get_json(force=True)["paths"]
    for path, verbs in paths.items():
        for verb, said in verbs.items():
            if verb != "get":
                assert {"413", "503", "507"} <= said["responses"].keys(), (verb, path)
    assert "422" in paths["/api/reshapes"]["post"]["responses"]
    assert {"400", "401", "404"} <= paths["/api/exports/parcels.{ext}"]["get"]["responses"].keys()
