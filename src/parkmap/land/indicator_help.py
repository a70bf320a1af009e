"""What belongs in the items of a 经济指标, and which paper each is read from."""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]
_PLAN: Final[Pair] = ("发展规划、目标责任书", "development plan, letter of targets")
_REPORT: Final[Pair] = ("统计快报、统计公报", "statistical bulletin")

INDICATOR_TOLD: Final[dict[str, tuple[Pair, Pair]]] = {
    "indicator_name": (("统计口径的全称，如“规上工业增加值”",
                        "Its full name, as the statistics office calls it"), _REPORT),
    "indicator_name_en": (("英文页面使用；留空时显示中文名称",
                           "Shown on English pages; left empty, the Chinese name stands in"),
                          _REPORT),
    "indicator_unit": (("如“亿元”“家”；亿元和万元的亩均按万元/亩显示",
                        "The unit of its values; money per mu is told in 10k CNY"), _REPORT),
    "indicator_period": (("按月、按季还是按年填报", "By month, by quarter or by year"), _REPORT),
    "indicator_per_mu": (("除以期末在用土地面积有意义的，选“是”",
                          "Yes where it makes sense per mu of land in use"),
                         ("经济发展部门", "the office for the economy")),
    "indicator_goal": (("不分期间的总目标；各期目标随数值填写",
                        "A goal beyond single periods; targets of periods go with their values"),
                       _PLAN),
    "indicator_goal_year": (("目标要求达到的年份；文件未写明的留空",
                             "The year by which; left empty where the document names none"), _PLAN),
    "indicator_goal_source": (("写明目标的文件名称和文号", "The document that sets it"), _PLAN),
    "figure_period": (("年写 2025，季写 2025Q1，月写 2025-03",
                       "A year as 2025, a quarter as 2025Q1, a month as 2025-03"), _REPORT),
    "figure_value": (("按指标的计量单位填写；未公布的留空",
                      "In the unit of the indicator; left empty until it is known"), _REPORT),
    "figure_target": (("本期目标，没有可留空", "The target of this period, if any"), _PLAN),
    "figure_source": (("数值所在文件的名称、文号或日期；有数值时必填",
                       "The document that tells the value; needed with a value"), _REPORT),
}  # fmt: skip
"""Item -> what belongs there, where it is read from; each in Chinese and English."""
