"""What belongs in the items of forms beside the land, and where they are read from.

An item of one name means the same in every form.
"""

from __future__ import annotations

from typing import Final

from parkmap.land.campaign_help import CAMPAIGN_TOLD
from parkmap.land.chain_help import CHAIN_TOLD
from parkmap.land.field_help import Help
from parkmap.land.indicator_help import INDICATOR_TOLD
from parkmap.land.plant_help import PLANT_TOLD

Pair = tuple[str, str]

_TOLD: Final[dict[str, tuple[Pair, Pair]]] = {
    "parcel": (("地块编号，如 CZ-0001", "Number of the parcel, such as CZ-0001"),
               ("地块台账", "the list of parcels")),
    "cause": (("依调查结论；尚未查明可留空", "By the inquiry; left empty until it is known"),
              ("闲置土地调查材料；《闲置土地处置办法》第八条",
               "file of the inquiry; Measures on Idle Land, article 8")),
    "opened_on": (("决定调查的日期", "The day on which the inquiry was decided"),
                  ("立案审批表", "approval of the inquiry")),
    "responsible_unit": (("牵头部门或单位，不填个人姓名",
                          "The unit in charge; no personal names"),
                         ("会议纪要、任务分工", "minutes, division of tasks")),
    "responsible_post": (("承办岗位，不填个人姓名",
                          "The post that does the work; no personal names"),
                         ("会议纪要、任务分工", "minutes, division of tasks")),
    "responsible_leader": (("分管领导的职务，不填姓名",
                            "The post of the leader in charge; no personal names"),
                           ("会议纪要、领导批示", "minutes, instruction of the leader")),
    "due_on": (("要求办结的日期", "The day by which it shall be done"),
               ("会议纪要、处置方案", "minutes, plan of disposal")),
    "note": (("需要说明的情况，一两句话", "What has to be said besides, in a sentence or two"),
             ("经办人记录", "the clerk's own record")),
    "number": (("文书编号，如“长经开闲调〔2026〕3 号”", "Number of the letter or decision"),
               ("文书原件", "the letter itself")),
    "on": (("文书落款日期", "The day that the letter bears"), ("文书原件", "the letter itself")),
    "received_on": (("对方签收的日期，不早于文书日期",
                     "The day of receipt, not before that of the letter"),
                    ("送达回证", "proof of service")),
    "title": (("一句话说明要办成什么", "What shall come about, in a sentence"),
              ("会议纪要、领导批示", "minutes, instruction of the leader")),
    "light": (("红：已逾期或受阻；黄：有风险；绿：正常",
               "Red: overdue; amber: at risk; green: fine"),
              ("督查情况通报", "report of the inspection")),
    "minutes_number": (("会议纪要的编号，如“〔2026〕5 号”", "Number of the minutes"),
                       ("会议纪要", "minutes")),
    "parcels": (("相关地块的编号，须在库中", "Numbers of parcels that are in the record"),
                ("地块台账", "the list of parcels")),
    "cases": (("闲置案件的编号，如 XZ-0001", "Numbers of cases, such as XZ-0001"),
              ("闲置案件列表", "the list of cases")),
    "projects": (("项目编号，须在库中，如 PJ-001", "Numbers of projects that are in the record"),
                 ("项目列表", "the list of projects")),
    "campaigns": (("专项行动编号，须在库中", "Ids of campaigns that are in the record"),
                  ("行动方案", "plan of the campaign")),
    "progress": (("最新进展，一两句话", "The latest, in a sentence or two"),
                 ("责任单位报告", "reports of the unit in charge")),
    "closed_on": (("办结销号的日期", "The day on which it was done and struck off"),
                  ("销号审批单", "approval of striking it off")),
    "closing_number": (("同意销号的文件编号；已附文件的可留空",
                        "Number of the paper that approves it; may be empty where it is attached"),
                       ("销号审批单", "approval of striking it off")),
    "name_zh": (("项目备案或签约时的名称", "Its name as signed or filed"),
                ("投资协议、项目备案证", "investment agreement, record of the project")),
    "name_en": (("英文页面使用；留空时显示中文名称",
                 "Shown on English pages; left empty, the Chinese name stands in"),
                ("投资协议英文文本", "English text of the agreement")),
    "investor": (("投资企业全称", "Full name of the investing enterprise"),
                 ("投资协议", "investment agreement")),
    "stage": (("已经完成的最后一个阶段", "The last stage that was reached"),
              ("许可和备案文件、现场核查", "permits and filings, inspections")),
    "halted": (("停滞：三个月没有进展；终止：协议解除；正常推进可留空",
                "Stalled: no progress for three months; ended: dissolved; else left empty"),
               ("项目调度会纪要", "minutes of the project meeting")),
    "planned_investment": (("协议载明的总投资", "The total that the agreement states"),
                           ("投资协议", "investment agreement")),
    "stage_day": (("完成该阶段的日期；未到可留空",
                   "The day on which this stage was reached; left empty until then"),
                  ("许可、备案和验收文件", "permits, filings, acceptance")),
    "direction": (("招商图谱中的细分方向", "The direction within its chain"),
                  ("招商图谱", "map of the chains")),
    "strategic_emerging": (("依国家战略性新兴产业分类", "By the national list of such industries"),
                  ("《战略性新兴产业分类》", "Classification of Strategic Emerging Industries")),
    "agency_service": (("是否由开发区全程代办审批", "Whether the zone runs its approvals"),
                       ("全代办委托书", "mandate of the agency service")),
    "team": (("负责的区域招商组", "The regional team in charge"),
             ("招商任务分工", "division of tasks")),
    "project_kind": (("决定方案和清单的模板", "It decides the template of plan and checklist"),
                     ("项目研判会纪要", "minutes of the first review")),
    "enterprise": (("企业名录中的编号；按投资企业名称自动对应",
                    "Its id in the register; found by the name of the investor"),
                   ("企业名录", "register of enterprises")),
    "halted_on": (("停滞或终止的日期；留空按录入当日",
                   "The day of it; left empty, that of the entry"),
                  ("项目调度会纪要", "minutes of the project meeting")),
    "agreed_wan_per_mu": (("“标准地”约定的固定资产投资强度；留空取地块出让条件",
                           "Agreed for the land; left empty, what the offer of its parcels asks"),
                          ("标准地出让协议", "agreement on the standard land")),
    "agreed_source": (("约定所在文件的名称和文号", "Name and number of the document"),
                      ("标准地出让协议", "agreement on the standard land")),
    "stage_planned": (("计划完成该阶段的日期；过期未到即为逾期",
                       "The day planned for it; late once it has passed"),
                      ("项目方案、调度会纪要", "plan of the project, minutes of the meeting")),
    "plan": (("一项目一方案：怎么落地、谁牵头、卡在哪里怎么办",
              "How it shall come about, who leads, what is done where it sticks"),
             ("项目推进方案", "plan of the project")),
    "title_en": (("英文页面使用", "Shown on English pages"),
                 ("经办人记录", "the clerk's own record")),
    "post_en": (("英文页面使用", "Shown on English pages"),
                ("经办人记录", "the clerk's own record")),
    "task_done": (("实际完成的日期；未完成可留空", "The day on which it was done; else empty"),
                  ("办结材料", "the paper that shows it")),
    "agency_hours": (("从受理到办结的工作小时", "Working hours from acceptance to decision"),
                     ("代办台账、受理通知和批复", "log of the agency, notices and decisions")),
    "agency_standard": (("规定的办理时限，折合工作小时；留空取设置值",
                         "The time that the rules allow, in working hours; else the setting"),
                        ("办事指南、承诺时限文件", "the guide or document that sets it")),
    "agency_source": (("标准用时所在的文件", "The document that sets the standard"),
                      ("办事指南、承诺时限文件", "the guide or document that sets it")),
    "criterion": (("认定标准原文，一条一行", "The criterion in its own words, one at a time"),
                  ("本地低效用地认定办法", "local rules on inefficient land")),
    "met": (("对照标准的核查结论", "What the check of the criterion found"),
            ("核查表", "record of the check")),
    "evidence": (("证明材料的名称和要点", "Which papers show it, and what they say"),
                 ("现场核查记录、税务和统计数据", "inspections, tax and statistics")),
    "document_number": (("标准所在文件的文号", "Number of the document with the criterion"),
                        ("本地低效用地认定办法", "local rules on inefficient land")),
    "name": (("企业全称", "Full name of the enterprise"), ("营业执照", "business licence")),
    "code": (("18 位，校验码自动核对", "18 characters; the check digit is tested"),
             ("营业执照；编码规则 GB 32100-2015", "business licence; coded by GB 32100-2015")),
    "industry": (("国民经济行业名称", "Name of the industry"),
                 ("营业执照、统计登记", "business licence, statistics")),
    "chain": (("主导产业链，如光电、新能源汽车", "The chain it belongs to"),
              ("招商部门认定", "the promotion office")),
    "address": (("注册地址", "Registered address"), ("营业执照", "business licence")),
    "building": (("楼栋或厂房编号；整宗使用可留空",
                  "Building or plant; left empty for the whole parcel"),
                 ("租赁合同、房屋权属证书", "lease, certificate of the building")),
    "area_m2": (("实际使用的土地面积；整宗使用可留空",
                 "Land that is used; left empty for the whole parcel"),
                ("租赁合同、不动产权证书", "lease, real-estate certificate")),
    "from_on": (("开始使用的日期", "First day of the use"),
                ("租赁合同、出让合同", "lease, grant contract")),
    "until_on": (("使用终止的日期；仍在使用可留空",
                  "Last day of the use; left empty while it goes on"),
                 ("租赁合同", "lease")),
    "output_wan": (("全年工业总产值", "Output of the year"),
                   ("统计部门年报", "statistics office, yearly")),
    "tax_wan": (("全年实际入库税收", "Tax paid in the year"), ("税务部门", "tax office")),
    "investment_wan": (("累计完成的固定资产投资", "Investment in fixed assets so far"),
                       ("统计部门年报", "statistics office, yearly")),
    "energy_tce": (("全年综合能源消费量", "Energy used in the year"),
                   ("统计部门年报", "statistics office, yearly")),
    "emissions_t": (("全年主要污染物排放量", "Main pollutants of the year"),
                    ("生态环境部门", "environment office")),
    "rd_wan": (("全年研发经费支出", "Spent on R&D in the year"),
               ("统计部门年报", "statistics office, yearly")),
    "jobs": (("年末从业人数", "Persons employed at the end of the year"),
             ("统计部门、社保数据", "statistics, social insurance")),
}  # fmt: skip
"""Item -> what belongs there, where it is read from; each in Chinese and English."""
_OTHERS: Final = PLANT_TOLD | CHAIN_TOLD | INDICATOR_TOLD | CAMPAIGN_TOLD


def item_help(name: str, language: str) -> Help:
    """The help of an item; empty texts for one that has none.

    Examples
    --------
    >>> item_help("received_on", "zh").source
    '送达回证'
    """
    at = 0 if language.startswith("zh") else 1
    told = _TOLD.get(name) or _OTHERS.get(name)
    text, source = told or (("", ""), ("", ""))
    return Help(text[at], source[at])


__all__ = ["item_help"]
