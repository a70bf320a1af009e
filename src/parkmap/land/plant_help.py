"""What belongs in the items of a 标准厂房, and which paper each is read from."""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]
_DRAWINGS: Final[Pair] = ("竣工图、结构设计说明", "as-built drawings, structural notes")
_OFFICE: Final[Pair] = ("招商部门", "the promotion office")
_DECISION: Final[Pair] = (
    "租售方案、集体决策纪要",
    "plan of letting or sale, minutes",
)

PLANT_TOLD: Final[dict[str, tuple[Pair, Pair]]] = {
    "plant_name": (("对外使用的名称，如“光电产业园 3 号厂房二层”", "The name that everybody reads"),
                   ("招商手册、楼牌", "brochure of the park, the building's sign")),
    "plant_name_en": (("英文页面使用；留空时显示中文名称",
                       "Shown on English pages; left empty, the Chinese name stands in"), _OFFICE),
    "plant_parcel": (("厂房所在地块的编号，须为现行地块",
                      "The parcel on which it stands; one that is current"),
                     ("不动产权证书、宗地图", "real-estate certificate, map of the parcel")),
    "plant_building": (("楼栋号，如“3 号厂房”", "Number of the building"),
                       ("竣工图、楼牌", "as-built drawings, the building's sign")),
    "floor": (("所在楼层，如“1–2”；整栋可留空", "Which floors; left empty for the whole building"),
              ("竣工图", "as-built drawings")),
    "floor_area_m2": (("可租售的建筑面积", "Floor area that is let or sold"),
                      ("房产测绘报告、不动产权证书", "survey of the building, its certificate")),
    "storeys": (("整栋的地上层数", "Storeys of the building above ground"), _DRAWINGS),
    "storey_height_m": (("本层层高；多层按最低一层填写",
                         "Height of the storey; of several, the lowest"), _DRAWINGS),
    "floor_load_t_per_m2": (("楼面设计荷载；首层按地坪荷载，1 t/m² 约合 10 kN/m²",
                             "Design load of the floor; 1 t weighs some 10 kN"),
                            _DRAWINGS),
    "crane_t": (("已装行车的最大起重量；没有行车填 0", "The largest crane in place; 0 without one"),
                ("特种设备登记证、竣工图", "registration of the crane, as-built drawings")),
    "clear_span_m": (("柱间净跨，多跨按最大一跨填写", "Clear span between columns; the widest one"),
                     _DRAWINGS),
    "plant_power": (("可分配给承租方的用电容量", "Power that a tenant can have"),
                    ("供电方案", "plan of the power supply")),
    "fire_class": (("生产的火灾危险性类别，依 GB 50016",
                    "Fire hazard class of production, by GB 50016"),
                   ("消防验收意见书", "fire acceptance")),
    "mode": (("只租、只售，或租售均可", "To let, for sale, or either"), _DECISION),
    "rent_yuan_per_m2_month": (("每平方米建筑面积每月的含税租金",
                                "For a square metre of floor a month, with tax"), _DECISION),
    "price_yuan_per_m2": (("每平方米建筑面积的含税售价；只租的留空",
                           "For a square metre of floor, with tax; empty where it is only let"),
                          _DECISION),
    "plant_offer": (("是否可供；“可供”须先填齐面积、层高、荷载、价格、日期和联系方式",
                     "Open needs area, height, load, price, date and contact first"), _OFFICE),
    "plant_from": (("最早可交付使用的日期", "The earliest day of hand-over"), _OFFICE),
    "plant_until": (("推介截止之日；长期推介可留空", "Last day of the offer, where it has one"),
                    _OFFICE),
    "plant_contact": (("岗位与座机，不填个人手机", "A post and an office telephone"), _OFFICE),
    "plant_progress": (("租售洽谈进展，仅内部可见", "How talks about it go; read inside only"),
                       ("招商台账", "the office's list of talks")),
}  # fmt: skip
"""Name of a help -> what belongs there, where it is read from; each in Chinese and English."""

__all__ = ["PLANT_TOLD"]
