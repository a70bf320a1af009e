"""The words of a report, Chinese and English: made in jobs and commands, where no request is."""

from __future__ import annotations

from typing import Any, Final

from parkmap.land.report_phrases import PHRASES

LANGUAGES: Final = ("zh", "en")
WORDS: Final = {
    "title": ("存量土地盘活情况报告（%(period)s）", "Land report, %(period)s"),
    "name_of_report": ("存量土地盘活情况报告", "Land report"),
    "until": ("咨询截止日", "Enquiries until"),
    "brief": ("关于%(period)s存量土地盘活情况的报告", "Brief on land, %(period)s"),
    "contents": ("目录", "Contents"),
    "summary": ("摘要", "Summary"),
    "measures": ("指标", "Measures"),
    "maps": ("地图", "Maps"),
    "appendix": ("附表", "Appendix"),
    "definitions": ("指标说明", "Definitions"),
    "months": ("月度", "Months"),
    "overview": ("概要", "Overview"),
    "ledger": ("台账第%(seq)s条", "ledger #%(seq)s"),
    "period": ("报告期", "Period"),
    "day": ("日期", "Day"),
    "known_at": ("录入截止", "Known at"),
    "entry": ("台账条目", "Ledger entry"),
    "hash": ("台账摘要", "Ledger hash"),
    "before": ("上期", "Before"),
    "last_year": ("上年同期", "A year ago"),
    "change": ("较上期", "Change"),
    "year_change": ("较上年", "On the year"),
    "measure": ("指标", "Measure"),
    "unit": ("单位", "Unit"),
    "value": ("本期", "Now"),
    "count": ("宗数", "Parcels"),
    "denominator": ("分母", "Denominator"),
    "denominator_mu": ("分母（亩）", "Denominator (mu)"),
    "known_share": ("有数据占比（%）", "Known (%)"),
    "missing": ("缺数据（宗）", "Missing (parcels)"),
    "low": ("区间下限", "Low"),
    "high": ("区间上限", "High"),
    "meaning": ("含义", "Meaning"),
    "sort": ("类型", "Kind"),
    "code": ("接口名称", "Name in the API"),
    "sort_stock": ("时点", "On a day"),
    "sort_flow": ("期间", "Over the period"),
    "sort_rate": ("比率", "Rate"),
    "sort_time": ("时长", "Time"),
    "sort_yield": ("亩均", "Per mu"),
    "no_data": ("本期、上期和上年同期均无数据的指标", "Measures without data in any period"),
    "source": (
        "数据来源：%(zone)s土地台账，%(day)s，%(ledger)s",
        "Source: land ledger of %(zone)s, %(day)s, %(ledger)s",
    ),
    "data_known": (
        "有数据的土地占%(share)s%%，缺数据%(n)s宗",
        "Known for %(share)s%% of the land; %(n)s parcels without data",
    ),
    "of_mu": ("分母%(mu)s亩（%(what)s）", "Of %(mu)s mu (%(what)s)"),
    "rest_left_out": (
        "以上列出前%(shown)s行，共%(n)s行；全部见同期工作簿“%(sheet)s”表。",
        "The first %(shown)s of %(n)s rows; the workbook has all, on “%(sheet)s”.",
    ),
    "again": (
        "凭报告期、台账条目、咨询截止日和同一版本程序、设置，可重新生成内容完全一致的报告。",
        (
            "Made again from the period, the ledger entry, the last day of enquiries, the same "
            "version and settings, this report is the same to the byte."
        ),
    ),
    "mu": ("亩", "mu"),
    "n_parcels": ("%(n)s宗", "%(n)s parcels"),
    "and": ("，", ", "),
    "campaigns": ("专项攻坚", "Campaigns"),
    "projects": ("招商项目", "Projects"),
    "supervision": ("督办", "Supervision"),
    "enquiries": ("用地咨询", "Enquiries"),
    "campaign": ("行动", "Campaign"),
    "starts": ("开始", "Starts"),
    "deadline": ("截止", "Deadline"),
    "goal_mu": ("目标（亩）", "Goal (mu)"),
    "done_mu": ("完成（亩）", "Done (mu)"),
    "left_mu": ("尚差（亩）", "Left (mu)"),
    "counted": ("宗数", "Parcels"),
    "verdict": ("判断", "Verdict"),
    "expected": ("预计完成", "Expected"),
    "campaigns_table": ("行动进展", "Where each campaign stands"),
    "campaign_parcels": ("计入的地块", "Parcels that count"),
    "campaign_next": ("可计入的地块（由近及远）", "What could count next, the nearest first"),
    "parcel": ("地块", "Parcel"),
    "name": ("名称", "Name"),
    "park": ("园区", "Park"),
    "turn": ("状态变化", "From and to"),
    "route": ("盘活方式", "Route"),
    "counts_mu": ("计入（亩）", "Counts (mu)"),
    "status": ("状态", "Status"),
    "responsible": ("责任领导、单位", "Responsible"),
    "number": ("编号", "Number"),
    "project": ("项目", "Project"),
    "state": ("情形", "State"),
    "stuck_stage": ("卡在环节", "Stuck at"),
    "planned_on": ("计划日期（停滞自）", "Planned on (stalled since)"),
    "late_days": ("逾期（天）", "Days late"),
    "team": ("区域招商组", "Team"),
    "chain": ("产业链", "Chain"),
    "yi": ("计划投资（亿元）", "Investment (100 million yuan)"),
    "quarter": ("季度", "Quarter"),
    "signed": ("签约", "Signed"),
    "started": ("开工", "Started"),
    "producing": ("投产", "In production"),
    "start_rate": ("开工率（%）", "Start rate (%)"),
    "start_of": ("在册签约", "Of signed"),
    "production_rate": ("投产率（%）", "Production rate (%)"),
    "production_of": ("已开工", "Of started"),
    "three_batches": ("三个一批", "Signed, started, in production"),
    "late_projects": ("停滞和逾期项目", "Stalled and late projects"),
    "projects_by_chain": ("按产业链", "By chain"),
    "projects_by_team": ("按区域招商组", "By team"),
    "projects_by_park": ("按园区", "By park"),
    "projects_count": ("项目数", "Projects"),
    "project_stalled": ("停滞", "Stalled"),
    "project_late": ("逾期", "Late"),
    "project_tasks": ("清单逾期", "Tasks late"),
    "not_told": ("未填", "Not told"),
    "several_parks": ("跨园区", "Several parks"),
    "matter": ("督办事项", "Matter"),
    "light": ("亮灯", "Light"),
    "due": ("完成时限", "Due"),
    "progress": ("进展", "Progress"),
    "open_matters": ("未销号事项", "Open matters"),
    "kind": ("类型", "Kind"),
    "asked": ("收到", "Asked"),
    "answered": ("已答复", "Answered"),
    "waiting": ("待答复", "Waiting"),
    "overdue": ("超时", "Overdue"),
    "median_days": ("答复天数（中位）", "Days to answer (median)"),
    "enquiries_table": ("按类型", "By kind"),
    "since": ("起始日", "Since"),
    "days": ("天数", "Days"),
}
"""Key -> Chinese and English."""


class Tongue:
    """The language of a report: called with a key, it says the words.

    Examples
    --------
    >>> Tongue("zh")("ledger", seq="1,204"), Tongue("en")("parcel")
    ('台账第1,204条', 'Parcel')
    """

    def __init__(self, lang: str) -> None:
        self.lang = "zh" if lang.startswith("zh") else "en"
        self._at = LANGUAGES.index(self.lang)

    def __call__(self, key: str, **values: Any) -> str:
        """The words of a key, with values in their places."""
        text = (WORDS.get(key) or PHRASES[key])[self._at]
        return text % values if values else text

    def words(self) -> dict[str, str]:
        """Every word of a writer: key -> text."""
        return {key: pair[self._at] for key, pair in WORDS.items()}


__all__ = ["LANGUAGES", "WORDS", "Tongue"]
