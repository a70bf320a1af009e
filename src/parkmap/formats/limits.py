"""How much one file may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from parkmap.geometry.validity import MAX_HOLES, MAX_VERTICES, ShapeLimits


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one import; each refusal names the one that was met.

    `seconds` bounds the repairs offered for one file, `read_seconds` and `memory_mb` the child
    process that opens foreign formats, `max_mb` the file itself. `max_unpacked_mb`, `max_ratio` and
    `max_entries` bound a zip archive; a file geodatabase is hundreds of files, so it has
    `max_gdb_entries` of its own.
    """

    max_features: int = 50_000
    max_vertices: int = MAX_VERTICES
    max_holes: int = MAX_HOLES
    seconds: float = 4.0
    read_seconds: float = 120.0
    memory_mb: int = 1_024
    max_mb: int = 200
    max_unpacked_mb: int = 200
    max_ratio: int = 100
    max_entries: int = 50
    max_gdb_entries: int = 2_000

    @property
    def shape(self) -> ShapeLimits:
        """The part that bounds one boundary."""
        return ShapeLimits(self.max_vertices, self.max_holes)


DEFAULT_LIMITS: Final = Limits()
