"""Who may do what with reports, for `test_permissions`."""

from __future__ import annotations

from typing import Any, Final

from parkmap.services.accounts import ROLES

STAFF: Final = frozenset(ROLES)

REPORT_RULES: Final[tuple[tuple[str, str, str, frozenset[str], Any], ...]] = (
    ("GET", "/reports", "/reports", STAFF, None),
    ("POST", "/reports", "/reports", STAFF, {}),
    ("POST", "/reports/<report_id>/again", "/reports/none/again", STAFF, {}),
    ("POST", "/reports/<report_id>/cancel", "/reports/none/cancel", STAFF, {}),
    ("GET", "/api/reports", "/api/reports", STAFF, None),
    ("POST", "/api/reports", "/api/reports", STAFF, {}),
    ("GET", "/api/reports/<report_id>", "/api/reports/none", STAFF, None),
    ("DELETE", "/api/reports/<report_id>", "/api/reports/none", STAFF, None),
    ("GET", "/api/reports/<report_id>/file", "/api/reports/none/file", STAFF, None),
)  # fmt: skip

__all__ = ["REPORT_RULES"]
