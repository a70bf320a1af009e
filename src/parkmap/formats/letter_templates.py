"""The letters of a case as neutral templates: titles and paragraphs with places to be filled.

An office replaces one by a file of its own, `letters/<step>.docx` in the workspace.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class LetterText(NamedTuple):
    """A letter: its title, its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


PLACES: Final = (
    "文号", "日期", "签收日期", "备注", "案件编号", "立案日期", "地块编号", "地块名称",
    "宗地代码", "坐落", "面积亩", "面积平方米", "权利人", "统一社会信用代码", "合同编号",
    "电子监管号", "约定动工日期", "实际动工日期", "已开发占比", "已投资占比", "闲置原因",
    "责任单位", "完成时限", "经开区",
)  # fmt: skip
"""The names that may stand in a template, each within {{ and }}."""

LAND: Final = (
    "你单位位于{{坐落}}的{{地块名称}}（地块编号{{地块编号}}，宗地代码{{宗地代码}}），面积{{面积平方米}}平方米"
    "（{{面积亩}}亩），出让合同（划拨决定书）编号{{合同编号}}，约定动工日期{{约定动工日期}}。"
)
END: Final = ("{{经开区}}", "{{日期}}")

LETTERS: Final = {
    "investigation": LetterText("闲置土地调查通知书", (
        "{{文号}}", "{{权利人}}：", LAND,
        "经初步核查，该宗地涉嫌构成闲置土地。现依法开展调查，请你单位提交土地开发利用情况、闲置原因等书面材料，并配合现场勘测。",
        "联系单位：{{责任单位}}", *END,
    )),
    "determination": LetterText("闲置土地认定书", (
        "{{文号}}", "{{权利人}}：", LAND,
        "经调查核实，实际动工日期：{{实际动工日期}}；闲置原因：{{闲置原因}}。",
        "已开发建设面积占应开发建设面积{{已开发占比}}，已投资额占总投资额{{已投资占比}}。",
        "上述情形符合闲置土地的认定条件，现认定该宗地为闲置土地。",
        "如不服本认定，可依法申请行政复议或提起行政诉讼。", *END,
    )),
    "publication": LetterText("闲置土地信息公开表", (
        "公开编号：{{文号}}", "国有建设用地使用权人：{{权利人}}", "宗地坐落：{{坐落}}",
        "宗地编号：{{地块编号}}（宗地代码{{宗地代码}}）",
        "面积：{{面积平方米}}平方米（{{面积亩}}亩）",
        "约定动工日期：{{约定动工日期}}", "闲置原因：{{闲置原因}}", *END,
    )),
    "plan": LetterText("闲置土地处置方案", (
        "{{文号}}", "一、宗地基本情况", LAND, "二、闲置原因", "{{闲置原因}}", "三、处置方式及时限",
        "{{备注}}", "完成时限：{{完成时限}}。责任单位：{{责任单位}}。", *END,
    )),
    "agreement": LetterText("闲置土地处置决定书", (
        "{{文号}}", "{{权利人}}：", LAND,
        "根据经批准的处置方案，现决定如下：", "{{备注}}", *END,
    )),
}  # fmt: skip
"""Step -> its letter. The approval and the closing are papers of others."""
