"""The desk's worker names files only, and a new version whenever one of them changes."""

from __future__ import annotations

import re

import orjson
from flask.testing import FlaskClient

from parkmap import paths


def test_the_worker_keeps_the_files_of_the_desk(client: FlaskClient) -> None:
    answer = client.get("/desk-worker.js")
    assert answer.mimetype == "text/javascript" and answer.headers["Cache-Control"] == "no-cache"
    found = re.match(r"const SHELL = (\{.*\});\n", answer.text)
    assert found is not None
    shell = orjson.loads(found[1])
    names = orjson.loads((paths.STATIC / "dist" / "manifest.json").read_bytes())
    wanted = {f"/static/dist/{names[name]}" for name in ("desk.js", "map.js", "app.css")}
    assert wanted <= set(shell["files"]) and len(shell["version"]) == 12


def test_staff_pages_forget_the_desk_on_signing_out(
    client: FlaskClient, officer: FlaskClient
) -> None:
    assert "signout" in officer.get("/progress").text
    assert "signout" not in client.get("/progress").text
