"""On what and with what a run was made."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.figures import Section

PACKAGES = ("flask", "folium", "gunicorn", "shapely", "sqlalchemy")


def describe(chromium: str | None) -> Section:
    """Cores, memory, load, versions."""
    section = Section("Machine", "What the figures below were measured on, in one run.")
    section.add("day", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    section.add("processor", f"{os.cpu_count()} cores, {_processor()}")
    section.add("memory", f"{_memory_gb():.1f} GB")
    section.add("load when the run began", f"{os.getloadavg()[0]:.1f} (1 min)")
    section.add("system", f"{platform.system()} {platform.machine()}, Python "
                f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}")  # fmt: skip
    section.add("packages", ", ".join(f"{name} {version(name)}" for name in PACKAGES))
    section.add("browser", _browser(chromium))
    return section


def add_load(section: Section) -> None:
    """How busy the machine was by the end: what other programs take, the times here lose."""
    section.add("load when the run ended", f"{os.getloadavg()[1]:.1f} (5 min)")


def moment() -> str:
    """When this is, and how busy the machine."""
    now = datetime.now(UTC)
    return f"{now:%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[1]:.1f} (5 min)"


def fsync_ms(folder: Path, times: int = 50) -> float:
    """Median of writing 4 KB to the end of a file and syncing it: the floor of a durable mark."""
    path, took = folder / ".fsync", []
    with path.open("wb") as file:
        for _ in range(times):
            began = time.perf_counter()
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - began) * 1000)
    path.unlink()
    return median(took)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown"


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _browser(chromium: str | None) -> str:
    if chromium is None:
        return "none: what needs one was not measured"
    asked = [chromium, "--version", "--no-sandbox"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return f"{done.stdout.strip() or chromium}, headless"
