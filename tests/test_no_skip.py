"""PARKMAP_NO_SKIP, which `.ci/run` sets: what is skipped there has failed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = {
    "in the test": "import pytest\ndef test_it(): pytest.skip('no luck')\n",
    "by a mark": "import pytest\n@pytest.mark.skip('no luck')\ndef test_it(): pass\n",
    "with the module": "import pytest\npytest.skip('no luck', allow_module_level=True)\n",
}


def closing_line(folder: Path, source: str, no_skip: str) -> str:
    shutil.copy(Path(__file__).with_name("conftest.py"), folder)
    (folder / "test_one.py").write_text(source, "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    done = subprocess.run(
        [*command, str(folder)],
        env={**os.environ, "PARKMAP_NO_SKIP": no_skip},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_is_counted_by_default(tmp_path: Path, source: str) -> None:
    assert "1 skipped" in closing_line(tmp_path, source, "")


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_fails_where_nothing_may_be_skipped(tmp_path: Path, source: str) -> None:
    line = closing_line(tmp_path, source, "1")
    assert "skipped" not in line
    assert "1 failed" in line or "1 error" in line


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    source = "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False\n"
    assert "1 xfailed" in closing_line(tmp_path, source, "1")
