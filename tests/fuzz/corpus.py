"""Small files that are right, and words that do not belong in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

TXT: Final = """[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
带号=38
[地块坐标]
5,1.0000,G-1,厂区,面,,工业,0601,@
J1,1,4008000.000,38419000.000
J2,1,4008000.000,38419100.000
J3,1,4008100.000,38419100.000
J4,1,4008100.000,38419000.000
J1,1,4008000.000,38419000.000
"""
CSV: Final = """地块编号,圈号,界址点号,X坐标,Y坐标
G-1,1,J1,4008000.000,38419000.000
G-1,1,J2,4008000.000,38419100.000
G-1,1,J3,4008100.000,38419100.000
"""
WKT: Final = 'id;wkt\n1;"POLYGON ((113 36, 113.1 36, 113.1 36.1, 113 36))"\n'
RING: Final = [[113, 36], [113.1, 36], [113.1, 36.1], [113, 36]]
FEATURE: Final = {
    "type": "Feature",
    "id": 1,
    "properties": {"no": "G-1"},
    "geometry": {"type": "Polygon", "coordinates": [RING]},
}
GEOJSON: Final = json.dumps({"type": "FeatureCollection", "features": [FEATURE]})
SEQUENCE: Final = f"{json.dumps(FEATURE)}\n" * 2

REAL: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "boundary_txt"
"""Files of others, which stand beside some checkouts; the fuzzer runs without them too."""

REAL_TXT: Final = [path.read_text("utf-8") for path in sorted(REAL.glob("*_0*.txt"))]

SAMPLES: Final = {"a.txt": [TXT, *REAL_TXT], "a.csv": [CSV, WKT], "a.geojson": [GEOJSON, SEQUENCE]}

HEADS: Final = (
    b"",
    "[地块坐标]\n".encode("gb18030"),
    b'{"features":[',
    b"id,wkt\n1,",
    b"\x1e{",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
)
NUMBERS: Final = ("nan", "inf", "1e999", "-0", "9" * 40, "38419000.5", "4008000", "113.1", "36.2")
MARKS: Final = (*",，;\t\n\r\x00\ufeff\"'()[]{}:=@°²١", "[[", "(((")
TERMS: Final = (
    "面", "点", "J1", "POLYGON", "MULTIPOLYGON (((", "EMPTY", "SRID=4547;", "带号=99", "坐标系=",
    "null", "true", '"type":', '"coordinates":', "\\u0000", "í",
)  # fmt: skip
WORDS: Final = NUMBERS + MARKS + TERMS
