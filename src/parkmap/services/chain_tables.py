"""招商图谱 as tables: directions with their gaps, who is there on which parcel, sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

from parkmap.formats.out.tables import Table, TableColumn
from parkmap.land.chain_asked import asked_text
from parkmap.land.chain_gaps import GAPS, LEVELS, Figures, taken
from parkmap.land.chain_rule import RULE
from parkmap.land.chains import INVESTMENT_MAP, KINDS
from parkmap.land.codes import Word
from parkmap.land.projects import STAGES
from parkmap.land.status import STATUSES
from parkmap.services.chain_land import Here
from parkmap.services.chain_suiting import Suiting
from parkmap.services.chain_views import Chains, ChainView, DirectionView, SegmentView
from parkmap.services.record import Record
from parkmap.store import ledger
from parkmap.units import dm2_to_mu

KIND_WORDS: Final = {"enterprise": Word("企业", "Enterprise"), "project": Word("项目", "Project")}
NAMED: Final = 3
"""So many parcels that suit are named; how many are large enough stands beside."""


class Head(NamedTuple):
    """A column in both languages."""

    zh: str
    en: str
    width: int = 12
    kind: Literal["text", "whole", "mu", "date"] = "text"

    def column(self, lang: str) -> TableColumn:
        """The column in a language."""
        return TableColumn(self.zh if lang == "zh" else self.en, self.kind, self.width)


DIRECTIONS: Final = (
    Head("产业链", "Chain", 14), Head("环节", "Segment", 18), Head("编号", "Id", 9),
    Head("招商方向", "Direction", 22), Head("招商图谱", "Investment map", 24),
    Head("情况", "Level"), Head("空缺", "Gap", 7), Head("企业数", "Enterprises", 9, "whole"),
    Head("项目数", "Projects", 9, "whole"), Head("在链主体", "Who is there", 40),
    Head("地块数", "Parcels", 9, "whole"), Head("占地（亩）", "Land (mu)", 12, "mu"),
    Head("用地需求", "Asks of land", 36),
    Head("可供且够大（宗）", "Can be had, large enough", 12, "whole"),
    Head("匹配地块（匹配度）", "Parcels that suit (score)", 34),
)  # fmt: skip
PEOPLE: Final = (
    Head("产业链", "Chain", 14), Head("招商方向", "Direction", 22), Head("类型", "Kind", 8),
    Head("编号", "Id", 11), Head("名称", "Name", 26), Head("项目阶段", "Stage"),
    Head("情况", "Level"), Head("地块", "Parcel"), Head("地块状态", "Status", 10),
    Head("状态起始", "Since", 12, "date"), Head("占地（亩）", "Land (mu)", 12, "mu"),
)  # fmt: skip
SUMS: Final = (
    Head("产业链", "Chain", 14), Head("环节", "Segment", 18),
    Head("方向数", "Directions", 9, "whole"),
    *(Head(word.zh, word.en, 10, "whole") for word in LEVELS.values()),
    Head("空缺", "Gaps", 8, "whole"), Head("企业数", "Enterprises", 9, "whole"),
    Head("项目数", "Projects", 9, "whole"), Head("地块数", "Parcels", 9, "whole"),
    Head("占地（亩）", "Land (mu)", 12, "mu"),
    *(Head(f"{one.zh}（亩）", f"{one.en} (mu)", 12, "mu") for one in STATUSES.values()),
)  # fmt: skip
ALL: Final = Word("合计", "All")


def direction_table(found: Chains, suiting: Suiting, lang: str) -> Table:
    """A row for each direction, as the page has it."""
    rows = [
        _direction(found, suiting, (chain, segment, one), lang) for chain in found.chains
        for segment in chain.segments for one in segment.directions
    ]  # fmt: skip
    return Table(said(Word("环节与方向", "Directions"), lang), columns(DIRECTIONS, lang), rows)


def people_table(found: Chains, lang: str) -> Table:
    """A row for each parcel of everybody in a chain; one without a parcel where there is none."""
    rows = [
        row for chain in found.chains
        for here in chain.present for row in _person(found, chain, here, lang)
    ]  # fmt: skip
    return Table(said(Word("在链主体与地块", "Who is there"), lang), columns(PEOPLE, lang), rows)


def sum_table(found: Chains, lang: str) -> Table:
    """A row for each segment and chain, and one for all."""
    rows: list[tuple[Any, ...]] = []
    for chain in found.chains:
        name = chain.name(lang)
        rows += [(name, one.name(lang), *_sums(one.figures)) for one in chain.segments]
        rows.append((name, said(ALL, lang), *_sums(chain.figures)))
    rows.append((said(ALL, lang), "", *_sums(found.figures)))
    return Table(said(Word("汇总", "Sums"), lang), columns(SUMS, lang), rows)


def about_table(record: Record, found: Chains, lang: str) -> Table:
    """Zone, day, entry of the ledger, and what the figures mean."""
    zone = record.zone
    with record.store.read() as connection:
        seq = ledger.read_head(connection, record.zone_id).seq
    rows = [(said(Word("经开区", "Zone"), lang), zone.name(lang)),
            (said(Word("截至日期", "As of"), lang), found.on.isoformat()),
            (said(Word("变更台账", "Ledger"), lang), f"#{seq}"),
            *((said(word, lang), said(text, lang)) for word, text in RULE)]  # fmt: skip
    if zone.chain_plan.source:
        source = said(Word("环节与用地需求依据", "Source of segments and demands"), lang)
        rows.append((source, zone.chain_plan.source))
    if zone.notice(lang):
        rows.insert(0, (said(Word("声明", "Notice"), lang), zone.notice(lang)))
    heads = (Head("项目", "What", 24), Head("说明", "Meaning", 90))
    return Table(said(Word("说明", "About"), lang), columns(heads, lang), rows)


def columns(heads: tuple[Head, ...], lang: str) -> tuple[TableColumn, ...]:
    """Columns in a language."""
    return tuple(one.column(lang) for one in heads)


def said(word: Word, lang: str) -> str:
    """A word in a language."""
    return word.zh if lang == "zh" else word.en


def _direction(
    found: Chains, suiting: Suiting, at: tuple[ChainView, SegmentView, DirectionView], lang: str
) -> tuple[Any, ...]:
    chain, segment, one = at
    counted = [here.counts for here in one.here]
    kinds = [each.kind for each in counted]
    land = taken(counted, found.land.counted())
    maps = {each.id: KINDS[INVESTMENT_MAP].title_of(each.state, each.id, lang)
            for each in chain.maps}  # fmt: skip
    suits = suiting.land_for(chain, one) if one.level in GAPS else None
    joint = "、" if lang == "zh" else ", "
    best = [f"{each.id} ({each.score:g})" for each in suits.suited[:NAMED]] if suits else []
    gap = Word("是", "yes") if one.level in GAPS else Word("否", "no")
    return (
        chain.name(lang), segment.name(lang), one.id, one.name(lang), maps.get(one.map_id, ""),
        said(LEVELS[one.level], lang), said(gap, lang), kinds.count("enterprise"),
        kinds.count("project"), joint.join(here.name(lang) for here in one.here), len(land),
        dm2_to_mu(sum(land.values())), asked_text(one.asks, lang),
        suits.large_enough if suits else None, joint.join(best),
    )  # fmt: skip


def _person(found: Chains, chain: ChainView, here: Here, lang: str) -> Iterator[tuple[Any, ...]]:
    names = {one.id: one.name(lang) for one in chain.directions}
    stage = STAGES.get(str(here.state.get("stage") or ""))
    about = (
        chain.name(lang), names.get(here.counts.direction, ""),
        said(KIND_WORDS[here.counts.kind], lang), here.id, here.name(lang),
        said(stage, lang) if stage else "", said(LEVELS[here.counts.level], lang),
    )  # fmt: skip
    if not here.counts.land:
        yield (*about, "", "", None, None)
    for parcel, area in here.counts.land.items():
        lot = found.land.lots[parcel]
        style = STATUSES[lot.status]
        status = style.zh if lang == "zh" else style.en
        yield (*about, parcel, status, lot.since or None, dm2_to_mu(min(area, lot.area_dm2)))


def _sums(one: Figures) -> tuple[Any, ...]:
    levels = [one.levels[level] for level in LEVELS]
    land = [dm2_to_mu(one.land[status].area_dm2) if status in one.land else 0.0
            for status in STATUSES]  # fmt: skip
    return (one.directions, *levels, one.gaps, one.enterprises, one.projects, one.area.parcels,
            dm2_to_mu(one.area.area_dm2), *land)  # fmt: skip


__all__ = ["about_table", "direction_table", "people_table", "said", "sum_table"]
