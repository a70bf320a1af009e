"""How the figures of chains come about, in the words of page, workbook and report alike."""

from __future__ import annotations

from typing import Final

from parkmap.land.chain_gaps import LEVELS
from parkmap.land.codes import Word

RULE: Final[tuple[tuple[Word, Word], ...]] = (
    (LEVELS["producing"],
     Word("该方向至少有一家企业已投产，或一个项目处于投产、达效阶段",
          "An enterprise in production, or a project in production or at full output")),
    (LEVELS["under_way"],
     Word("没有投产的；有未停滞的在推进项目，或有在建、尚无用地和产值记录的企业",
          "Nobody in production; a project before it that is not stalled, or an enterprise that "
          "builds or of which neither land nor output is recorded")),
    (LEVELS["stalled"],
     Word("只有停滞的项目，或用地全部闲置的企业",
          "Only stalled projects, or enterprises whose land all lies idle")),
    (LEVELS["none"],
     Word("没有企业和项目；已终止的项目、用地均已到期的企业不计",
          "Nobody; projects that ended and enterprises whose uses have all ended do not count")),
    (Word("空缺", "Gap"),
     Word("没有投产企业或项目的方向，即在推进、仅停滞和空白之和；分母是当日列入图谱的方向",
          "A direction in which nobody is in production: under way, only stalled or nobody; out of "
          "the directions that are listed on the day")),
    (Word("已投产企业", "Enterprise in production"),
     Word("今天使用的地块中有在用或已盘活的，或今年、去年有产值记录",
          "It uses land today that is in use or revitalized, or output of this year or the last "
          "is recorded")),
    (Word("占地", "Land"),
     Word("企业使用的和项目落位的地块，按库内面积；一宗地块只计一次，最多计其全部面积，"
          "因此各环节之和可能大于全链",
          "Parcels that enterprises use and projects take, by recorded area; a parcel counts once "
          "and at most as a whole, so segments may add up to more than their chain")),
    (Word("匹配地块", "Parcels that suit"),
     Word("当日可供的地块按方向的用地需求和产业链打分，满分 100；够大指不少于所需面积的九成",
          "Land that can be had on the day, scored out of 100 by what the direction asks and by "
          "chain; large enough means nine tenths of the area that is asked")),
)  # fmt: skip
"""What is explained, and how."""

__all__ = ["RULE"]
