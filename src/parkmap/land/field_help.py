"""What a form says beside each field: what belongs there, and where it is read from."""

from __future__ import annotations

from typing import Final

HELP: Final = {
    "name_zh": (
        "对外使用的名称，如“光电产业园东三街 6 号地”",
        "The name that everybody reads",
    ),
    "name_en": (
        "英文页面使用；留空时显示中文名称",
        "Shown on English pages; left empty, the Chinese name stands in",
    ),
    "park": (
        "所属园区；跨园区的地块先分割",
        "The park it belongs to; a parcel in two is split first",
    ),
    "location": (
        "门牌或路口，依地名主管部门的标准名称",
        "Address or crossing, by the official place names",
    ),
    "cadastral_code": (
        "不动产登记赋予的 19 位宗地代码；来源：不动产登记簿",
        "The registry's 19 digits; source: the land register",
    ),
    "former_code": (
        "旧台账或旧图上的编号，便于对照",
        "Its number in older ledgers and maps",
    ),
    "certified_area_m2": (
        "不动产权证或土地证上的面积；来源：证书",
        "The area on the certificate; source: the certificate",
    ),
    "declared_area_m2": (
        "入库文件自带的面积，仅作对照",
        "The area that the imported file stated, for comparison",
    ),
    "status": (
        "状态请在下方“更新状态”中变更，可预览影响",
        "Change it in the bar below, which shows the effect first",
    ),
    "stock_kind": (
        "为何计入存量；“认定闲置”须有认定书",
        "Why it counts as stock; determined idle needs a written determination",
    ),
    "idle_cause": (
        "依调查结论填写；来源：闲置土地调查材料",
        "By the inquiry; source: the file of the case",
    ),
    "developed_share": (
        "已动工开发建设面积占应动工面积的比例；来源：现场核查",
        "Share of the area due that is being built on; source: inspection",
    ),
    "invested_share": (
        "已投资额占总投资额的比例；来源：企业报表、审计",
        "Share of the total investment made; source: the firm's statements",
    ),
    "route": (
        "盘活采取的方式，转为“已盘活”时必填",
        "How the land came back; needed when it is revitalized",
    ),
    "disposal_plan": (
        "处置方案的要点或文号",
        "The plan of disposal in short, or its number",
    ),
    "responsible_leader": (
        "分管领导的职务，如“分管副主任”，不填姓名",
        "The post of the leader in charge; no personal names",
    ),
    "responsible_post": (
        "承办岗位，不填个人姓名",
        "The post that does the work; no personal names",
    ),
    "closed_on": (
        "处置完毕、从台账销号的日期",
        "The day on which it was dealt with and struck off",
    ),
    "responsible_unit": (
        "牵头部门或单位，不填个人姓名",
        "The unit in charge; no personal names",
    ),
    "due_on": (
        "会议纪要或方案确定的完成时限",
        "The date set by minutes or plan",
    ),
    "progress": (
        "最新进展，一两句话",
        "The latest, in a sentence or two",
    ),
    "supply_batch": (
        "农用地转用批次名称；来源：批复文件",
        "Name of the conversion batch; source: the approval",
    ),
    "approval_number": (
        "批准文号；来源：批复文件",
        "Number of the approval",
    ),
    "approved_on": (
        "批准日期；来源：批复文件",
        "Day of the approval",
    ),
    "contract_number": (
        "出让合同编号或划拨决定书号；来源：合同",
        "Number of the grant contract or allocation decision",
    ),
    "supervision_number": (
        "土地市场动态监测监管系统的电子监管号",
        "Number in the national monitoring system",
    ),
    "supply_mode": (
        "以合同或方案为准",
        "By contract or plan",
    ),
    "term_years": (
        "出让或租赁年限；弹性年期按合同",
        "Years granted or leased, by the contract",
    ),
    "price_wan": (
        "合同价款，万元；来源：合同",
        "Price in the contract, 10,000 CNY",
    ),
    "agreed_start_on": (
        "合同约定动工日期，闲置时钟由此起算；来源：合同",
        "Start agreed in the contract; the idle clock counts from it",
    ),
    "started_on": (
        "实际动工日期；来源：施工许可、现场照片",
        "Actual start; source: permit, photos",
    ),
    "stopped_on": (
        "动工后中止建设之日，复工后清空；来源：现场核查",
        "The day on which building stopped; emptied when it goes on; source: inspection",
    ),
    "agreed_completion_on": (
        "合同约定竣工日期；来源：合同",
        "Completion agreed in the contract",
    ),
    "completed_on": (
        "实际竣工日期；来源：竣工验收",
        "Actual completion; source: acceptance",
    ),
    "offer": (
        "是否可供；是否“可得”由系统据此与占用情形计算",
        "Whether it is on offer; availability is computed from it",
    ),
    "available_from": (
        "最早可交地日期",
        "The earliest day of hand-over",
    ),
    "offer_ends_on": (
        "推介或公告截止之日，待办据此提醒",
        "The last day of the offer; the queue tells it beforehand",
    ),
    "reference_price_wan_per_mu": (
        "参考价，以出让公告为准；来源：地价评估",
        "For reference; the announcement decides",
    ),
    "chain": (
        "主导产业链，如光电、新能源汽车",
        "The chain it is meant for",
    ),
    "investment_wan_per_mu": (
        "“标准地”投资强度指标；来源填在“指标来源”",
        "Investment intensity asked for",
    ),
    "tax_wan_per_mu": (
        "“标准地”亩均税收指标",
        "Tax per mu asked for",
    ),
    "standard_source": (
        "指标所依据的文件名称与文号",
        "The document behind the indicators",
    ),
    "contact": (
        "岗位与座机，不填个人手机",
        "A post and an office telephone",
    ),
    "land_use_code": (
        "地类编码；来源：控规、不动产权证",
        "Code of the land use; source: plan, certificate",
    ),
    "land_use_scheme": (
        "编码所依标准及版本，如 GB/T 21010-2017",
        "Standard and version of the code",
    ),
    "far": (
        "容积率；来源：规划条件",
        "Floor-area ratio; source: planning terms",
    ),
    "building_density": (
        "建筑系数，%；来源：规划条件",
        "Building density; source: planning terms",
    ),
    "height_limit_m": (
        "建筑限高，米；来源：规划条件",
        "Height limit; source: planning terms",
    ),
    "green_ratio": (
        "绿地率，%；来源：规划条件",
        "Green ratio; source: planning terms",
    ),
    "servicing": (
        "以实际通达为准",
        "What is really there",
    ),
    "power_kva": (
        "可用供电容量，kVA；来源：供电部门",
        "Power at hand; source: the grid company",
    ),
    "water_m3_per_day": (
        "可用供水能力，立方米每日",
        "Water at hand",
    ),
    "gas": (
        "燃气是否接到地块",
        "Whether gas reaches the parcel",
    ),
    "steam": (
        "蒸汽是否接到地块",
        "Whether steam reaches the parcel",
    ),
    "rail_access": (
        "是否有铁路专用线接入",
        "Whether a siding reaches the parcel",
    ),
    "holder": (
        "权利人名称，依登记簿；不公开",
        "Name of the holder by the register; internal",
    ),
    "holder_code": (
        "18 位统一社会信用代码",
        "18 characters of the unified social credit code",
    ),
    "certificate_number": (
        "不动产权证号；来源：证书",
        "Number of the certificate",
    ),
    "mortgaged": (
        "是否有抵押登记；来源：登记簿",
        "Whether a mortgage is registered",
    ),
    "seized": (
        "是否被查封；来源：登记簿",
        "Whether it is seized; source: the register",
    ),
    "term_ends_on": (
        "土地使用权终止日期；来源：证书",
        "End of the land-use right; source: the certificate",
    ),
    "confirmed_on": (
        "最近一次现场或资料核实的日期",
        "The day of the last confirmation",
    ),
    "confirmed_by": (
        "核实的岗位或单位",
        "The post that confirmed it",
    ),
    "data_source": (
        "数据来自何处，如“2026 年变更调查”",
        "Where the data come from",
    ),
}
"""Parcel field name -> (Chinese, English)."""
