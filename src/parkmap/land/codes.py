"""Code lists of the trade: codes as stored, with the words that people read.

Codes are lower-case English; where a national standard has a code of its own (land use), that
code is kept raw. Sources: 闲置土地处置办法 (order 53), GB/T 21010-2017, 用地用海分类.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from parkmap.land.status import STATUSES


class Word(NamedTuple):
    """What a code is called in Chinese and in English."""

    zh: str
    en: str


STOCK_KIND: Final = {
    "approved_unsupplied": Word("批而未供", "Approved, not supplied"),
    "supplied_unused": Word("供而未用", "Supplied, not started"),
    "suspected_idle": Word("疑似闲置", "Suspected idle"),
    "determined_idle": Word("认定闲置", "Determined idle"),
    "partly_used": Word("用而未尽", "Partly used"),
    "inefficient": Word("低效", "Inefficient"),
    "stopped": Word("停产", "Production stopped"),
    "reserved": Word("储备", "In the land reserve"),
}
ROUTE: Final = {
    "reserve": Word("收储", "Bought back into reserve"),
    "recover": Word("无偿收回", "Recovered without compensation"),
    "swap": Word("协议置换", "Swapped by agreement"),
    "new_project": Word("腾笼换鸟", "New project on old land"),
    "transfer": Word("二级市场转让", "Transferred on the secondary market"),
    "split_transfer": Word("分割转让", "Split and transferred"),
    "lease": Word("出租", "Let"),
    "equity": Word("作价出资（入股）", "Contributed as equity"),
    "judicial": Word("抵押处置/司法拍卖", "Mortgage or judicial sale"),
    "expand": Word("增资扩建", "Expanded with new capital"),
    "change_use": Word("调整用途或规划条件", "Use or planning terms changed"),
    "extend_start": Word("延长动工期限", "Start date extended"),
    "temporary_use": Word("临时利用", "Temporary use"),
    "deadline": Word("限期开工竣工", "Start or completion by a deadline"),
    "other": Word("其他", "Other"),
}
SERVICING: Final = {
    "raw": Word("未平整", "Unserviced"),
    "three": Word("三通一平", "Road, power, water, levelled"),
    "four": Word("四通一平", "Four services, levelled"),
    "five": Word("五通一平", "Five services, levelled"),
    "six": Word("六通一平", "Six services, levelled"),
    "seven": Word("七通一平", "Seven services, levelled"),
}
OFFER: Final = {
    "none": Word("未推介", "Not on offer"),
    "preparing": Word("筹备", "In preparation"),
    "open": Word("可供", "Open"),
    "held": Word("已占用", "Held"),
    "closed": Word("已关闭", "Closed"),
}
SUPPLY_MODE: Final = {
    "allocation": Word("划拨", "Allocation"),
    "agreement": Word("协议出让", "Grant by agreement"),
    "tender": Word("招拍挂出让", "Grant by public tender"),
    "flexible_term": Word("弹性年期出让", "Grant for a flexible term"),
    "long_lease": Word("长期租赁", "Long lease"),
    "lease_then_grant": Word("先租后让", "Lease, then grant"),
    "lease_and_grant": Word("租让结合", "Part lease, part grant"),
    "equity": Word("作价出资（入股）", "Contributed as equity"),
    "authorised": Word("授权经营", "Authorised operation"),
}
LAND_USE: Final = {
    "0601": Word("工业用地", "Industrial"),
    "0604": Word("仓储用地", "Storage"),
    "100101": Word("一类工业用地", "Industrial, class 1"),
    "100102": Word("二类工业用地", "Industrial, class 2"),
    "110101": Word("一类物流仓储用地", "Logistics, class 1"),
}
IDLE_CAUSE: Final = {
    "government": Word("政府原因", "Government"),
    "enterprise": Word("企业原因", "Enterprise"),
}
OVERLAYS: Final = {
    "no_detailed_plan": Word("控规未覆盖", "No detailed plan"),
    "against_detailed_plan": Word("与控规不符", "Against the detailed plan"),
    "farmland": Word("永久基本农田", "Permanent basic farmland"),
    "ecological_line": Word("生态保护红线", "Ecological protection line"),
    "outside_growth_line": Word("城镇开发边界外", "Outside the urban growth boundary"),
    "minerals": Word("压覆矿产", "Over mineral deposits"),
}
"""What a parcel meets of 控规, 三区三线 and 压矿."""

CODE_LISTS: Final[dict[str, dict[str, Word]]] = {
    "status": {code: Word(style.zh, style.en) for code, style in STATUSES.items()},
    "stock_kind": STOCK_KIND,
    "route": ROUTE,
    "servicing": SERVICING,
    "offer": OFFER,
    "supply_mode": SUPPLY_MODE,
    "land_use_code": LAND_USE,
    "idle_cause": IDLE_CAUSE,
    "overlays": OVERLAYS,
}
"""Field name -> its codes. A value outside its list is kept and shown raw, never dropped."""


def word(field: str, code: str, language: str) -> str:
    """What a code of a field is called; the code itself where the list does not have it.

    Examples
    --------
    >>> word("servicing", "seven", "zh"), word("servicing", "nine", "en")
    ('七通一平', 'nine')
    """
    found = CODE_LISTS.get(field, {}).get(code)
    if found is None:
        return code
    return found.zh if language.startswith("zh") else found.en


def code_of(field: str, text: str) -> str:
    """The code that a text is, or is the word of; the text itself where the list has neither.

    Examples
    --------
    >>> code_of("servicing", "七通一平"), code_of("servicing", "九通")
    ('seven', '九通')
    """
    known = CODE_LISTS.get(field, {})
    plain = text.casefold()
    said = (
        code for code, word in known.items()
        if plain in {code.casefold(), word.zh.casefold(), word.en.casefold()}
    )  # fmt: skip
    return text if text in known else next(said, text)


def words(field: str, codes: Iterable[str], language: str) -> str:
    """The words of several codes as one text.

    Examples
    --------
    >>> words("overlays", ["farmland", "minerals"], "zh"), words("overlays", ["minerals"], "en")
    ('永久基本农田、压覆矿产', 'Over mineral deposits')
    """
    joint = "、" if language.startswith("zh") else ", "
    return joint.join(word(field, one, language) for one in codes)
