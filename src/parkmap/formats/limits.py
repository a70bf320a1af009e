"""How much one file may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from parkmap.geometry.validity import MAX_HOLES, MAX_VERTICES, ShapeLimits


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one import; each refusal names the one that was met.

    `seconds` bounds one geometry operation, `read_seconds` and `memory_mb` the child process that
    opens foreign binary formats, `max_mb` the file itself.
    """

    max_features: int = 50_000
    max_vertices: int = MAX_VERTICES
    max_holes: int = MAX_HOLES
    seconds: float = 5.0
    read_seconds: float = 120.0
    memory_mb: int = 2_048
    max_mb: int = 512

    @property
    def shape(self) -> ShapeLimits:
        """The part that bounds one boundary."""
        return ShapeLimits(self.max_vertices, self.max_holes)


DEFAULT_LIMITS: Final = Limits()
