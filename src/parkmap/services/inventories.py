"""The land as columns, as an audience may know it: kept in memory, brought up with the ledger.

Built once in a process from all that is recorded; after an entry only what it touched is read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Final

import numpy as np
import shapely
from sqlalchemy import Connection

from parkmap.geometry.coordinates import array_of
from parkmap.land.availability import AVAILABLE, availability
from parkmap.land.codes import LAND_USE
from parkmap.land.inventory import Inventory, Item, inventory_of, ordinal
from parkmap.services.context import stamps
from parkmap.services.distances import nearest
from parkmap.services.outlines import public_box, public_outline
from parkmap.services.record import Actor, Record
from parkmap.store import ledger, present
from parkmap.store.present import Stored
from parkmap.units import dm2_to_mu, m2_to_dm2

MOST_KEPT: Final = 6
MOST_TOUCHED: Final = 3_000
"""Where an entry touched more, all is read again: it takes no longer."""

FIGURES: Final = {
    "years": "term_years", "price": "reference_price_wan_per_mu",
    "rent": "reference_rent_yuan_per_m2_month", "far": "far", "power": "power_kva",
    "water": "water_m3_per_day", "height": "height_limit_m", "bearing": "bearing_kpa",
}  # fmt: skip
DAYS: Final = {"from": "available_from", "confirmed": "confirmed_on"}
CODES: Final = {
    "park": "park", "chain": "chain", "mode": "supply_mode", "serv": "servicing",
    "use": "land_use_code",
}  # fmt: skip
"""Column -> the field that it shows."""

DISTANCES: Final = {
    "rail_m": "rail", "road_m": "main_road", "substation_m": "substation", "gas_m": "gas_station",
    "water_m": "water_works",
}  # fmt: skip
SEARCHED: Final = ("name_zh", "name_en", "location", "chain")
UNSERVICED: Final = frozenset({"", "raw"})

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """An inventory, and the entry up to which it was brought."""

    seq: int
    inventory: Inventory


_kept: OrderedDict[Key, _Kept] = OrderedDict()
_turn = Lock()


def inventory(record: Record, actor: Actor) -> Inventory:
    """All current parcels that this audience may know of today.

    What it may not read is not in the columns: nothing can be found by it.
    """
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
        zone = record.zone
        key = (str(record.store.path), zone.zone_id, zone.policy, zone.gk_zone, top.epoch,
               actor.audience, record.today(), stamps(record))  # fmt: skip
        with _turn:
            held = _kept.get(key)
            if held is None or held.seq != top.seq:
                held = _Kept(top.seq, _brought_up(connection, record, actor, held))
                _kept[key] = held
            _kept.move_to_end(key)
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return held.inventory


def forget() -> None:
    """Let go of what is kept, as a start does."""
    with _turn:
        _kept.clear()


def _brought_up(
    connection: Connection, record: Record, actor: Actor, held: _Kept | None
) -> Inventory:
    parks = _park_names(connection, record)
    if held is not None:
        since = (connection, record.zone_id)
        if not ledger.touched_since(*since, "park", held.seq):
            touched = sorted(ledger.touched_since(*since, "parcel", held.seq))
            if len(touched) <= MOST_TOUCHED:
                stored = present.some(*since, "parcel", touched, with_geometry=True)
                items = list(_items(record, actor, stored, parks))
                return held.inventory.changed(items, set(touched))
    stored = list(present.every(connection, record.zone_id, "parcel"))
    return inventory_of(list(_items(record, actor, stored, parks)))


def _items(
    record: Record, actor: Actor, stored: Iterable[Stored], parks: Mapping[str, str]
) -> Iterator[Item]:
    sees, day = record.zone.policy.sees, record.today()
    seen = [
        one
        for one in stored
        if not one.state.get("retired_on") and sees(actor.audience, "parcel", one.state)
    ]
    apart = nearest(record, _shapes(record, actor, seen))
    for at, one in enumerate(seen):
        far = {name: float(apart[place][at]) for name, place in DISTANCES.items() if place in apart}
        yield _item(record, actor, one, parks, far, day)


def _shapes(record: Record, actor: Actor, seen: Sequence[Stored]) -> Any:
    texts = [public_outline(record, actor, one.geojson) if one.geojson else None for one in seen]
    return shapely.from_geojson(np.array(texts, dtype=object)) if texts else array_of([])


def _item(
    record: Record, actor: Actor, one: Stored, parks: Mapping[str, str], far: Mapping[str, float],
    day: date,
) -> Item:  # fmt: skip
    policy, state = record.zone.policy, one.state

    def read(field: str) -> Any:
        return state.get(field) if policy.shows(actor.audience, "parcel", field, state) else None

    area = m2_to_dm2(state.get("area_m2") or 0.0)
    kind = availability(state, day).kind
    codes = {name: str(read(field) or "") for name, field in CODES.items()}
    codes |= {"avail": kind, "s": policy.drawn_as(actor.audience, state),
              "site": {True: "built", False: "bare"}.get(read("has_buildings"), "")}  # fmt: skip
    ready = (kind == AVAILABLE and codes["site"] == "bare"
             and codes["serv"] not in UNSERVICED)  # fmt: skip
    numbers = {name: _figure(read(field)) for name, field in FIGURES.items()}
    numbers |= {name: ordinal(read(field)) for name, field in DAYS.items()}
    numbers |= {"mu": dm2_to_mu(area), "siding": float(read("rail_access") is True),
                "ready": float(ready), **far}  # fmt: skip
    title = str(read("name_zh") or read("name_en") or one.id)
    own = " ".join(str(word) for word in (one.id, read("name_zh"), read("name_en")) if word)
    return Item(
        one.id, area, public_box(record, actor, one.box), own.lower(),
        _searched(own, codes, [read(name) for name in SEARCHED], parks), title.lower(), numbers,
        codes,
    )  # fmt: skip


def _searched(
    own: str, codes: Mapping[str, str], values: Sequence[Any], parks: Mapping[str, str]
) -> str:
    """All that a search looks in: number, names, place, park, chain, land use."""
    park, use = codes["park"], codes["use"]
    words = (own, *values, park, parks.get(park), use, *LAND_USE.get(use, ()))
    return "\n".join(str(word) for word in words if word).lower()


def _figure(value: Any) -> float:
    good = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if good else float("nan")


def _park_names(connection: Connection, record: Record) -> dict[str, str]:
    found = present.every(connection, record.zone_id, "park")
    return {one.id: f"{one.state.get('name_zh') or ''}\n{one.state.get('name_en') or ''}"
            for one in found}  # fmt: skip


__all__ = ["forget", "inventory"]
