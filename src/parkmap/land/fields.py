"""The fields of a park and of a parcel: what each is called, its unit, and who reads it.

One table for the forms, the pages, the exports and the policy. Groups and defaults follow what a
land office keeps: public fields describe the land, internal ones rights, contracts and clocks.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

Kind = Literal["text", "number", "area", "date", "code", "codes", "flag", "geometry", "object"]
"""A field of kind "codes" holds a list of codes."""


class Field(NamedTuple):
    """One field: stored name, words, kind, unit (empty where none), public by default.

    `public` is "offered" where the public reads it only of a parcel that is open for offers.
    """

    name: str
    group: str
    zh: str
    en: str
    kind: Kind = "text"
    unit: str = ""
    public: bool | Literal["offered"] = False


GROUPS: Final = {
    "identity": ("标识", "Identity"),
    "stock": ("盘活", "Stock"),
    "supply": ("供应", "Supply"),
    "offer": ("推介", "Offer"),
    "planning": ("规划", "Planning"),
    "servicing": ("开发程度", "Servicing"),
    "rights": ("权利", "Rights"),
    "freshness": ("核实", "Freshness"),
    "source": ("来源", "Source"),
}

PARCEL_FIELDS: Final = {
    field.name: field
    for field in (
        Field("geometry", "identity", "界址", "Boundary", "geometry", public=True),
        Field("area_m2", "identity", "面积", "Area", "area", "m²", public=True),
        Field("name_zh", "identity", "名称", "Name (Chinese)", public=True),
        Field("name_en", "identity", "英文名称", "Name (English)", public=True),
        Field("park", "identity", "园区", "Park", public=True),
        Field("location", "identity", "坐落", "Location", public=True),
        Field("bounds", "identity", "四至", "Bounds", public=True),
        Field("cadastral_code", "identity", "宗地代码", "Cadastral code"),
        Field("unit_code", "identity", "不动产单元号", "Real-estate unit number"),
        Field("former_code", "identity", "原编号", "Former code"),
        Field("certified_area_m2", "identity", "证载面积", "Certified area", "area", "m²"),
        Field("declared_area_m2", "identity", "来源面积", "Declared area", "area", "m²"),
        Field("status", "stock", "盘活状态", "Status", "code", public=True),
        Field("stock_kind", "stock", "存量类型", "Kind of stock", "code"),
        Field("idle_cause", "stock", "闲置原因", "Cause of idleness", "code"),
        Field("developed_share", "stock", "已开发占比", "Developed share", "number", "%"),
        Field("invested_share", "stock", "已投资占比", "Invested share", "number", "%"),
        Field("route", "stock", "盘活方式", "Route", "code"),
        Field("disposal_plan", "stock", "处置方案", "Plan of disposal"),
        Field("responsible_leader", "stock", "责任领导（职务）", "Responsible leader (post)"),
        Field("responsible_unit", "stock", "责任单位", "Responsible unit"),
        Field("responsible_post", "stock", "责任岗位", "Responsible post"),
        Field("due_on", "stock", "完成时限", "Due", "date"),
        Field("progress", "stock", "进展", "Progress"),
        Field("closed_on", "stock", "销号日期", "Closed", "date"),
        Field("supply_batch", "supply", "批次名称", "Approval batch"),
        Field("approval_number", "supply", "批准文号", "Approval number"),
        Field("approved_on", "supply", "批准日期", "Approved on", "date"),
        Field("contract_number", "supply", "合同编号", "Contract number"),
        Field("supervision_number", "supply", "电子监管号", "Supervision number"),
        Field("supply_mode", "supply", "供应方式", "Supply mode", "code", public=True),
        Field("term_years", "supply", "出让年限", "Term", "number", "年", public=True),
        Field("price_wan", "supply", "成交价", "Price paid", "number", "万元"),
        Field("payment", "supply", "价款缴纳", "Payment"),
        Field("agreed_delivery_on", "supply", "约定交地", "Agreed hand-over", "date"),
        Field("delivered_on", "supply", "实际交地", "Actual hand-over", "date"),
        Field("agreed_start_on", "supply", "约定动工", "Agreed start", "date"),
        Field("started_on", "supply", "实际动工", "Actual start", "date"),
        Field("stopped_on", "supply", "中止建设日期", "Construction stopped", "date"),
        Field("agreed_completion_on", "supply", "约定竣工", "Agreed completion", "date"),
        Field("completed_on", "supply", "实际竣工", "Actual completion", "date"),
        Field("offer", "offer", "供地状态", "Offer", "code", public=True),
        Field("available_from", "offer", "可供日期", "Available from", "date", public=True),
        Field("offer_ends_on", "offer", "推介截止", "Offer ends", "date", public=True),
        Field("reference_price_wan_per_mu", "offer", "参考价", "Reference price", "number",
              "万元/亩", public=True),
        Field("reference_rent_yuan_per_m2_month", "offer", "参考租金", "Reference rent", "number",
              "元/m²·月", public=True),
        Field("offer_terms", "offer", "出让条件", "Terms", public=True),
        Field("announcement_url", "offer", "出让公告", "Announcement", public=True),
        Field("chain", "offer", "产业链", "Chain", public=True),
        Field("investment_wan_per_mu", "offer", "投资强度", "Investment intensity", "number",
              "万元/亩", public=True),
        Field("tax_wan_per_mu", "offer", "亩均税收", "Tax per mu", "number", "万元/亩",
              public=True),
        Field("energy_wan_per_tce", "offer", "单位能耗增加值", "Added value per energy", "number",
              "万元/吨标准煤", public=True),
        Field("emissions_wan_per_t", "offer", "单位排放增加值", "Added value per emission",
              "number", "万元/吨", public=True),
        Field("rd_share", "offer", "研发投入强度", "R&D share", "number", "%", public=True),
        Field("standard_source", "offer", "指标来源", "Source of the indicators", public=True),
        Field("contact", "offer", "联系方式", "Contact", public=True),
        Field("contact_wechat", "offer", "微信联系", "WeChat of the office", public=True),
        Field("land_use_code", "planning", "地类编码", "Land-use code", "code", public=True),
        Field("land_use_scheme", "planning", "地类标准", "Land-use scheme", public=True),
        Field("far", "planning", "容积率", "Floor-area ratio", "number", public=True),
        Field("building_density", "planning", "建筑系数", "Building density", "number", "%",
              public=True),
        Field("height_limit_m", "planning", "限高", "Height limit", "number", "m", public=True),
        Field("green_ratio", "planning", "绿地率", "Green ratio", "number", "%", public=True),
        Field("overlays", "planning", "管控叠加", "Planning overlays hit", "codes"),
        Field("servicing", "servicing", "开发程度", "Servicing", "code", public=True),
        Field("power_kva", "servicing", "供电容量", "Power", "number", "kVA", public=True),
        Field("water_m3_per_day", "servicing", "供水能力", "Water", "number", "m³/d",
              public=True),
        Field("gas", "servicing", "通燃气", "Gas", "flag", public=True),
        Field("heat", "servicing", "通供热", "Heat", "flag", public=True),
        Field("steam", "servicing", "通蒸汽", "Steam", "flag", public=True),
        Field("drainage", "servicing", "通排水", "Drainage", "flag", public=True),
        Field("rail_access", "servicing", "通铁路", "Rail", "flag", public=True),
        Field("has_buildings", "servicing", "地上有建筑", "Building on it", "flag", public=True),
        Field("bearing_kpa", "servicing", "地基承载力", "Bearing capacity", "number", "kPa",
              public=True),
        Field("holder", "rights", "权利人", "Holder"),
        Field("holder_code", "rights", "统一社会信用代码", "Unified social credit code"),
        Field("certificate_number", "rights", "不动产权证号", "Certificate number"),
        Field("mortgaged", "rights", "抵押", "Mortgaged", "flag"),
        Field("seized", "rights", "查封", "Seized", "flag"),
        Field("term_ends_on", "rights", "终止日期", "End of term", "date", public="offered"),
        Field("confirmed_on", "freshness", "核实日期", "Confirmed", "date", public=True),
        Field("confirmed_by", "freshness", "核实岗位", "Confirmed by"),
        Field("data_source", "freshness", "数据来源", "Source of the data"),
        Field("source_attributes", "source", "原始字段", "Source attributes", "object"),
        Field("retired_on", "identity", "转为历史", "Retired on", "date", public=True),
        Field("lineage_from", "identity", "来自", "Made from", "object"),
        Field("lineage_to", "identity", "变为", "Became", "object"),
        Field("lineage_depth", "identity", "沿革层数", "Depth of lineage", "number"),
    )
}  # fmt: skip
"""Parcel field name -> field, in the order of forms and sheets."""

PARK_FIELDS: Final = {
    field.name: field
    for field in (
        Field("geometry", "identity", "范围", "Boundary", "geometry", public=True),
        Field("area_m2", "identity", "面积", "Area", "area", "m²", public=True),
        Field("name_zh", "identity", "名称", "Name (Chinese)", public=True),
        Field("name_en", "identity", "英文名称", "Name (English)", public=True),
        Field("chain", "identity", "产业链", "Chain", public=True),
        Field("founded_on", "identity", "设立日期", "Founded", "date", public=True),
        Field("source_attributes", "source", "原始字段", "Source attributes", "object"),
    )
}

FIELDS: Final[dict[str, dict[str, Field]]] = {"parcel": PARCEL_FIELDS, "park": PARK_FIELDS}


def label(field: Field, language: str) -> str:
    """The field's word in the language of the page.

    Examples
    --------
    >>> label(PARCEL_FIELDS["route"], "zh_CN")
    '盘活方式'
    """
    return field.zh if language.startswith("zh") else field.en


@cache  # asked for every field of every parcel that is read
def public_fields(kind: str) -> frozenset[str]:
    """Names of the fields of a kind that the public reads by default, of every subject."""
    return frozenset(name for name, field in FIELDS.get(kind, {}).items() if field.public is True)


@cache
def offered_fields(kind: str) -> frozenset[str]:
    """Names of the fields that the public reads by default while their subject is on offer."""
    return frozenset(
        name for name, field in FIELDS.get(kind, {}).items() if field.public == "offered"
    )
