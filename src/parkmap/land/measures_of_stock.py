"""Measures of land that stands on a day: by status, age and supply."""

from __future__ import annotations

from typing import Final

STOCK_ROWS: Final = (
    ("land", "全部土地", "All land", "mu", "stock",
     "当日在册地块的台账面积", "Recorded area of the parcels in the record on the day", "", ""),
    ("idle", "闲置", "Idle", "mu", "stock",
     "当日盘活状态为闲置的地块", "Parcels whose status is idle on the day", "", ""),
    ("under_construction", "在建", "Under construction", "mu", "stock",
     "当日盘活状态为在建的地块", "Parcels whose status is under construction on the day", "", ""),
    ("revitalized", "已盘活", "Revitalized", "mu", "stock",
     "当日盘活状态为已盘活的地块", "Parcels whose status is revitalized on the day", "", ""),
    ("in_use", "在用", "In use", "mu", "stock",
     "当日盘活状态为在用（从未闲置）的地块", "Parcels in use on the day that never were idle",
     "", ""),
    ("idle_under_1", "闲置不满1年", "Idle under 1 year", "mu", "stock",
     "闲置状态起始不满1年的闲置地块；分割、合并后沿用原地块的起始日期",
     "Idle parcels whose status holds since less than a year; a split or merge keeps the day",
     "", ""),
    ("idle_1_to_2", "闲置1至2年", "Idle 1 to 2 years", "mu", "stock",
     "闲置状态起始满1年、不满2年的闲置地块",
     "Idle parcels whose status holds since one year, not yet two", "", ""),
    ("idle_over_2", "闲置满2年", "Idle 2 years and more", "mu", "stock",
     "闲置状态起始满2年的闲置地块", "Idle parcels whose status holds since two years or more",
     "", ""),
    ("supplied", "已供应", "Supplied", "mu", "stock",
     "有合同编号（储备土地除外），或存量类型只会出现在已供土地上",
     "With a contract number (reserve land apart), or a kind of stock that only supplied land has",
     "", ""),
    ("ready", "达到供地条件", "Ready for supply", "mu", "stock",
     "已供应，或开发程度达到三通一平及以上",
     "Supplied, or serviced with road, power, water and levelled at least", "", ""),
    ("unsupplied", "批而未供", "Approved, not supplied", "mu", "stock",
     "存量类型为批而未供且没有合同编号",
     "Kind of stock is approved, not supplied, and there is no contract number", "", ""),
    ("land_before", "期初全部土地", "All land before", "mu", "stock",
     "期间首日前一日在册地块的台账面积",
     "Recorded area of the parcels in the record on the eve of the period", "", ""),
    ("idle_before", "期初闲置", "Idle before", "mu", "stock",
     "期间首日前一日的闲置地块", "Parcels idle on the eve of the period", "", ""),
    ("unsupplied_before", "期初批而未供", "Approved, not supplied, before", "mu", "stock",
     "期间首日前一日的批而未供地块",
     "Parcels approved and not supplied on the eve of the period", "", ""),
)  # fmt: skip

__all__ = ["STOCK_ROWS"]
