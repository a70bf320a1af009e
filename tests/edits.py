"""What tests ask of an edit: areas on the plane, whether it meets its neighbours, its refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.edit import Edit
from parkmap.geometry.measure import plane_area_m2
from tests.shapes import ZONE, array


def area(shape: Any) -> float:
    """Square metres of one shape."""
    return areas([shape])[0]


def areas(shapes: Any) -> list[float]:
    """Square metres of each."""
    return [float(area) for area in plane_area_m2(array(*shapes), ZONE)]


def meet(edit: Edit, neighbours: Mapping[str, Any]) -> bool:
    """Whether pieces and neighbours share their edges corner by corner."""
    everything = {**neighbours, **edit.neighbours}
    return bool(shapely.coverage_is_valid(array(*edit.pieces, *everything.values())))


def tried(edit: Callable[..., Edit], *what: Any) -> Edit | BadGeometry:
    """The edit, or its refusal."""
    try:
        return edit(*what)
    except BadGeometry as refusal:
        return refusal
