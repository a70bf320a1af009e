"""What columns of foreign tables are called, and which of parkmap's own say nothing new."""

from __future__ import annotations

from typing import Final

ID: Final = "id"
DAY: Final = "effective_on"
SOURCE: Final = "source_attributes"

MEASURED: Final = frozenset({"area_m2", "area_mu", "area_ha", "面积（m²）", "面积（亩）"})
"""Columns of parkmap's own exports that are measured or derived, not said by a file."""

DERIVED: Final = frozenset(
    {"status_since", "version", "fid", "ogc_fid", "objectid", "shape_leng", "shape_length",
     "shape_area", "retired_on", "lineage_from", "lineage_to", "lineage_depth",
     SOURCE, "geometry", "状态起始", "转为历史", "来自", "变为", "沿革层数", "原始字段"}
)  # fmt: skip

ADDED: Final = frozenset({"name", "folder", "description"})
"""What a KML has beside the fields of parkmap's own export: they say nothing more."""

LONGEST_NAME: Final = 10
"""What a Shapefile leaves of a column's name."""

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    ID: ("parcel_id", "park_id", "地块编号", "宗地编号", "地块号", "宗地号", "编号", "dkbh", "zdbh",
         "园区编号"),
    DAY: ("effective_on", "生效日期", "sxrq"),
    "name_zh": ("name", "地块名称", "宗地名称", "园区名称", "项目名称", "dkmc", "zdmc", "mc",
                "address"),
    "park": ("所属园区", "所在园区", "ssyq"),
    "location": ("土地坐落", "地址", "位置", "zl", "tdzl"),
    "bounds": ("宗地四至", "用地四至", "zdsz", "sz"),
    "cadastral_code": ("宗地统一编码", "zddm"),
    "unit_code": ("不动产单元代码", "不动产单元编号", "bdcdyh"),
    "former_code": ("原地块编号", "ybh"),
    "declared_area_m2": ("面积", "地块面积", "用地面积", "宗地面积", "mj", "dkmj", "zdmj",
                         "contenance", "declared_area"),
    "certified_area_m2": ("证载面积", "发证面积", "fzmj", "zzmj"),
    "status": ("状态", "盘活状态", "zt"),
    "land_use_code": ("地类代码", "地类", "dlbm", "用途代码", "地块用途", "土地用途"),
    "data_source": ("数据产生单位", "测绘单位"),
    "holder": ("土地使用权人", "使用权人", "企业名称", "qlr", "qymc"),
    "holder_code": ("信用代码", "tyshxydm"),
    "certificate_number": ("不动产权证书号", "土地证号", "证号", "bdcqzh", "tdzh"),
    "contract_number": ("合同号", "htbh"),
    "supervision_number": ("监管号", "dzjgh"),
    "supply_mode": ("供地方式", "gyfs"),
    "payment": ("付款方式", "价款支付", "缴款情况", "fkfs"),
    "agreed_delivery_on": ("约定交地时间", "约定交地日期", "ydjdsj"),
    "delivered_on": ("实际交地时间", "实际交地日期", "交地时间", "交地日期", "sjjdsj"),
    "price_wan": ("成交价款", "合同价款", "出让价款", "cjj"),
    "offer_terms": ("出让要求", "供地条件", "crtj"),
    "announcement_url": ("公告链接", "公告网址", "出让公告链接", "gglj"),
    "overlays": ("控制线叠加", "管控要素"),
    "heat": ("供热", "通热"),
    "drainage": ("排水", "通排水"),
    "term_years": ("使用年限", "crnx"),
    "far": ("rjl",),
}  # fmt: skip
"""Target -> other headers that mean it, the pinyin initials of land databases among them."""
