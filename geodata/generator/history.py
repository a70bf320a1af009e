"""The whole record: the first import, then every act in the order it was recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any, Final

from parkmap.land.ledger import Subject

from . import places
from .attributes import base_fields
from .blocks import Land
from .campaigns import campaign_acts, settled
from .chain_work import chain_acts
from .checkup import checkup
from .firms import firm_acts
from .indicators import indicator_acts
from .lives import FIRST_DAY, live
from .marks import status_acts
from .matters import matter_acts
from .names import PARKS
from .parcels import Parcel
from .plants import plant_acts
from .project_plans import project_plan_acts
from .record import Act, Change, Record
from .register import register_acts
from .rounds import round_acts, slip

EPOCH: Final = "c4a2b70911e52024"
ZONE: Final = "changzhi"
IMPORTED_AT: Final = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)


def write_history(land: Land, parcels: list[Parcel], dice: Random, later: Random) -> Record:
    """Import parks and parcels, then live through the years.

    `later` throws for what came to the record when the years were written already.
    """
    record = Record(EPOCH, ZONE)
    lives = live(parcels, dice)
    changes = [_park(park.id, land) for park in PARKS]
    for number, life in enumerate(lives, 1):
        fields = base_fields(life, number, dice)
        changes.append(Change(Subject("parcel", life.parcel.id), fields))
    reason = "建库：示范数据一次性导入（程序生成，非官方）"
    record.write(Act(IMPORTED_AT, "demo-importer", "import", reason, FIRST_DAY, changes))
    wrong, taken_back = slip(lives, dice)
    acts = status_acts(lives, dice) + round_acts(lives, dice) + register_acts(lives, dice)
    acts += [wrong, taken_back, *plant_acts(lives, later)]
    acts += firm_acts(lives, record.states)
    acts += matter_acts(lives)
    acts += indicator_acts()
    acts += chain_acts(lives, acts)
    acts += project_plan_acts(acts, lives)
    acts += campaign_acts()
    acts.sort(key=lambda act: (act.recorded_at, act.effective_on, act.reason))
    wrong_seq = 0
    for act in acts:
        if act.action == "undo":
            record.undo(wrong_seq, act.recorded_at, act.actor, act.reason)
            continue
        seq = record.write(settled(act, record))
        wrong_seq = seq if act is wrong else wrong_seq
    checkup(record, later)
    return record


def _park(park_id: str, land: Land) -> Change:
    park = next(park for park in PARKS if park.id == park_id)
    geometry: dict[str, Any] = places.boundary(land.parks[park_id])
    fields = {
        "geometry": geometry,
        "area_m2": places.area_m2(geometry),
        "name_zh": park.name_zh,
        "name_en": park.name_en,
        "chain": park.chain,
        "founded_on": park.founded_on,
    }
    return Change(Subject("park", park_id), fields)
