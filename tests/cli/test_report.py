"""`parkmap report`, as people type it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_month_is_written_twice_to_the_same_bytes(zone: Path, run: Run, tmp_path: Path) -> None:
    one, two = tmp_path / "one.docx", tmp_path / "two.docx"
    done = run("report", zone, "--month", "2025-12", "--format", "docx", "-o", one)
    assert done.code == 0 and "2025-12-01 to 2025-12-31, ledger #" in done.out
    run("report", zone, "--since", "2025-12-01", "--until", "2025-12-31", "--entry", "1",
        "--format", "docx", "-o", two)  # fmt: skip
    assert one.read_bytes() == two.read_bytes()


def test_a_period_is_needed(zone: Path, run: Run) -> None:
    done = run("report", zone, "--since", "2025-12-01")
    assert done.code == 2 and "--month 2025-12" in done.err
