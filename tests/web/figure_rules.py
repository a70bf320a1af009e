"""Who may ask what of enterprises, their figures and grades, and of economic indicators."""

from __future__ import annotations

from typing import Any, Final

from parkmap.services.accounts import ROLES

STAFF: Final = frozenset(ROLES)
MARKERS: Final = frozenset({"officer", "admin"})
NOTE_BODY: Final = {"parcels": {"T-001": None}, "reason": "核查"}

# method, rule, an address of it, who may, what is sent
FIGURE_RULES: Final[tuple[tuple[str, str, str, frozenset[str], Any], ...]] = (
    ("GET", "/enterprises", "/enterprises", STAFF, None),
    ("GET", "/enterprises/<enterprise_id>", "/enterprises/QY-0001", STAFF, None),
    ("GET", "/api/enterprises", "/api/enterprises", STAFF, None),
    ("POST", "/api/enterprises", "/api/enterprises", MARKERS, NOTE_BODY),
    ("POST", "/api/enterprises/from-holders", "/api/enterprises/from-holders", MARKERS,
     {"reason": "登记"}),
    ("GET", "/api/enterprises/<enterprise_id>", "/api/enterprises/QY-0001", STAFF, None),
    ("PATCH", "/api/enterprises/<enterprise_id>", "/api/enterprises/QY-0001", MARKERS, NOTE_BODY),
    ("POST", "/api/enterprises/<enterprise_id>/tenancies", "/api/enterprises/QY-0001/tenancies",
     MARKERS, NOTE_BODY),
    ("PATCH", "/api/tenancies/<subject_id>", "/api/tenancies/ZY-0001", MARKERS, NOTE_BODY),
    ("POST", "/api/figures/<int:year>/comparison", "/api/figures/2024/comparison", MARKERS, {}),
    ("POST", "/api/figures/<int:year>/rows", "/api/figures/2024/rows", MARKERS, NOTE_BODY),
    ("GET", "/api/grades", "/api/grades", STAFF, None),
    ("GET", "/api/grades/years", "/api/grades/years", STAFF, None),
    ("GET", "/api/yields", "/api/yields", STAFF, None),
    ("GET", "/indicators", "/indicators", STAFF, None),
    ("GET", "/indicators/<indicator_id>", "/indicators/ZB-0001", STAFF, None),
    ("GET", "/api/indicators", "/api/indicators", STAFF, None),
    ("POST", "/api/indicators", "/api/indicators", MARKERS, NOTE_BODY),
    ("GET", "/api/indicators/workbook", "/api/indicators/workbook", STAFF, None),
    ("POST", "/api/indicators/comparison", "/api/indicators/comparison", MARKERS, {}),
    ("POST", "/api/indicators/rows", "/api/indicators/rows", MARKERS, NOTE_BODY),
    ("GET", "/api/indicators/<indicator_id>", "/api/indicators/ZB-0001", STAFF, None),
    ("PATCH", "/api/indicators/<indicator_id>", "/api/indicators/ZB-0001", MARKERS, NOTE_BODY),
    ("POST", "/api/indicators/<indicator_id>/figures", "/api/indicators/ZB-0001/figures", MARKERS,
     NOTE_BODY),
)  # fmt: skip
