"""Words of the trade that are no fields, explained for who reads about land for the first time.

A page shows them where the word stands. Fields are explained by `parkmap.land.field_help`.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Term(NamedTuple):
    """A word and what it means, in Chinese and in English."""

    zh: str
    en: str
    text_zh: str
    text_en: str

    def word(self, language: str) -> str:
        """The word in the language of the page."""
        return self.zh if language.startswith("zh") else self.en

    def text(self, language: str) -> str:
        """What it means, in the language of the page."""
        return self.text_zh if language.startswith("zh") else self.text_en


GLOSSARY: Final = {
    "available": Term(
        "可得", "Available",
        "按供地状态、可供日期和占用情况计算：已推介、可供日期已到，且没有公告、合同、查封占用。"
        "用地咨询和预申请不占用地块。",
        "Worked out from the offer, its day and what holds the land: on offer, its day has come, "
        "and neither a tender, a contract nor a seizure holds it. Enquiries and applications hold "
        "nothing."),
    "standard_land": Term(
        "标准地", "Standard land",
        "先完成区域评估、事先明确投资强度、亩均税收、容积率、能耗、排放等控制性指标再供应的"
        "工业用地；受让企业作出承诺，并按承诺接受验收。",
        "Industrial land supplied with its figures set beforehand: investment, tax, floor-area "
        "ratio, energy and emissions. Who takes it commits to them and is measured by them."),
    "public_tender": Term(
        "招拍挂", "Public tender",
        "招标、拍卖、挂牌三种公开出让方式的合称。工业用地以此公开供应，起始价和条件以出让公告为准。",
        "Tender, auction or listing: the public ways in which industrial land is granted. The "
        "announcement decides on price and terms."),
    "agreement": Term(
        "协议出让", "Grant by agreement",
        "依法不需要招拍挂的，经公示后由出让人与受让人协商出让。",
        "Where the law asks for no tender, granted by agreement after public notice."),
    "allocation": Term(
        "划拨", "Allocation",
        "经批准无偿或缴纳补偿后取得、没有使用期限的用地，限于法定用途。",
        "Land given by decision for purposes that the law names, without a term."),
    "flexible_term": Term(
        "弹性年期", "Flexible term",
        "在法定最高年限以内，按产业周期确定的较短出让年限；到期可按约定续期。",
        "A grant for fewer years than the law allows at most, by the life of the industry; it may "
        "be extended as agreed."),
    "long_lease": Term(
        "长期租赁", "Long lease",
        "整宗土地在整个合同期内都以租赁方式使用，按合同约定支付租金。",
        "The whole parcel is leased for the whole term of the contract, and rent is paid for it."),
    "lease_then_grant": Term(
        "先租后让", "Lease, then grant",
        "先按租赁供地，租赁期内达到约定条件后，再办理出让手续。",
        "The land is leased first, and granted once the terms agreed on are met."),
    "lease_and_grant": Term(
        "租让结合", "Part lease, part grant",
        "同一宗地一部分出让、一部分租赁，租赁部分达到约定条件后可转为出让。",
        "A part of the parcel is granted and a part leased; the latter may be granted later."),
    "mu": Term(
        "亩", "mu",
        "1 亩 = 2000/3 平方米，约 666.67 平方米；15 亩 = 1 公顷。",
        "1 mu is 2000/3 m², about 666.67 m²; 15 mu are a hectare."),
    "raw": Term(
        "未平整", "Unserviced",
        "道路、管线尚未接到地块，场地没有平整。",
        "Neither street nor lines reach the parcel, and it is not levelled."),
    "three": Term(
        "三通一平", "Three services, levelled",
        "通路、通水、通电，场地平整。",
        "Road, water and power reach the parcel; it is levelled."),
    "four": Term(
        "四通一平", "Four services, levelled",
        "通路、通给水、通电、通排水，场地平整。",
        "Road, water, power and drains reach the parcel; it is levelled."),
    "five": Term(
        "五通一平", "Five services, levelled",
        "通路、通给水、通电、通排水、通讯，场地平整。",
        "Road, water, power, drains and telecommunication reach the parcel; it is levelled."),
    "six": Term(
        "六通一平", "Six services, levelled",
        "通路、通给水、通电、通排水、通讯、通燃气，场地平整。",
        "Road, water, power, drains, telecommunication and gas reach the parcel; it is levelled."),
    "seven": Term(
        "七通一平", "Seven services, levelled",
        "通路、通给水、通电、通排水、通讯、通燃气、通热力，场地平整。",
        "Road, water, power, drains, telecommunication, gas and heat reach the parcel; it is "
        "levelled."),
    "reference_price": Term(
        "参考价", "Reference price",
        "供前期测算使用，不是起始价，也不是成交价；以出让公告为准。",
        "For a first calculation; it is neither the starting price nor the price paid. The "
        "announcement decides."),
    "term_years": Term(
        "出让年限", "Term",
        "土地使用权的年数，自交地之日或合同约定之日起算；工业用地法定最高 50 年。",
        "Years for which the right to use the land is given; the law allows 50 at most for "
        "industry."),
    "available_from": Term(
        "可供日期", "Available from",
        "最早可以交地的日期。", "The earliest day on which the land can be handed over."),
    "land_use": Term(
        "地类编码", "Land-use code",
        "土地用途在国家分类标准中的编码；一类、二类工业按对周边的干扰和污染程度划分。",
        "The use of the land by the national standard; classes of industry differ by what they "
        "do to their surroundings."),
    "chain": Term(
        "产业链", "Chain",
        "地块规划面向的主导产业；其他产业能否进入，请咨询联系岗位。",
        "The industry that the land is meant for; ask the office about others."),
    "confirmed": Term(
        "核实", "Confirmed",
        "自然资源部门最近一次到现场或对照资料核对地块情况的日期。",
        "The last day on which the land office checked the facts, on site or by papers."),
}  # fmt: skip
"""Code -> term."""

OF_CODES: Final = {
    "supply_mode": {
        "tender": "public_tender", "agreement": "agreement", "allocation": "allocation",
        "flexible_term": "flexible_term", "long_lease": "long_lease",
        "lease_then_grant": "lease_then_grant", "lease_and_grant": "lease_and_grant",
    },
    "servicing": {one: one for one in ("raw", "three", "four", "five", "six", "seven")},
}  # fmt: skip
"""Field -> its codes -> the term that such a code is."""
OF_FIELDS: Final = {
    "reference_price_wan_per_mu": "reference_price", "term_years": "term_years",
    "available_from": "available_from", "land_use_code": "land_use", "chain": "chain",
    "confirmed_on": "confirmed",
}  # fmt: skip
"""Field -> the term that explains it to readers, where the help of its form speaks to officers."""


def term_of(field: str, value: object) -> Term | None:
    """The term that explains a field with this value; None where there is none.

    Examples
    --------
    >>> term_of("servicing", "seven").zh, term_of("supply_mode", "tender").zh
    ('七通一平', '招拍挂')
    >>> term_of("holder", "x") is None
    True
    """
    code = OF_CODES.get(field, {}).get(str(value)) or OF_FIELDS.get(field)
    return GLOSSARY[code] if code else None


__all__ = ["GLOSSARY", "OF_CODES", "OF_FIELDS", "Term", "term_of"]
