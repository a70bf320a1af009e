"""Names: all of roads, firms and posts are made up; the parks are named after public reports."""

from __future__ import annotations

from typing import Final, NamedTuple


class Park(NamedTuple):
    """A park as named, its main chain, when it was founded, and the cells that make it up."""

    id: str
    name_zh: str
    name_en: str
    chain: str
    founded_on: str
    cells: str
    grain_mu: tuple[float, ...]


PARKS: Final = (
    Park("guangdian", "光电装备产业园", "Photoelectric Equipment Park", "光电信息",
         "2018-03-16", "aM aS", (11, 16, 22, 30, 60)),
    Park("hangtian", "航天产业园", "Space Industry Park", "航空航天",
         "2019-06-20", "cM", (18, 26, 40, 80)),
    Park("peitao", "航空航天配套产业园", "Aerospace Suppliers Park", "航空航天",
         "2020-09-08", "dN dM", (10, 15, 22, 34, 70)),
    Park("jingmi1", "精密制造产业园一期", "Precision Manufacturing Park, Phase I", "精密制造",
         "2018-05-25", "bM", (6, 8, 11, 16)),
    Park("jingmi2", "精密制造产业园二期", "Precision Manufacturing Park, Phase II", "精密制造",
         "2021-04-12", "bS cS", (9, 13, 18, 26, 45)),
    Park("xinneng", "新能源汽车产业园", "New Energy Vehicle Park", "新能源",
         "2019-11-01", "bN cN", (16, 30, 60, 120, 200)),
    Park("lvdian", "绿电园区", "Green Power Park", "新能源",
         "2023-02-28", "aN", (20, 35, 70, 130)),
    Park("weilai", "未来产业园区", "Future Industries Park", "光电信息",
         "2022-10-18", "dS aR bR cR dR", (14, 20, 30, 50, 90)),
)  # fmt: skip

ROADS: Final = {
    "huancheng": ("示范环路", "Shifan Ring Road"),
    "qihang": ("启航路", "Qihang Road"),
    "xinghe": ("星河路", "Xinghe Road"),
    "changtian": ("长天路", "Changtian Road"),
    "chuangzhi": ("创智大街", "Chuangzhi Avenue"),
    "gongye": ("工业大街", "Gongye Avenue"),
    "binhebei": ("滨河北街", "Binhe North Street"),
    "binhenan": ("滨河南街", "Binhe South Street"),
    "guanglan": ("光澜路", "Guanglan Road"),
    "guangying": ("光影路", "Guangying Road"),
    "qingyuan": ("清源路", "Qingyuan Road"),
    "jinggong": ("精工路", "Jinggong Lane"),
    "mingde": ("明德路", "Mingde Road"),
    "jingce": ("精测路", "Jingce Lane"),
    "yinhe": ("银河路", "Yinhe Road"),
    "beidou": ("北斗路", "Beidou Road"),
    "lanhang": ("蓝航路", "Lanhang Road"),
    "yunhai": ("云海路", "Yunhai Road"),
    "lvneng": ("绿能街", "Lvneng Street"),
    "fengguang": ("风光街", "Fengguang Street"),
    "chuneng": ("储能街", "Chuneng Street"),
    "zhizao": ("智造街", "Zhizao Street"),
    "xinguang": ("新光街", "Xinguang Street"),
    "tiangong": ("天工街", "Tiangong Street"),
    "jingyi": ("精益街", "Jingyi Lane"),
    "jinghua": ("精华街", "Jinghua Lane"),
    "guangxin": ("广信街", "Guangxin Street"),
    "yuanwang": ("远望街", "Yuanwang Street"),
    "jingwei": ("经纬街", "Jingwei Lane"),
    "hefeng": ("和风街", "Hefeng Street"),
    "heyun": ("和韵街", "Heyun Street"),
    "heguang": ("和光街", "Heguang Street"),
    "weilai": ("未来街", "Weilai Street"),
    "xixian": ("示范西线", "Shifan West Highway"),
    "dongxian": ("示范东线", "Shifan East Highway"),
    "xicun": ("示范西村路", "Shifan West Country Road"),
    "dongcun": ("示范东村路", "Shifan East Country Road"),
    "beicun": ("示范北村路", "Shifan North Country Road"),
    "nancun": ("示范南村路", "Shifan South Country Road"),
}

UNITS: Final = ("自然资源岗", "企业服务岗", "项目推进岗", "招商一岗", "招商二岗", "规划建设岗")
"""Posts, not persons."""

PROGRESS_IDLE: Final = (
    "已约谈企业，等待复产方案",
    "正在对接意向项目 2 个",
    "已委托评估，拟协议收储",
    "企业承诺限期动工，按月跟踪",
    "正在完善报批组件",
    "拟调整规划条件后重新供应",
    "地上附着物清理中",
)
PROGRESS_BUILDING: Final = (
    "基础施工",
    "主体结构施工",
    "主体封顶，进入安装",
    "设备进场安装调试",
    "室外管网与道路施工",
)


def firm(number: int) -> str:
    """A firm that plainly does not exist.

    Examples
    --------
    >>> firm(37)
    '示例企业37'
    """
    return f"示例企业{number}"


def firm_code(number: int) -> str:
    """Eighteen characters in the place of a unified social credit code, plainly not one.

    Examples
    --------
    >>> firm_code(37)
    '91140400XXXXXX0037'
    """
    return f"91140400XXXXXX{number:04d}"


class Chain(NamedTuple):
    """A chain of industry: id, names, the post that leads it, its topics in both languages."""

    id: str
    name_zh: str
    name_en: str
    lead_post: str
    topics: tuple[tuple[str, str], ...]


CHAINS: Final = (
    Chain("photoelectric", "光电信息", "Photoelectric", "链长岗位 1",
          (("深紫外", "deep-UV"), ("显示模组", "display module"), ("激光器件", "laser device"),
           ("光学镜头", "lens"), ("照明驱动", "lighting driver"), ("封装材料", "packaging"))),
    Chain("aerospace", "航空航天", "Aerospace", "链长岗位 2",
          (("卫星部组件", "satellite parts"), ("无人机", "drone"), ("复合材料", "composites"),
           ("航电线缆", "avionics cable"), ("地面设备", "ground equipment"),
           ("精铸叶片", "cast blade"))),
    Chain("precision", "精密制造", "Precision manufacturing", "链长岗位 3",
          (("数控机床", "machine tool"), ("精密轴承", "bearing"), ("液压件", "hydraulics"),
           ("机器人关节", "robot joint"), ("模具", "tooling"), ("检测仪器", "metrology"))),
    Chain("new_energy", "新能源", "New energy", "链长岗位 4",
          (("电驱总成", "e-drive"), ("动力电池", "battery"), ("光伏组件", "photovoltaic"),
           ("储能系统", "storage"), ("充换电", "charging"), ("氢能部件", "hydrogen"))),
)  # fmt: skip

DIRECTION_KINDS: Final = (("核心部件", "core parts"), ("整机集成", "integration"),
                          ("检测服务", "testing"))  # fmt: skip
MAP_TOPICS: Final = (("器件", "devices"), ("应用", "applications"),
                     ("部组件", "parts"), ("整机", "vehicles"),
                     ("母机", "machines"), ("零部件", "components"),
                     ("整车", "cars"), ("绿电", "green power"))  # fmt: skip
TEAM_REGIONS: Final = (
    ("京津冀", "Beijing-Tianjin-Hebei"),
    ("长三角", "Yangtze Delta"),
    ("粤港澳", "Greater Bay Area"),
    ("成渝", "Chengdu-Chongqing"),
    ("中原", "Central Plains"),
)
