"""The sentences of a report, Chinese and English, with the places of their figures."""

from __future__ import annotations

from typing import Final

_GOAL_ZH: Final = "目标%(goal)s亩，截止%(deadline)s，已完成%(done)s亩，"
_GOAL_EN: Final = "goal %(goal)s mu by %(deadline)s, %(done)s mu done, "
_NO_RATE_ZH: Final = "期初没有闲置、期间也没有新增，处置率不计算。"

PHRASES: Final = {
    "answer_on_course": (
        f"“%(name)s”能按期完成：{_GOAL_ZH}还差%(left)s亩%(when)s；",
        f'"%(name)s" will be in time: {_GOAL_EN}%(left)s mu missing%(when)s; ',
    ),
    "answer_at_risk": (
        f"“%(name)s”能否按期完成存在风险：{_GOAL_ZH}还差%(left)s亩%(when)s；",
        f'"%(name)s" is at risk: {_GOAL_EN}%(left)s mu missing%(when)s; ',
    ),
    "answer_late": (
        f"“%(name)s”按当前进度不能按期完成：{_GOAL_ZH}还差%(left)s亩%(when)s；",
        f'"%(name)s" will be late at its pace: {_GOAL_EN}%(left)s mu missing%(when)s; ',
    ),
    "answer_unknown": (
        f"“%(name)s”尚不足以判断能否按期完成：{_GOAL_ZH}还差%(left)s亩%(when)s；",
        f'"%(name)s": too early to tell: {_GOAL_EN}%(left)s mu missing%(when)s; ',
    ),
    "answer_not_begun": (
        f"“%(name)s”尚未开始：{_GOAL_ZH}还差%(left)s亩%(when)s；",
        f'"%(name)s" has not begun: {_GOAL_EN}%(left)s mu missing%(when)s; ',
    ),
    "answer_reached": (
        f"“%(name)s”已按期完成：{_GOAL_ZH}还差%(left)s亩%(when)s；",
        f'"%(name)s" reached its goal: {_GOAL_EN}%(left)s mu missing%(when)s; ',
    ),
    "answer_missed": (
        f"“%(name)s”未按期完成：{_GOAL_ZH}还差%(left)s亩%(when)s；",
        f'"%(name)s" missed its date: {_GOAL_EN}%(left)s mu missing%(when)s; ',
    ),
    "answer_closed": (
        f"“%(name)s”已销号：{_GOAL_ZH}还差%(left)s亩%(when)s；",
        f'"%(name)s" is closed: {_GOAL_EN}%(left)s mu missing%(when)s; ',
    ),
    "answer_none": (
        "报告期没有专项攻坚行动，也没有设定年度目标，无从判断能否按期、还差多少亩；",
        ("No campaign in the period and no target of the year: there is no date to judge by, and "
        "no mu to be missing; "),
    ),
    "when": ("，预计%(day)s完成", ", expected on %(day)s"),
    "target_reached": (
        "%(year)s年盘活目标已完成：目标%(target)s亩，已盘活%(done)s亩，还差%(left)s亩；",
        ("The target of %(year)s is reached: %(target)s mu, %(done)s mu brought back, %(left)s mu "
        "missing; "),
    ),
    "target_in_time": (
        ("%(year)s年盘活目标能按期完成：目标%(target)s亩，已盘活%(done)s亩，还差%(left)s亩，"
        "全年预计%(forecast)s亩（%(low)s至%(high)s亩）；"),
        ("The target of %(year)s will be met: %(target)s mu, %(done)s mu brought back, %(left)s mu "
        "missing, %(forecast)s mu expected (%(low)s to %(high)s); "),
    ),
    "target_late": (
        ("%(year)s年盘活目标按当前进度不能按期完成：目标%(target)s亩，已盘活%(done)s亩，"
        "还差%(left)s亩，全年预计%(forecast)s亩（%(low)s至%(high)s亩）；"),
        ("The target of %(year)s will be missed at this pace: %(target)s mu, %(done)s mu brought "
        "back, %(left)s mu missing, %(forecast)s mu expected (%(low)s to %(high)s); "),
    ),
    "target_unknown": (
        ("%(year)s年盘活目标尚不足以判断能否按期完成：目标%(target)s亩，已盘活%(done)s亩，"
        "还差%(left)s亩；"),
        ("Too early to tell for the target of %(year)s: %(target)s mu, %(done)s mu brought back, "
        "%(left)s mu missing; "),
    ),
    "stuck_late": (
        "卡在%(where)s（%(mu)s亩，%(what)s%(due)s，逾期%(days)s天），",
        "stuck at %(where)s (%(mu)s mu, %(what)s %(due)s, %(days)s days late), ",
    ),
    "stuck_since": (
        "卡在%(where)s（%(mu)s亩，自%(since)s起处于现状），",
        "stuck at %(where)s (%(mu)s mu, as it is since %(since)s), ",
    ),
    "stuck": ("卡在%(where)s（%(mu)s亩），", "stuck at %(where)s (%(mu)s mu), "),
    "not_stuck": ("没有卡住的地块，", "stuck at no parcel, "),
    "no_candidate": ("范围内没有其他可计入的地块，", "no other parcel could count, "),
    "stop": ("。", "."),
    "who": ("由%(who)s负责。", "responsible: %(who)s."),
    "nobody": ("台账未登记责任人。", "the record names nobody responsible."),
    "sum_idle": (
        "%(day)s闲置土地%(mu)s亩、%(n)s宗，占在册土地的%(share)s",
        "On %(day)s %(mu)s mu in %(n)s parcels are idle, %(share)s of the land in the record",
    ),
    "compared": ("，%(told)s。", ", %(told)s."),
    "not_compared": ("；上期和上年同期没有数据。", "; there are no figures to compare with."),
    "than_before": ("较上期%(mu)s亩", "%(mu)s mu on the period before"),
    "than_year_ago": ("较上年同期%(mu)s亩", "%(mu)s mu on a year ago"),
    "sum_flows": (
        "期间新增闲置%(became)s亩，闲置开工%(started)s亩，盘活%(back)s亩、%(n)s宗。",
        ("%(became)s mu became idle, %(started)s mu started, %(back)s mu in %(n)s parcels came "
        "back."),
    ),
    "sum_rate": (
        "处置率%(rate)s，分母为应处置的%(of)s亩。",
        "Disposal rate %(rate)s, of the %(of)s mu due.",
    ),
    "sum_no_rate": (_NO_RATE_ZH, "No idle land was due, so there is no disposal rate."),
    "sum_old": (
        "闲置满2年的有%(mu)s亩、%(n)s宗。",
        "%(mu)s mu in %(n)s parcels have been idle for two years or more.",
    ),
    "campaign_line": ("%(name)s：%(said)s", "%(name)s: %(said)s"),
    "no_campaign": ("报告期没有专项攻坚行动。", "No campaign ran in the period."),
    "none_counted": ("没有计入的地块。", "No parcel counts."),
    "no_next": ("没有可计入的地块。", "Nothing could count next."),
    "projects_all": (
        ("已签约项目%(n)s个，计划投资%(yi)s亿元（%(known)s个有投资额）；"
        "其中战略性新兴产业%(strategic)s个、%(strategic_yi)s亿元。"),
        ("%(n)s projects signed, %(yi)s hundred million yuan planned (told by %(known)s); of these "
        "%(strategic)s in strategic emerging industries, %(strategic_yi)s hundred million."),
    ),
    "projects_quarter": (
        "%(quarter)s签约%(signed)s个、%(yi)s亿元，开工%(started)s个，投产%(producing)s个。",
        ("%(quarter)s: %(signed)s signed with %(yi)s hundred million yuan, %(started)s started, "
        "%(producing)s in production."),
    ),
    "projects_late": (
        "逾期%(late)s个，停滞%(stalled)s个；全代办%(agency)s个。",
        "%(late)s late, %(stalled)s stalled; %(agency)s with agency service.",
    ),
    "projects_undated": (
        "另有%(n)s个项目没有签约日期，不计入以上各数。",
        "%(n)s projects have no day of signing and are in none of these figures.",
    ),
    "no_project": ("报告期末没有签约项目。", "No project was signed by the end of the period."),
    "no_late_project": ("没有停滞或逾期的项目。", "No project is stalled or late."),
    "three_batches_note": (
        "开工率以期末在册签约项目为分母，投产率以其中已开工的为分母。",
        ("The start rate is out of projects signed and not ended at the end of the quarter, the "
        "production rate out of those started."),
    ),
    "matters_all": (
        ("未销号督办事项%(open)s项，红灯%(red)s、黄灯%(amber)s、绿灯%(green)s，逾期%(overdue)s项；"
        "已销号%(closed)s项。"),
        ("%(open)s open matters: %(red)s red, %(amber)s amber, %(green)s green, %(overdue)s "
        "overdue; %(closed)s closed."),
    ),
    "no_matter": ("没有督办事项。", "There are no supervised matters."),
    "no_open_matter": ("没有未销号的事项。", "No matter is open."),
    "enquiries_until": (
        "%(since)s至%(until)s收到的咨询和预申请，以%(until)s日终为准。",
        "What came in from %(since)s to %(until)s, as it stood at the end of that day.",
    ),
    "enquiries_all": (
        "收到%(asked)s件，已答复%(answered)s件，待答复%(waiting)s件，其中超时%(overdue)s件。",
        "%(asked)s came in, %(answered)s answered, %(waiting)s waiting, %(overdue)s overdue.",
    ),
    "enquiries_days": (
        "首次答复天数中位值%(days)s天（%(n)s件）。",
        "The first answer took %(days)s days (median of %(n)s).",
    ),
    "no_enquiry": ("没有收到咨询或预申请。", "Nothing came in."),
    "no_enquiry_day": (
        "报告期的日子尚未结束，咨询不计。",
        "No day of the period is over yet; enquiries are not counted.",
    ),
    "no_parcel": ("没有地块。", "No parcel."),
    "appendix_sum": ("合计%(n)s行、%(mu)s亩。", "%(n)s rows, %(mu)s mu in all."),
    "map_status": ("%(day)s土地状态", "Land by status, %(day)s"),
    "map_changed": ("%(since)s至%(on)s变化的地块", "Parcels that changed, %(since)s to %(on)s"),
    "map_note": ("面积为台账面积。", "Areas as recorded."),
    "map_changed_note": (
        "期间状态变化的地块%(n)s宗，按期末状态着色；其余为灰色。图例中不含期末已不在册的地块。",
        ("%(n)s parcels changed, coloured by their status at the end; others are grey. The legend "
        "leaves out those that had gone by then."),
    ),
}  # fmt: skip
"""Key -> Chinese and English."""

__all__ = ["PHRASES"]
