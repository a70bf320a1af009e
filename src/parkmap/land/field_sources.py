"""Which paper, register or rule the value of a field is read from."""

from __future__ import annotations

from typing import Final

_FROM: Final = {
    ("地名主管部门的标准地名", "official place names"): ("location",),
    ("园区内部命名，与推介材料一致", "the office's own naming, as in its brochures"): (
        "name_zh", "name_en",
    ),
    ("园区批准范围", "the approved boundary of the park"): ("park",),
    ("园区批准文件", "the approval of the park"): ("founded_on",),
    ("权籍调查表、宗地图", "cadastral survey sheet and plan"): ("bounds",),
    ("不动产登记簿；编码规则 GB/T 37346-2019", "land register; coded by GB/T 37346-2019"): (
        "cadastral_code", "unit_code",
    ),
    ("旧台账、旧地籍图", "older ledgers and cadastral maps"): ("former_code",),
    ("不动产权证书", "real-estate certificate"): (
        "certified_area_m2", "certificate_number", "term_ends_on",
    ),
    ("入库的测绘成果文件", "the survey file that was taken in"): ("declared_area_m2",),
    ("现场核查记录", "record of the inspection"): ("status", "confirmed_on", "confirmed_by"),
    ("《闲置土地处置办法》（国土资源部令第53号）；闲置土地认定书、存量台账",
     "Measures on Idle Land (order 53); determination, ledger of stock"): ("stock_kind",),
    ("闲置土地调查材料；《闲置土地处置办法》第八条",
     "file of the inquiry; Measures on Idle Land, article 8"): ("idle_cause",),
    ("现场核查记录、测量成果；《闲置土地处置办法》第二条",
     "inspection, survey; Measures on Idle Land, article 2"): ("developed_share",),
    ("企业报表、审计报告；《闲置土地处置办法》第二条",
     "the firm's statements, audit; Measures on Idle Land, article 2"): ("invested_share",),
    ("批准的处置方案", "approved plan of disposal"): ("route", "disposal_plan"),
    ("会议纪要、处置方案", "minutes, plan of disposal"): (
        "responsible_leader", "responsible_unit", "responsible_post", "due_on",
    ),
    ("承办单位报告、现场核查记录", "reports of the unit in charge, inspections"): ("progress",),
    ("销号审批单", "approval of striking it off"): ("closed_on",),
    ("农用地转用、土地征收批复文件", "approval of conversion and acquisition"): (
        "supply_batch", "approval_number", "approved_on",
    ),
    ("出让合同、划拨决定书", "grant contract or allocation decision"): (
        "contract_number", "supply_mode", "term_years", "agreed_delivery_on", "agreed_start_on",
        "agreed_completion_on",
    ),
    ("土地市场动态监测监管系统、出让合同", "national land market monitoring system, contract"): (
        "supervision_number",
    ),
    ("出让合同、成交确认书", "grant contract, confirmation of the sale"): ("price_wan",),
    ("出让合同、缴款凭证", "grant contract, receipts of payment"): ("payment",),
    ("交地确认书", "record of the hand-over"): ("delivered_on",),
    ("施工许可证、动工申报书、现场照片", "building permit, notice of start, photos"): (
        "started_on",
    ),
    ("现场核查记录、停工报告", "inspection, notice of the stop"): ("stopped_on",),
    ("竣工验收备案表", "record of acceptance"): ("completed_on",),
    ("供地计划、招商推介方案", "plan of supply and promotion"): (
        "offer", "available_from", "offer_ends_on", "chain",
    ),
    ("地价评估报告、基准地价", "appraisal, benchmark prices"): (
        "reference_price_wan_per_mu", "reference_rent_yuan_per_m2_month",
    ),
    ("出让公告、出让方案", "announcement and plan of the grant"): ("offer_terms",),
    ("中国土地市场网或公共资源交易平台", "landchina.com or the public trading platform"): (
        "announcement_url",
    ),
    ("“标准地”控制指标文件（填在“指标来源”）",
     "document of the standard-land indicators (named in their source)"): (
        "investment_wan_per_mu", "tax_wan_per_mu", "energy_wan_per_tce", "emissions_wan_per_t",
        "rd_share",
    ),
    ("发布指标的文件", "the document that sets the indicators"): ("standard_source",),
    ("招商部门值班安排", "duty list of the promotion office"): (
        "contact", "contact_wechat",
    ),
    ("控制性详细规划、不动产权证书", "detailed plan, real-estate certificate"): (
        "land_use_code", "land_use_scheme",
    ),
    ("规划条件、控制性详细规划", "planning terms, detailed plan"): (
        "far", "building_density", "height_limit_m", "green_ratio",
    ),
    ("控规、三区三线划定成果、压覆矿产资源查询结果",
     "detailed plan, the three zones and lines, search for mineral deposits"): ("overlays",),
    ("现场核查记录、配套工程验收资料", "inspection, acceptance of the works"): ("servicing",),
    ("供电部门", "grid company"): ("power_kva",),
    ("供水部门", "water company"): ("water_m3_per_day",),
    ("燃气公司", "gas company"): ("gas",),
    ("供热单位", "heat supplier"): ("heat", "steam"),
    ("排水主管部门", "drainage authority"): ("drainage",),
    ("铁路专用线资料、现场核查记录", "papers of the siding, inspection"): ("rail_access",),
    ("现场核查记录、地上附着物清单", "inspection, list of what stands there"): ("has_buildings",),
    ("岩土工程勘察报告", "report of the ground survey"): ("bearing_kpa",),
    ("不动产登记簿", "land register"): ("holder", "mortgaged", "seized"),
    ("营业执照；编码规则 GB 32100-2015", "business licence; coded by GB 32100-2015"): (
        "holder_code",
    ),
    ("提供数据的成果或文件", "the survey or file that gave them"): ("data_source",),
}  # fmt: skip

SOURCES: Final = {name: source for source, names in _FROM.items() for name in names}
"""Field -> where it is read from (Chinese, English)."""

__all__ = ["SOURCES"]
