"""What a form says beside each field: what belongs there, and which paper it is read from."""

from __future__ import annotations

from typing import Final, NamedTuple

from parkmap.land.field_sources import SOURCES

TEXTS: Final = {
    "name_zh": ("对外使用的名称，如“光电产业园东三街 6 号地”", "The name that everybody reads"),
    "name_en": ("英文页面使用；留空时显示中文名称",
                "Shown on English pages; left empty, the Chinese name stands in"),
    "park": ("所属园区；跨园区的地块先分割",
             "The park it belongs to; a parcel in two is split first"),
    "location": ("门牌或路口，用标准地名", "Address or crossing, by the official place names"),
    "bounds": ("东、南、西、北各至何处；留空时按相邻地块和道路推算",
               "What lies on each side; left empty, worked out from neighbours and streets"),
    "cadastral_code": ("19 位：县级区划 6、地籍区 3、地籍子区 3、特征码 2、顺序号 5",
                       "19 characters: district 6, cadastral districts 3 and 3, kind 2, number 5"),
    "unit_code": ("28 位：宗地代码 19 位加定着物代码 9 位，可带空格粘贴",
                  "28 characters: the cadastral code and 9 more; blanks may be pasted along"),
    "former_code": ("旧台账或旧图上的编号，便于对照", "Its number in older ledgers and maps"),
    "certified_area_m2": ("证书上记载的面积", "The area on the certificate"),
    "declared_area_m2": ("入库文件自带的面积，仅作对照",
                         "The area that the imported file stated, for comparison"),
    "status": ("状态请在下方“更新状态”中变更，可预览影响",
               "Change it in the bar below, which shows the effect first"),
    "stock_kind": ("为何计入存量；“认定闲置”须有认定书",
                   "Why it counts as stock; determined idle needs a written determination"),
    "idle_cause": ("依调查结论填写", "By the inquiry"),
    "developed_share": ("已动工开发面积占应动工面积的比例",
                        "Share of the area due that is being built on"),
    "invested_share": ("已投资额占总投资额的比例，不含地价款和税费",
                       "Share of the total investment made, without land price and taxes"),
    "route": ("盘活采取的方式，转为“已盘活”时必填",
              "How the land came back; needed when it is revitalized"),
    "disposal_plan": ("处置方案的要点或文号", "The plan of disposal in short, or its number"),
    "responsible_leader": ("分管领导的职务，如“分管副主任”，不填姓名",
                           "The post of the leader in charge; no personal names"),
    "responsible_unit": ("牵头部门或单位，不填个人姓名", "The unit in charge; no personal names"),
    "responsible_post": ("承办岗位，不填个人姓名",
                         "The post that does the work; no personal names"),
    "due_on": ("确定的完成时限", "The date set"),
    "progress": ("最新进展，一两句话", "The latest, in a sentence or two"),
    "closed_on": ("处置完毕、从台账销号的日期",
                  "The day on which it was dealt with and struck off"),
    "supply_batch": ("农用地转用批次名称", "Name of the conversion batch"),
    "approval_number": ("批准文号，如“晋政地字〔2024〕12号”", "Number of the approval"),
    "approved_on": ("批准日期", "Day of the approval"),
    "contract_number": ("出让合同编号或划拨决定书号",
                        "Number of the grant contract or allocation decision"),
    "supervision_number": ("电子监管号", "Number in the national monitoring system"),
    "supply_mode": ("以合同或供地方案为准", "As the contract or plan of supply says"),
    "term_years": ("出让或租赁年限；弹性年期按合同", "Years granted or leased"),
    "price_wan": ("合同价款，万元", "Price in the contract, 10,000 CNY"),
    "payment": ("付款方式和缴纳情况，如“分两期，2026-06-30 前付清，已缴 60%”",
                "How it is paid and how much was, such as: two instalments, 60% paid"),
    "agreed_delivery_on": ("约定交付土地的日期", "Hand-over of the land as agreed"),
    "delivered_on": ("实际交付土地的日期", "The day on which the land was handed over"),
    "agreed_start_on": ("约定动工日期，闲置时间由此起算",
                        "Start as agreed; the clock of idle land counts from it"),
    "started_on": ("实际动工日期", "The day on which building began"),
    "stopped_on": ("动工后中止建设之日，复工后清空",
                   "The day on which building stopped; emptied when it goes on"),
    "agreed_completion_on": ("约定竣工日期", "Completion as agreed"),
    "completed_on": ("实际竣工日期", "The day of completion"),
    "offer": ("是否可供；是否“可得”由系统据此与占用情形计算",
              "Whether it is on offer; availability is computed from it"),
    "available_from": ("最早可交地日期", "The earliest day of hand-over"),
    "offer_ends_on": ("推介或公告截止之日，待办据此提醒",
                      "The last day of the offer; the queue tells it beforehand"),
    "reference_price_wan_per_mu": ("参考价，以出让公告为准",
                                   "For reference; the announcement decides"),
    "reference_rent_yuan_per_m2_month": ("长期租赁、先租后让时的参考租金，按土地面积计",
                                         "For a lease: by month and square metre of land"),
    "offer_terms": ("对竞买人的要求，如产业类别、投资强度、竣工时限",
                    "What is asked of bidders, such as industry, investment, completion"),
    "announcement_url": ("公告网页的地址，以 https:// 开头",
                         "Address of the page, beginning with https://"),
    "chain": ("主导产业链，如光电、新能源汽车", "The chain it is meant for"),
    "investment_wan_per_mu": ("“标准地”固定资产投资强度", "Investment in fixed assets asked for"),
    "tax_wan_per_mu": ("“标准地”亩均税收", "Tax per mu asked for"),
    "energy_wan_per_tce": ("“标准地”单位能耗增加值", "Added value asked for per tce of energy"),
    "emissions_wan_per_t": ("“标准地”单位排放增加值",
                            "Added value asked for per tonne of emissions"),
    "rd_share": ("“标准地”研发投入占营业收入的比例，%", "Share of revenue for R&D asked for"),
    "standard_source": ("指标所依据的文件名称与文号", "The document behind them, with number"),
    "contact": ("岗位与座机，不填个人手机", "A post and an office telephone"),
    "contact_wechat": ("招商岗位的企业微信名片链接，以 https:// 开头，不填个人微信",
                       "Link of the office's WeChat card, beginning with https://; nobody's own"),
    "land_use_code": ("按“地类标准”所填标准的编码",
                      "Code by the standard named in the scheme"),
    "land_use_scheme": ("编码所依标准及版本，如 GB/T 21010-2017",
                        "Standard and version of the code, such as GB/T 21010-2017"),
    "far": ("建筑面积与用地面积之比；层高超过 8 米的加倍计算",
            "Floor area over land area; a storey higher than 8 m counts twice"),
    "building_density": ("建构筑物和堆场占地与用地面积之比",
                         "Land under buildings and yards over land area"),
    "height_limit_m": ("建筑限高，上限值", "The most that is allowed"),
    "green_ratio": ("绿地面积与用地面积之比", "Green over land area"),
    "overlays": ("叠加分析命中的管控要素，可多选；无则不选",
                 "What the land meets when laid over the plans; tick none if nothing"),
    "servicing": ("以实际通达为准", "What is really there"),
    "power_kva": ("可用供电容量，kVA", "Power at hand"),
    "water_m3_per_day": ("可用供水能力，立方米每日", "Water at hand"),
    "gas": ("燃气是否接到地块", "Whether gas reaches the parcel"),
    "heat": ("集中供热是否接到地块", "Whether district heat reaches the parcel"),
    "steam": ("蒸汽是否接到地块", "Whether steam reaches the parcel"),
    "drainage": ("雨水、污水管网是否接到地块", "Whether storm and foul drains reach the parcel"),
    "rail_access": ("是否有铁路专用线接入", "Whether a siding reaches the parcel"),
    "has_buildings": ("地上是否有建（构）筑物；净地填“否”", "Whether a building stands on it"),
    "bearing_kpa": ("地基承载力特征值，勘察报告所载", "Characteristic value of the ground"),
    "holder": ("权利人名称；不公开", "Name of the holder; internal"),
    "holder_code": ("18 位统一社会信用代码",
                    "18 characters of the unified social credit code"),
    "certificate_number": ("不动产权证号", "Number of the certificate"),
    "mortgaged": ("是否有抵押登记", "Whether a mortgage is registered"),
    "seized": ("是否被查封", "Whether it is seized"),
    "term_ends_on": ("土地使用权终止日期", "End of the land-use right"),
    "confirmed_on": ("最近一次现场或资料核实的日期", "The day of the last confirmation"),
    "confirmed_by": ("核实的岗位或单位，不填个人姓名",
                     "The post that confirmed it; no personal names"),
    "data_source": ("数据来自何处，如“2026 年变更调查”", "Where the data come from"),
    "founded_on": ("园区批准设立的日期", "The day on which the park was founded"),
}  # fmt: skip
"""Field -> what belongs there (Chinese, English)."""


class Help(NamedTuple):
    """What belongs in a field, and which paper it is read from, in one language."""

    text: str
    source: str


def help_of(name: str, language: str) -> Help:
    """The help of a field; empty texts for one that nobody writes.

    Examples
    --------
    >>> help_of("green_ratio", "zh")
    Help(text='绿地面积与用地面积之比', source='规划条件、控制性详细规划')
    """
    at = 0 if language.startswith("zh") else 1
    return Help(TEXTS[name][at] if name in TEXTS else "",
                SOURCES[name][at] if name in SOURCES else "")  # fmt: skip


__all__ = ["Help", "help_of"]
