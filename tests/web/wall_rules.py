"""Who may do what with the wall: part of the table of `test_permissions`."""

from __future__ import annotations

from typing import Any, Final

from parkmap.services.accounts import ROLES

STAFF: Final = frozenset(ROLES)
EVERYBODY: Final = frozenset({"public", *ROLES})
ADMIN: Final = frozenset({"admin"})
WALL_RULES: Final[tuple[tuple[str, str, str, frozenset[str], Any], ...]] = (
    ("GET", "/wall", "/wall?playlist=guests", EVERYBODY, None),
    ("GET", "/wall/link/<secret>", "/wall/link/none", EVERYBODY, None),
    ("GET", "/wall/remote/<code>", "/wall/remote/AAAAAA", STAFF, None),
    ("POST", "/wall/remote/<code>", "/wall/remote/AAAAAA", STAFF, {}),
    ("GET", "/api/wall", "/api/wall", EVERYBODY, None),
    ("GET", "/api/wall/scenes/<playlist>/<scene>", "/api/wall/scenes/internal/map", STAFF, None),
    ("POST", "/api/wall/screens", "/api/wall/screens", STAFF, {}),
    ("GET", "/api/wall/screens/<code>", "/api/wall/screens/AAAAAA", STAFF, None),
    ("POST", "/api/wall/screens/<code>", "/api/wall/screens/AAAAAA", STAFF, {"action": "next"}),
    ("GET", "/admin/walls", "/admin/walls", ADMIN, None),
    ("POST", "/admin/walls", "/admin/walls", ADMIN, {}),
    ("POST", "/admin/walls/<int:number>/end", "/admin/walls/1/end", ADMIN, None),
)

__all__ = ["WALL_RULES"]
