"""Make `.venv` and install parkmap into it: `python3 scripts/install.py demo|test`.

The locked requirements come first, each proven by its hash, the build tools among them; then the
package itself, editable, whose hook builds the assets. Nothing is done twice: a stamp holds the
digest of all that went in. Only the standard library is used here, since nothing else is there yet.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
import venv
from pathlib import Path

import assets

ROOT = assets.ROOT
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
OLDEST = (3, 11)
PIP = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]


def stamp(name: str) -> Path:
    """Where the digest of a finished step is kept."""
    return VENV / f".parkmap-{name}"


def is_done(name: str, wanted: str) -> bool:
    """Whether the step was finished from the same inputs, in a venv that still runs."""
    path = stamp(name)
    return PYTHON.exists() and path.is_file() and path.read_text("utf-8") == wanted


def package_inputs() -> list[Path]:
    """What the installed package is made from; its Python files are used where they lie."""
    own = [ROOT / "pyproject.toml", ROOT / "hatch_build.py", ROOT / "scripts" / "assets.py"]
    catalogues = sorted((ROOT / "src" / "parkmap" / "translations").glob("*/LC_MESSAGES/*.po"))
    return [*own, *catalogues, *assets.inputs()]


def make_venv() -> None:
    """A new environment, or the old one mended, where none was finished or its Python is gone."""
    if PYTHON.exists() and stamp("venv").is_file():
        return
    print(f"parkmap: making {VENV.name} with Python {sys.version.split()[0]}", flush=True)
    for old in VENV.glob(".parkmap-*"):
        old.unlink()
    venv.EnvBuilder(with_pip=True, symlinks=sys.platform != "win32").create(VENV)
    stamp("venv").write_text(sys.version, "utf-8")


def install_requirements(kind: str) -> None:
    """Everything in a lock, with hashes. The test lock holds all of the demo lock."""
    lock = ROOT / "requirements" / f"{kind}.lock"
    wanted = assets.digest(iter([lock]))
    if is_done(f"{kind}-lock", wanted):
        return
    print(f"parkmap: installing {lock.relative_to(ROOT)} (a few minutes at most)", flush=True)
    began = time.monotonic()
    subprocess.run([*PIP, "--require-hashes", "--requirement", str(lock)], cwd=ROOT, check=True)
    for done in {kind, "demo"}:
        installed = assets.digest(iter([ROOT / "requirements" / f"{done}.lock"]))
        stamp(f"{done}-lock").write_text(installed, "utf-8")
    print(f"parkmap: installed in {time.monotonic() - began:.0f} s", flush=True)


def install_package() -> None:
    """The package itself; its hook builds the assets with the tools that the lock brought."""
    wanted = assets.digest(iter(package_inputs()))
    if is_done("package", wanted) and (ROOT / "src/parkmap/static/dist").is_dir():
        return
    print("parkmap: building the front end and installing parkmap", flush=True)
    own = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    subprocess.run([*PIP, *own], cwd=ROOT, check=True)
    stamp("package").write_text(wanted, "utf-8")


def complaint() -> str | None:
    """Why this Python cannot be used, and what to do."""
    if sys.version_info < OLDEST:
        return (
            f"parkmap needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}:"
            " install one and name it, for example `make demo PYTHON=python3.12`"
        )
    if importlib.util.find_spec("ensurepip") is None:
        return f"{sys.executable} cannot make environments: install its venv (apt: python3-venv)"
    return None


def main() -> int:
    """Install for the demonstration or for the tests."""
    kind = sys.argv[1] if len(sys.argv) == 2 else ""
    if kind not in {"demo", "test"}:
        print("usage: install.py demo|test", file=sys.stderr)
        return 2
    if why_not := complaint():
        print(f"parkmap: {why_not}", file=sys.stderr)
        return 1
    try:
        make_venv()
        install_requirements(kind)
        install_package()
    except subprocess.CalledProcessError as error:
        print(
            f"parkmap: not installed, pip ended with {error.returncode} (what it said is above);"
            " the same command goes on from here",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
