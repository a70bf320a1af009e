"""One keep-alive connection over loopback, timed from the request to the last byte."""

from __future__ import annotations

import http.client
import json
import re
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from bench.servers import OFFICER, PASSWORD

AS_A_BROWSER = {"Accept_Encoding": "gzip, deflate, br, zstd", "Accept_Language": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many milliseconds."""

    status: int
    headers: dict[str, str]
    body: bytes
    ms: float

    def json(self) -> Any:
        return json.loads(self.body)


class Wire:
    """A client that keeps its connection and its cookies."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._connection.close()

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send a request and read the whole answer; `If_Match="…"` sends the header If-Match."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self._cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        began = time.perf_counter()
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        content = answer.read()
        took = (time.perf_counter() - began) * 1000
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(answer.status, dict(answer.headers.items()), content, took)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask as a browser would."""
        return self.ask("GET", path, None, **(AS_A_BROWSER | headers))

    def sign_in(self) -> str:
        """Sign the officer in; the CSRF token for writes."""
        form = {"csrf_token": _token(self.ask("GET", "/login")), "name": OFFICER,
                "password": PASSWORD}  # fmt: skip
        kind = "application/x-www-form-urlencoded"
        done = self.ask("POST", "/login", urlencode(form).encode(), Content_Type=kind)
        assert done.status == 303, done.body[:300]
        return _token(self.ask("GET", "/desk"))


def _token(page: Answer) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.body.decode())
    assert found is not None, f"no CSRF token in a page that answered {page.status}"
    return found[1]
