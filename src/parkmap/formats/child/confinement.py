"""How little a child may do: memory, time, size of what it writes, and one driver of GDAL."""

from __future__ import annotations

import os
import signal
import sys

from parkmap.formats.child.answer import refuse

MB = 1024 * 1024
PR_SET_PDEATHSIG = 1
"""Of `linux/prctl.h`."""
UNUSED = ("geopandas", "pandas", "pyarrow", "pyproj", "shapely")


def confine(memory_mb: int, seconds: float, write_mb: int) -> None:
    """Set the limits that the system enforces."""
    try:
        import resource
    except ImportError:  # not on Windows; there the caller's time limit stands alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MB, memory_mb * MB))
    resource.setrlimit(resource.RLIMIT_FSIZE, (write_mb * MB, write_mb * MB))
    most = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with(caller: int) -> None:
    """End as soon as the caller does, also where it is killed: nobody waits for the answer then.

    Linux alone can be told so; elsewhere the limit of processor time ends what goes on. The wish
    outlives a new start of the same process (`only_driver`).
    """
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != caller:  # it was faster
        sys.exit(1)


def without_frames() -> None:
    """Keep pyogrio from loading what it would use if it is there: two thirds of its start."""
    for name in UNUSED:
        sys.modules[name] = None  # type: ignore[assignment]  # as Python marks what cannot be had


def only_driver(name: str) -> None:
    """Leave one driver of GDAL, by starting again with all others skipped.

    GDAL picks a driver by content, and some (VRT, HTTP) reach for other files. Drivers are
    registered when GDAL is loaded, so the environment has to name them before that.
    """
    import pyogrio

    others = sorted(set(pyogrio.list_drivers()) - {name})
    if not others:
        return
    if "OGR_SKIP" in os.environ:
        refuse("drivers", ", ".join(others))
    os.environ["OGR_SKIP"] = ",".join(others)
    os.execv(sys.executable, [sys.executable, "-I", *sys.argv])
