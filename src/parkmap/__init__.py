"""parkmap keeps the land record of an industrial park: who marks it, who reads it, one history."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from pathlib import Path

    from parkmap.services.backing_up import Backup
    from parkmap.workspace import Workspace


def open(folder: str | Path) -> Workspace:
    """Open a workspace folder as a library user; see `parkmap.workspace.Workspace`."""
    from parkmap.workspace import Workspace  # pandas and GeoPandas cost seconds: only when used

    return Workspace.open(folder)


def restore(file: str | Path, folder: str | Path) -> Backup:
    """Make a workspace folder, which is not there yet, from a backup.

    Every file and the ledger are proved before the folder appears; see
    `parkmap.services.restoring.restore`.
    """
    from pathlib import Path

    from parkmap.services.restoring import restore

    return restore(Path(file), Path(folder))


__all__ = ["__version__", "open", "restore"]
