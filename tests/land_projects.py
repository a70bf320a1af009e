"""Projects as pure states, for tests of their sums."""

from __future__ import annotations

from typing import Any

from parkmap.land.project_figures import Known
from parkmap.land.project_land import Plot

MU_100 = 6_666_667


def known(one: str, signed: str = "2025-05-01", *plots: Plot, **fields: Any) -> Known:
    """A project that was signed on a day, with an investment of 1 亿元 unless told otherwise."""
    state = {"name_zh": one, "stage": "signed", "signed_on": signed, "investment_wan": 10_000}
    return Known(one, state | fields, plots)
