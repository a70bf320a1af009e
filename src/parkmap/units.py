"""Areas and their rounding.

The record keeps areas as whole square decimetres (1 dm2 = 0.01 m2), so that sums are exact
integers; metres, mu and hectares are how they are shown.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

M2_PER_MU: Final = Decimal(2000) / Decimal(3)
M2_PER_HA: Final = 10_000


def m2_to_dm2(area_m2: float | Decimal) -> int:
    """Square metres to whole square decimetres, half up.

    Examples
    --------
    >>> m2_to_dm2(14240.125)
    1424013
    """
    exact = area_m2 if isinstance(area_m2, Decimal) else Decimal(repr(float(area_m2)))
    return int((exact * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def dm2_to_m2(area_dm2: int) -> float:
    """Whole square decimetres to square metres with two decimals.

    Examples
    --------
    >>> dm2_to_m2(1424013)
    14240.13
    """
    return round(area_dm2 / 100, 2)


def dm2_to_mu(area_dm2: int, digits: int = 2) -> float:
    """Whole square decimetres to mu (1 mu = 2000/3 m2), half up.

    Examples
    --------
    >>> dm2_to_mu(6666667)
    100.0
    """
    return _half_up(Decimal(area_dm2) * 3 / 200_000, digits)


def dm2_to_ha(area_dm2: int, digits: int = 4) -> float:
    """Whole square decimetres to hectares, half up.

    Examples
    --------
    >>> dm2_to_ha(1424013)
    1.424
    """
    return _half_up(Decimal(area_dm2) / 1_000_000, digits)


def m2_to_mu(area_m2: float, digits: int = 2) -> float:
    """Square metres to mu, half up.

    Examples
    --------
    >>> m2_to_mu(2000 / 3)
    1.0
    """
    return _half_up(Decimal(repr(float(area_m2))) / M2_PER_MU, digits)


def _half_up(value: Decimal, digits: int) -> float:
    return float(value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))
