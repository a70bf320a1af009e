"""What the keys of a boundary-point TXT (属性描述) say of the parcels that follow them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from parkmap.formats.crs.magnitudes import has_zone

TECHNICAL: Final = frozenset(
    {"格式版本号", "坐标系", "几度分带", "投影类型", "计量单位", "带号", "精度", "转换参数",
     "中央子午线", "中央经线"}
)  # fmt: skip
"""Keys about the numbers; the others (数据产生单位, 项目名称, …) stay with every parcel."""

WHOLE: Final = re.compile(r"\s*(\d{1,3})(?!\d)", re.ASCII)
MOST_KEYS: Final = 50


@dataclass(slots=True)
class Description:
    """Keys that stand together. Parcels hold it while it may still grow.

    `inherited` is what was said before, where no 属性描述 begins: it holds for what is left out.
    """

    keys: dict[str, str] = field(default_factory=dict)
    inherited: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, value: str) -> None:
        """Keep a key; what was said first stands."""
        if len(self.keys) < MOST_KEYS:
            self.keys.setdefault(key, value)

    def heir(self) -> Description:
        """One that inherits from it."""
        known = self.inherited | self.keys
        return Description(inherited=dict(islice(known.items(), MOST_KEYS)))

    @property
    def crs(self) -> str:
        """What it calls its coordinate system; "" where it does not."""
        return self.keys.get("坐标系", "")

    @property
    def zone(self) -> int | None:
        """The zone that it says: 带号, or the central meridian of a 3-degree zone."""
        own = _zone(self.keys)
        return _zone(self.inherited) if own is None else own

    @property
    def names_shift(self) -> bool:
        """Whether it names transformation parameters (转换参数) that are not all zero."""
        shift = self.keys.get("转换参数", "")
        return any(one.strip(" 0.") for one in shift.replace("，", ",").split(","))

    @property
    def of_parcels(self) -> dict[str, str]:
        """What stays with every parcel that goes by it."""
        return {name: value for name, value in (self.inherited | self.keys).items()
                if value and name not in TECHNICAL}  # fmt: skip


def _zone(keys: dict[str, str]) -> int | None:
    zone = _whole(keys.get("带号", ""))
    if zone is None or not has_zone(zone):
        meridian = _whole(keys.get("中央子午线", "") or keys.get("中央经线", ""))
        if meridian is None:
            return None
        six = keys.get("几度分带", "").startswith("6")
        zone = (meridian + 3) // 6 if six else meridian // 3
    return zone if has_zone(zone) else None


def _whole(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip()  # full-width digits
    match = WHOLE.match(plain.removeprefix("第"))
    return int(match[1]) if match else None
