"""What every test may ask for, and the rule that `.ci/run` skips nothing."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

import pytest

from parkmap.services.record import Record
from tests.small import begin, copied, write_land

ROOT: Final = Path(__file__).resolve().parents[1]
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
NO_SKIP: Final = os.environ.get("PARKMAP_NO_SKIP", "") not in {"", "0"}


def fail_a_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where everything was asked for; an xfail stays what it is."""
    if not NO_SKIP or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{reason}\nPARKMAP_NO_SKIP is set: here this has to run"


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fail_a_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_a_skip(report)
    return report


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Thousands of collected tests are garbage at no time: the collector need not look again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The data sets of others, which stand beside a checkout and are not part of it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not beside this checkout: the tests on real data need it")
    return folder


@pytest.fixture(scope="session")
def four_parcels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of four parcels, made once."""
    return begin(write_land(tmp_path_factory.mktemp("four") / "zone"))


@pytest.fixture
def record(four_parcels: Path, tmp_path: Path) -> Iterator[Record]:
    """The record of a copy of it, on a day that stands still."""
    with copied(four_parcels, tmp_path / "zone") as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program that the browser tests start: PARKMAP_CHROMIUM, or the system's own."""
    named = os.environ.get("PARKMAP_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium: `apt install chromium`, or name one in PARKMAP_CHROMIUM")
    return found
