"""kill -9 of a whole server takes nothing that was acknowledged over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, Final

import pytest

from parkmap.services import mirror
from parkmap.services.accounts import add_user
from parkmap.services.record import Record
from parkmap.services.verifying import verify
from parkmap.settings import Settings
from parkmap.store import ledger
from parkmap.workspace import open_folder
from tests.crash.kills import ROOT
from tests.small import begin, free_port, write_land

TIMES: Final = 30
WHOLE: Final = 10
"""Of so many starts one is the command `parkmap serve`, the others are forked."""

PASSWORD: Final = "correct horse 12"
CUT: Final = (OSError, http.client.HTTPException, json.JSONDecodeError)


@cache
def port() -> int:
    """One that is free when the first server starts, not when the tests were collected."""
    return free_port()


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = begin(write_land(tmp_path_factory.mktemp("crash") / "zone", ({},) * 12))
    record = open_folder(folder)
    with closing(record.store):
        add_user(record, "wang", PASSWORD, ["officer"])
        mirror.write(record)
    Settings.from_environment(folder)  # makes the key, so that one sign-in outlives every server
    return folder


@contextmanager
def served(land: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`parkmap serve` in a process group of its own; the group is killed at the end."""
    command = [sys.executable, "-m", "parkmap", "serve", str(land), "--port", str(port())]
    environment = os.environ | {"PARKMAP_WORKERS": "1"}
    server = subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield server
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@contextmanager
def nursery(land: Path) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Starts what `parkmap serve` runs, without a wait for Python to import it each time."""
    command = [sys.executable, "-m", "tests.crash.servers", str(land), str(port())]
    parent = subprocess.Popen(
        command, cwd=ROOT, text=True, bufsize=1, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert parent.stdin is not None and parent.stdout is not None
    asked, told = parent.stdin, parent.stdout

    @contextmanager
    def forked() -> Iterator[None]:
        print("one", file=asked)
        group = int(told.readline())
        try:
            yield
        finally:
            os.killpg(group, signal.SIGKILL)
        assert int(told.readline()) == -signal.SIGKILL, "the server ended by itself"

    with parent:
        yield forked


def ask(method: str, path: str, body: str = "", **headers: str) -> tuple[Any, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port(), timeout=10)) as link:
        link.request(method, path, body, headers)
        answer = link.getresponse()
        return answer, answer.read().decode()


def await_ready() -> None:
    for _ in range(600):
        with suppress(*CUT):
            if ask("GET", "/readyz")[0].status == 200:
                return
        time.sleep(0.05)
    raise AssertionError("the server was not ready after 30 s")


def token_in(text: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def cookie_of(answer: Any, before: str = "") -> str:
    sent = SimpleCookie(answer.getheader("Set-Cookie") or "")
    return "; ".join(f"{name}={one.value}" for name, one in sent.items()) or before


def sign_in() -> dict[str, str]:
    """Headers of an officer who signed in."""
    answer, text = ask("GET", "/login")
    cookie = cookie_of(answer)
    form = f"name=wang&password={PASSWORD.replace(' ', '+')}&csrf_token={token_in(text)}"
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    cookie = cookie_of(ask("POST", "/login", form, **kind)[0], cookie)
    answer, text = ask("GET", "/progress", Cookie=cookie)
    mine = {"Cookie": cookie_of(answer, cookie), "X-CSRFToken": token_in(text)}
    return mine | {"Content-Type": "application/json"}


class Officer(threading.Thread):
    """Marks a parcel over and over and remembers what the server acknowledged, until cut off."""

    def __init__(self, parcel: str, mine: dict[str, str], seed: int) -> None:
        super().__init__()
        self.parcel, self.mine, self.reason = parcel, mine, f"{parcel} {seed}"
        self.acknowledged: list[tuple[int, str]] = []
        self.refused: list[str] = []
        self.answered = threading.Event()

    def run(self) -> None:
        with suppress(*CUT):
            for turn in range(10_000):
                self.mark(f"{self.reason} {turn}")

    def mark(self, reason: str) -> None:
        facts = json.loads(ask("GET", f"/api/parcels/{self.parcel}/card", **self.mine)[1])
        status = "in_use" if facts["s"] == "idle" else "idle"
        body = {"parcels": {self.parcel: facts["v"]}, "status": status, "route": None}
        whole = json.dumps(body | {"effective_on": "2025-06-01", "reason": reason})
        answer, text = ask("POST", "/api/marks", whole, **self.mine)
        if answer.status == 200:
            self.acknowledged.append((json.loads(text)["seq"], reason))
        else:
            self.refused.append(text)
        self.answered.set()


def cut_short(mine: dict[str, str], kill: int, seconds: float) -> list[Officer]:
    """Two officers who mark until the server is gone; each has an answer before it goes."""
    officers = [Officer(f"T-{n:03d}", mine, kill) for n in (1, 2)]
    for one in officers:
        one.start()
    for one in officers:
        one.answered.wait(30)
    time.sleep(seconds)
    return officers


@pytest.fixture(scope="module")
def survived(land: Path) -> Iterator[tuple[Record, list[tuple[int, str]]]]:
    """The record after all kills, and every (entry, reason) that was acknowledged before them."""
    chance = random.Random(20_261_124)
    acknowledged: list[tuple[int, str]] = []
    mine: dict[str, str] = {}
    with nursery(land) as forked:
        for kill in range(TIMES):
            with served(land) if kill % WHOLE == 0 else forked():
                await_ready()
                mine = mine or sign_in()
                officers = cut_short(mine, kill, chance.uniform(0.05, 0.45))
            for one in officers:
                one.join()
                assert one.refused == []
                acknowledged += one.acknowledged
    record = open_folder(land)
    with closing(record.store):
        yield record, acknowledged


def test_every_acknowledged_mark_is_in_the_ledger(
    survived: tuple[Record, list[tuple[int, str]]],
) -> None:
    record, acknowledged = survived
    with record.store.read() as connection:
        found = {one.header.seq: one.header.reason
                 for one in ledger.entries(connection, record.zone_id)}  # fmt: skip
    assert len(acknowledged) > TIMES
    assert [one for one in acknowledged if found.get(one[0]) != one[1]] == []


def test_the_record_is_clean(survived: tuple[Record, list[tuple[int, str]]]) -> None:
    assert verify(survived[0]).differences == ()


def test_the_files_catch_up_after_a_restart(
    survived: tuple[Record, list[tuple[int, str]]], land: Path
) -> None:
    with served(land):
        await_ready()
        end = time.monotonic() + 15
        while mirror.is_behind(survived[0]) and time.monotonic() < end:
            time.sleep(0.1)
    assert [one.state for one in mirror.states(survived[0])] == ["current", "current"]
