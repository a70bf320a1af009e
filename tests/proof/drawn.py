"""What the machine draws, and on which days it looks at the sums."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from tests.proof.replay import EVER
from tests.small import BEGAN

Effect = dict[date, int]
"""Day -> by how much a move changed the recorded area of what stands, in dm2."""

DAYS: Final = tuple(BEGAN + timedelta(days) for days in (-1, 0, 90, 180, 250, 300, 340, 380, 500))

places = st.integers(0, 10_000)
backs = st.sampled_from([0, 0, 0, 0, 1, 9, 45, 130])
statuses = st.sampled_from(["idle", "under_construction", "revitalized", "in_use"])
shares = st.floats(0.05, 0.95, allow_nan=False)
bearings = st.one_of(st.sampled_from([0.0, 90.0, 180.0, 270.0]), st.floats(0, 359.9))
FIELDS: Final[dict[str, list[Any]]] = {
    "offer": ["held", "none", "preparing"],
    "holder": ["甲公司", "乙公司", None],
    "far": [1.2, 2.0, None],
}
noted = st.sampled_from([(name, value) for name, values in FIELDS.items() for value in values])


def nothing() -> Effect:
    return dict.fromkeys((*DAYS, EVER), 0)


def gain_from(day: date, gained_dm2: int) -> Effect:
    return {one: gained_dm2 if one >= day else 0 for one in (*DAYS, EVER)}
