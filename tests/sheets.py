"""A sheet to write: Chinese names, a hole, two parts, and texts that want to be more than text."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from shapely import MultiPolygon

from parkmap.formats.sheet import Column, Provenance, Sheet, SheetRow
from parkmap.geometry.boundary import geojson_texts
from tests.shapes import SQUARE_1HA, WITH_HOLE, ZONE, array, ground

AS_OF: Final = date(2026, 6, 30)
FORMULA: Final = '=HYPERLINK("http://example.org")'
LONG: Final = "长治经开区精密制造产业园" * 10  # 360 bytes
SHORT_OF_LONG: Final = LONG[:84]  # 252 bytes: a 85th character would end in the middle

TWO_PARTS: Final = MultiPolygon([
    ground((200, 0), (300, 0), (300, 100), (200, 100),
           holes=(((240, 40), (240, 60), (260, 60), (260, 40)),)),
    ground((400, 0), (450, 0), (450, 50), (400, 50)),
])  # fmt: skip
SHAPES: Final = array(SQUARE_1HA, WITH_HOLE, TWO_PARTS)

COLUMNS: Final = (
    Column("area_m2", "面积", "area", "m²"),
    Column("name_zh", "名称", "text"),
    Column("status", "盘活状态", "code"),
    Column("reference_price_wan_per_mu", "参考价", "number", "万元/亩"),
    Column("available_from", "可供日期", "date"),
    Column("gas", "通燃气", "flag"),
    Column("progress", "进展", "text"),
    Column("source_attributes", "原始字段", "object"),
    Column("seized", "查封", "flag"),
)
VALUES: Final[tuple[dict[str, Any], ...]] = (
    {"area_m2": 10_000.0, "name_zh": "光电装备产业园一号地", "status": "idle",
     "reference_price_wan_per_mu": 24.5, "available_from": "2026-07-01", "gas": True,
     "progress": FORMULA, "source_attributes": {"图斑": "D-1"}},
    {"area_m2": 9_600.0, "name_zh": "<b>&{{ 7*7 }}", "status": "under_construction",
     "gas": False, "progress": LONG},
    {"area_m2": 12_100.0, "name_zh": "第一行\n第二行", "status": "revitalized"},
)  # fmt: skip
IDS: Final = ("CZ-0001", "CZ-0002", "长-003")


def sheet(*, without_shape: bool = False) -> Sheet:
    """Three parcels; the last one may lack its boundary."""
    drawn: list[str | None] = [str(one) for one in geojson_texts(SHAPES)]
    if without_shape:
        drawn[-1] = None
    rows = tuple(
        SheetRow(row_id, shape, values, str(values["status"]))
        for row_id, shape, values in zip(IDS, drawn, VALUES, strict=True)
    )
    named = Provenance("test", "0123456789abcdef", 7, "ab" * 32)
    return Sheet("parcels", "试验经开区", ZONE, AS_OF, COLUMNS, rows, named)
