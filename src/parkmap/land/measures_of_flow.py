"""Measures of what ran between two days, both included: idle land, land of the record, targets."""

from __future__ import annotations

from typing import Final

FORECAST_EN: Final = (
    "Done since 1 January, and the middle one of the paces of the last 90, 180 and 365 days held "
    "to the end of the year; the range is the lowest and the highest of them"
)

FLOW_ROWS: Final = (
    ("became_idle", "新增闲置", "Became idle", "mu", "flow",
     "期间由其他状态转为闲置的地块", "Parcels that turned idle from another status", "", ""),
    ("idle_entered", "闲置入册", "Entered idle", "mu", "flow",
     "期间首次入册即为闲置的地块（不含分割、合并产生的）",
     "Parcels that entered the record as idle (not by a split or merge)", "", ""),
    ("started", "闲置开工", "Started", "mu", "flow",
     "期间由闲置转为在建的地块", "Parcels that turned from idle to under construction", "", ""),
    ("idle_came_back", "闲置直接盘活", "Came back at once", "mu", "flow",
     "期间由闲置直接转为已盘活的地块", "Parcels that turned from idle to revitalized", "", ""),
    ("idle_to_use", "闲置转在用", "Idle to use", "mu", "flow",
     "期间由闲置转为在用的地块，不计入盘活",
     "Parcels that turned from idle to in use; not counted as brought back", "", ""),
    ("idle_left", "闲置退出", "Left while idle", "mu", "flow",
     "期间转为历史且没有后继地块的闲置地块",
     "Idle parcels that became history without a successor", "", ""),
    ("idle_corrected", "闲置面积更正", "Corrected while idle", "mu", "flow",
     "闲置地块的面积更正、界址调整和分割合并尾差，增为正、减为负",
     "Area corrected, reshaped or rounded by splits and merges while idle; gains above zero",
     "", ""),
    ("came_back", "盘活", "Came back", "mu", "flow",
     "期间转为已盘活的地块（由闲置、在建或其他状态）",
     "Parcels that turned revitalized, from idle, construction or any status", "", ""),
    ("disposed", "闲置处置", "Disposed", "mu", "flow",
     "期间由闲置转为在建或已盘活的地块",
     "Parcels that turned from idle to under construction or revitalized", "", ""),
    ("digested", "批而未供消化", "Digested", "mu", "flow",
     "期间由批而未供转为已供应的地块",
     "Parcels that turned from approved, not supplied, to supplied", "", ""),
    ("entered", "入册", "Entered", "mu", "flow",
     "期间首次入册的地块（不含分割、合并产生的）",
     "Parcels that entered the record (not by a split or merge)", "", ""),
    ("left", "退出", "Left", "mu", "flow",
     "期间转为历史且没有后继地块的地块",
     "Parcels that became history without a successor", "", ""),
    ("corrected", "面积更正", "Corrected", "mu", "flow",
     "期间的面积更正、界址调整和分割合并尾差，增为正、减为负",
     "Area corrected, reshaped or rounded by splits and merges; gains above zero", "", ""),
    *(
        row
        for name, zh, en in (
            ("came_back", "盘活", "Came back"), ("disposed", "闲置处置", "Disposed"),
            ("started", "闲置开工", "Started"),
        )
        for row in (
            (f"{name}_target", f"{zh}年度目标", f"{en}: target of the year", "mu", "flow",
             "工作区设置中该年度的目标及其来源文件",
             "The year's target as the workspace sets it, with its document", "", ""),
            (f"{name}_forecast", f"{zh}全年预计", f"{en}: forecast of the year", "mu", "flow",
             "年初至当日已完成，加上按近90天、180天、365天进度的中位值推算到年底；区间为其中最低和最高",
             FORECAST_EN, "", ""),
        )
    ),
)  # fmt: skip

__all__ = ["FLOW_ROWS"]
