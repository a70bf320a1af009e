"""Who may do what with campaigns: the rules of their routes for `test_permissions`."""

from __future__ import annotations

from typing import Any, Final

from parkmap.services.accounts import ROLES

STAFF: Final = frozenset(ROLES)
MARKERS: Final = frozenset({"officer", "admin"})
NOTE_BODY: Final = {"parcels": {"T-001": None}, "reason": "核查"}

# method, rule, an address of it, who may, what is sent
CAMPAIGN_RULES: Final[tuple[tuple[str, str, str, frozenset[str], Any], ...]] = (
    ("GET", "/campaigns", "/campaigns", STAFF, None),
    ("GET", "/campaigns/<campaign_id>", "/campaigns/ZX-0001", STAFF, None),
    ("GET", "/campaigns/<campaign_id>/sheet.pdf", "/campaigns/ZX-0001/sheet.pdf", STAFF, None),
    ("GET", "/api/campaigns", "/api/campaigns", STAFF, None),
    ("POST", "/api/campaigns", "/api/campaigns", MARKERS, NOTE_BODY),
    ("GET", "/api/campaigns/<subject_id>", "/api/campaigns/ZX-0001", STAFF, None),
    ("PATCH", "/api/campaigns/<subject_id>", "/api/campaigns/ZX-0001", MARKERS, NOTE_BODY),
    ("POST", "/api/campaigns/<subject_id>/closing", "/api/campaigns/X/closing", MARKERS, NOTE_BODY),
    ("GET", "/api/campaigns/<subject_id>/parcels.<ext>", "/api/campaigns/ZX-0001/parcels.csv",
     STAFF, None),
)  # fmt: skip
