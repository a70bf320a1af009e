"""What is asked of land: the filters of `/explore`, alike in an address, a form and an alert."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NamedTuple
from urllib.parse import urlencode

from parkmap.land.availability import KINDS
from parkmap.land.codes import LAND_USE, SERVICING, SUPPLY_MODE, Word

CriterionKind = Literal["codes", "range", "most", "day", "flag"]

SITE: Final = {
    "bare": Word("净地", "Bare land"),
    "built": Word("地上有建筑", "A building stands on it"),
}
METRES: Final = (500.0, 1_000.0, 3_000.0)


class Criterion(NamedTuple):
    """One filter: its name in addresses, kind, words, unit, the codes or steps that are offered.

    Of kind "codes" any of several is enough; `codes` is None where the land itself says which
    there are. A "range" has a least and a most, "most" the most only. `steps` are the bounds that
    a form offers ready-made; a range without any has those that part its land in four. They are
    the most where less is better.
    """

    name: str
    kind: CriterionKind
    zh: str
    en: str
    unit: str = ""
    codes: Mapping[str, Word] | None = None
    steps: tuple[float, ...] = ()
    less_is_better: bool = False

    @property
    def up_to(self) -> bool:
        """Whether a ready-made bound is the most."""
        return self.kind == "most" or self.less_is_better

    def label(self, language: str) -> str:
        """Its word in the language of the page."""
        return self.zh if language.startswith("zh") else self.en


CRITERIA: Final = {
    one.name: one
    for one in (
        Criterion("avail", "codes", "是否可得", "Availability", codes=KINDS),
        Criterion("s", "codes", "状态", "Status"),
        Criterion("park", "codes", "园区", "Park"),
        Criterion("chain", "codes", "产业链", "Chain"),
        Criterion("mu", "range", "面积", "Area", "亩", steps=(20, 50, 80, 120)),
        Criterion("site", "codes", "地上情况", "On the land", codes=SITE),
        Criterion("ready", "flag", "即可动工", "Ready to build"),
        Criterion("by", "day", "最晚可供日期", "Available by"),
        Criterion("mode", "codes", "供应方式", "Supply mode", codes=SUPPLY_MODE),
        Criterion("years", "range", "出让年限", "Term", "年", steps=(20, 30, 50)),
        Criterion("price", "range", "参考价", "Reference price", "万元/亩", less_is_better=True),
        Criterion("rent", "range", "参考租金", "Reference rent", "元/m²·月", less_is_better=True),
        Criterion("serv", "codes", "开发程度", "Servicing", codes=SERVICING),
        Criterion("power", "range", "供电容量", "Power", "kVA"),
        Criterion("use", "codes", "土地用途", "Land use", codes=LAND_USE),
        Criterion("far", "range", "容积率", "Floor-area ratio"),
        Criterion("siding", "flag", "通铁路专用线", "Railway siding"),
        Criterion("rail_m", "most", "距铁路", "Distance to rail", "m", steps=METRES),
        Criterion("road_m", "most", "距主干路", "Distance to a main road", "m", steps=METRES),
        Criterion("substation_m", "most", "距变电站", "Distance to a substation", "m",
                  steps=METRES),
        Criterion("gas_m", "most", "距燃气站", "Distance to a gas station", "m", steps=METRES),
        Criterion("water_m", "most", "距水厂", "Distance to water works", "m", steps=METRES),
    )
}  # fmt: skip
"""Name -> filter, in the order of the form. A distance is along the straight line."""

CODED: Final = tuple(one.name for one in CRITERIA.values() if one.kind == "codes")
TEXT: Final = "q"
IDS: Final = "ids"
SORT: Final = "sort"
ID: Final = "id"

SORTS: Final = {
    ID: Word("编号", "Number"),
    "name": Word("名称", "Name"),
    **{name: Word(CRITERIA[name].zh, CRITERIA[name].en)
       for name in ("mu", "price", "rent", "years", "far", "power")},
    "from": Word("可供日期", "Available from"),
    "confirmed": Word("核实日期", "Confirmed"),
    **{name: Word(CRITERIA[name].zh, CRITERIA[name].en)
       for name in ("rail_m", "road_m", "substation_m", "gas_m", "water_m")},
    **{name: Word(CRITERIA[name].zh, CRITERIA[name].en)
       for name in ("siding", "ready", "avail", "s", "park", "chain", "mode", "serv", "use",
                    "site")},
}  # fmt: skip
"""By what a list can be put in order; a minus before it turns it round."""


class Between(NamedTuple):
    """At least and at most, both included; None where there is no such bound."""

    least: float | None = None
    most: float | None = None


Asked = frozenset[str] | Between | date | Literal[True]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: words, ids, filters by name, the order; the empty one asks for all land."""

    text: str = ""
    ids: tuple[str, ...] = ()
    given: Mapping[str, Asked] = field(default_factory=dict)
    sort: str = ""

    @property
    def filters(self) -> bool:
        """Whether anything is asked but an order."""
        return bool(self.text or self.ids or self.given)

    def without(self, *names: str) -> Wanted:
        """The same without some filters; `TEXT` names the words, `IDS` the numbers."""
        given = {name: value for name, value in self.given.items() if name not in names}
        ids = () if IDS in names else self.ids
        return Wanted("" if TEXT in names else self.text, ids, given, self.sort)

    def asking(self, name: str, value: Asked) -> Wanted:
        """The same with one filter set."""
        return Wanted(self.text, self.ids, {**self.given, name: value}, self.sort)

    def pairs(self) -> list[tuple[str, str]]:
        """What an address says of it, in the order of the form; the same for the same wish."""
        found = [(TEXT, self.text)] if self.text else []
        found += [(IDS, ",".join(self.ids))] if self.ids else []
        for name in CRITERIA:
            if name in self.given:
                found += _pairs(name, self.given[name])
        return found + ([(SORT, self.sort)] if self.sort else [])

    def address(self) -> str:
        """The query string, without its mark; empty where nothing is asked.

        Examples
        --------
        >>> Wanted(given={"mu": Between(60, None), "siding": True}).address()
        'mu_min=60&siding=1'
        """
        return urlencode(self.pairs(), safe=",")


def _pairs(name: str, value: Asked) -> Sequence[tuple[str, str]]:
    if isinstance(value, frozenset):
        return [(name, one) for one in sorted(value)]
    if isinstance(value, Between):
        if CRITERIA[name].kind == "most":
            return [(name, plain(value.most or 0.0))]
        ends = ((f"{name}_min", value.least), (f"{name}_max", value.most))
        return [(end, plain(bound)) for end, bound in ends if bound is not None]
    return [(name, "1" if value is True else value.isoformat())]


def plain(number: float) -> str:
    """A number without needless decimals.

    Examples
    --------
    >>> plain(60.0), plain(1.5)
    ('60', '1.5')
    """
    return f"{number:.10g}"


__all__ = [
    "CODED", "CRITERIA", "ID", "IDS", "SITE", "SORT", "SORTS", "TEXT", "Asked", "Between",
    "Criterion", "Wanted", "plain",
]  # fmt: skip
