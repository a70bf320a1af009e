"""`parkmap backup` and `parkmap restore`, as people type them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_workspace_goes_away_and_comes_back(zone: Path, run: Run, tmp_path: Path) -> None:
    saved = run("backup", zone, tmp_path / "zone.zip")
    assert saved.code == 0 and "ledger 0123456789abcdef, entry 1, head " in saved.out
    back = run("restore", tmp_path / "zone.zip", tmp_path / "again")
    assert back.code == 0 and back.out.splitlines()[-1] == saved.out.splitlines()[1]
    assert run("verify", tmp_path / "again").code == 0


def test_a_damaged_backup_ends_with_its_own_exit_code(zone: Path, run: Run, tmp_path: Path) -> None:
    run("backup", zone, tmp_path / "zone.zip")
    whole = (tmp_path / "zone.zip").read_bytes()
    (tmp_path / "zone.zip").write_bytes(whole[: len(whole) // 2])
    done = run("restore", tmp_path / "zone.zip", tmp_path / "again")
    assert done.code == 7 and "is damaged" in done.err
    assert not (tmp_path / "again").exists()
