"""A served demonstration whose mail goes to a real server of the tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.conftest import Site, serving
from tests.mailbox import Mailbox, mail_server


@contextmanager
def serving_with_mail(demo_land: Path, folder: Path, box: Mailbox) -> Iterator[Site]:
    """A copy of the demonstration in `folder`, served with its worker; mail comes into `box`."""
    shutil.copytree(demo_land, folder)
    with mail_server(box), pytest.MonkeyPatch.context() as environment:
        for name, value in (("PUBLIC_URL", "http://land.example"), ("SMTP_HOST", "127.0.0.1"),
                            ("SMTP_PORT", str(box.port)), ("SMTP_SECURITY", "none"),
                            ("MAIL_FROM", "land@example.cn")):  # fmt: skip
            environment.setenv(f"PARKMAP_{name}", value)
        with serving(folder) as found:
            yield found
