"""Measures with a denominator: rates, times between turns, yields per mu."""

from __future__ import annotations

from typing import Final

SHARE_ROWS: Final = (
    ("disposal_rate", "处置率", "Disposal rate", "%", "rate",
     "闲置处置面积占应处置面积的比例", "Disposed land as a share of the land due",
     "期初闲置＋新增闲置＋闲置入册＋闲置面积更正",
     "Idle before + became idle + entered idle + corrected while idle"),
    ("idle_rate", "闲置率", "Idle rate", "%", "rate",
     "已供应土地中闲置的比例", "Idle land as a share of supplied land",
     "当日已供应土地", "Supplied land on the day"),
    ("idle_share", "闲置占比", "Idle share", "%", "rate",
     "在册土地中闲置的比例", "Idle land as a share of all land",
     "当日全部在册土地", "All land in the record on the day"),
    ("supply_rate", "供地率", "Supply rate", "%", "rate",
     "达到供地条件的土地中已供应的比例", "Supplied land as a share of land ready for supply",
     "当日达到供地条件的土地", "Land ready for supply on the day"),
    ("digestion_rate", "批而未供消化率", "Digestion of approved land", "%", "rate",
     "批而未供土地中期间转为已供应的比例",
     "Approved, not supplied land that was supplied, as a share of what was due",
     "期初批而未供＋期间新增＋面积更正",
     "Approved, not supplied before + what came in + corrected"),
    ("idle_to_construction", "闲置到开工", "Idle to construction", "days", "time",
     "期间开工的地块由闲置到在建的天数，中位值", "Days from idle to construction, median",
     "期间由闲置转为在建的地块", "Parcels that turned from idle to construction in the period"),
    ("construction_to_revitalized", "开工到盘活", "Construction to revitalized", "days", "time",
     "期间盘活的地块由在建到已盘活的天数，中位值", "Days from construction to revitalized, median",
     "期间由在建转为已盘活的地块",
     "Parcels that turned from construction to revitalized in the period"),
    ("idle_to_revitalized", "闲置到盘活", "Idle to revitalized", "days", "time",
     "期间盘活的地块由闲置（经在建或直接）到已盘活的天数，中位值",
     "Days from idle to revitalized, at once or by way of construction, median",
     "期间由闲置起盘活的地块", "Parcels revitalized in the period that came from idle"),
    ("output_per_mu", "亩均产值", "Output per mu", "wan_per_mu", "yield",
     "最近一个完整年度有数据企业的产值合计除以其用地", "Output of the last full year per mu used",
     "有产值数据的企业年末使用的地块", "Land used at the year's end by enterprises with a figure"),
    ("tax_per_mu", "亩均税收", "Tax per mu", "wan_per_mu", "yield",
     "最近一个完整年度有数据企业的税收合计除以其用地", "Tax of the last full year per mu used",
     "有税收数据的企业年末使用的地块", "Land used at the year's end by enterprises with a figure"),
    ("investment_per_mu", "亩均投资", "Investment per mu", "wan_per_mu", "yield",
     "最近一个完整年度有数据企业的固定资产投资合计除以其用地",
     "Investment of the last full year per mu used",
     "有投资数据的企业年末使用的地块", "Land used at the year's end by enterprises with a figure"),
)  # fmt: skip

__all__ = ["SHARE_ROWS"]
