"""The wall's scenes of land: the map in its status colours, and what guests read of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import orjson

from parkmap.land.courses import Sum
from parkmap.land.policy import PUBLIC
from parkmap.land.status import STATUSES, SUPPLY_WORDS, Style
from parkmap.said import say
from parkmap.services import statistics
from parkmap.services.reading import ParcelQuery, parcels, parks
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.services.wall_scene import Bar, Row, Scene, Tile, mu
from parkmap.store import present

UNIT: Final = 1e-6
"""Degrees of a step in the outlines of the wall, some 0.1 m."""
KEPT_FROM_GUESTS: Final = "supplied"
"""The word under which land stands that is idle and not on offer: it is not for guests."""
MOST: Final = 6
PAGE: Final = 500


def for_guests(record: Record) -> Record:
    """The record as guests may read it: by the public policy, and never by status."""
    policy = replace(record.zone.policy, wording="supply")
    return replace(record, zone=replace(record.zone, policy=policy))


def land_map(record: Record, reader: Actor, lang: str) -> Scene:
    """All land that the reader may see, with its sums as a legend."""
    sums = _sums(record, reader)
    table = _styles(reader)
    shown = [code for code in table if code != KEPT_FROM_GUESTS]
    return Scene(
        on=record.today(),
        page="/explore",
        tiles=tuple(
            Tile(_word(table[code], lang), mu(sums[code].mu), say("mu"),
                 say("%(n)s parcels", n=f"{sums[code].count:,}"), code)
            for code in shown if sums[code].count
        ),
        land={
            "unit": UNIT,
            "styles": {code: _style(table[code], lang) for code in shown},
            "parcels": list(_outlines(record, reader, set(shown))),
        },
        empty="" if any(sums[code].count for code in shown) else say("No land is shown here."),
    )  # fmt: skip


def supply(record: Record, reader: Actor, lang: str) -> Scene:
    """What is on offer, by park, and the largest parcels of it; for everybody."""
    sums, table = _sums(record, reader), SUPPLY_WORDS
    offered = list(_offered(record, reader))
    names = {one.id: one.name(lang) for one in parks(record, reader)}
    largest = sorted(offered, key=lambda one: (-one.area_dm2, one.id))[:MOST]
    by_park: dict[str, Sum] = defaultdict(Sum)
    for row in statistics.totals(record, reader).rows:
        if row.drawn_as == "available":
            by_park[row.park] = by_park[row.park].plus(row.sum)
    most = max((one.area_dm2 for one in by_park.values()), default=0)
    ranked = sorted(by_park.items(), key=lambda pair: -pair[1].area_dm2)[:MOST]
    return Scene(
        on=record.today(),
        page="/explore",
        tiles=tuple(
            Tile(_word(table[code], lang), mu(sums[code].mu), say("mu"),
                 say("%(n)s parcels", n=f"{sums[code].count:,}"), code)
            for code in table if code != KEPT_FROM_GUESTS and sums[code].count
        ),
        bars_title=say("On offer by park"),
        bars=tuple(Bar(names.get(park, park), one.area_dm2 / most if most else 0.0,
                       say("%(mu)s mu, %(n)s parcels", mu=mu(one.mu), n=f"{one.count:,}"),
                       "available") for park, one in ranked),
        rows_title=say("Largest parcels on offer"),
        rows=tuple(Row((one.name(lang), names.get(str(one.state.get("park")), ""), _area(one)))
                   for one in largest),
        empty="" if offered else say("No land is on offer at present."),
    )  # fmt: skip


def _offered(record: Record, reader: Actor) -> Iterator[View]:
    query: ParcelQuery | None = ParcelQuery(statuses=("available",), limit=PAGE)
    while query is not None:
        page = parcels(record, reader, query)
        yield from page.views
        query = replace(query, after=page.next_after) if page.next_after else None


def _area(one: View) -> str:
    return say("%(mu)s mu", mu=mu(one.area_mu)) if "area_m2" in one.state else "—"


def _styles(reader: Actor) -> dict[str, Style]:
    return dict(SUPPLY_WORDS if reader.audience == PUBLIC else STATUSES)


def _style(one: Style, lang: str) -> dict[str, str]:
    letter = one.letter_zh if lang.startswith("zh") else one.letter_en
    return {"label": _word(one, lang), "letter": letter, "light": one.light, "dark": one.dark,
            "hatch": one.hatch}  # fmt: skip


def _word(one: Style, lang: str) -> str:
    return one.zh if lang.startswith("zh") else one.en


def _sums(record: Record, reader: Actor) -> dict[str, Sum]:
    found: dict[str, Sum] = defaultdict(Sum)
    found.update(statistics.totals(record, reader).by_style())
    return found


def _outlines(record: Record, reader: Actor, shown: set[str]) -> Iterator[list[Any]]:
    """Style code and rings of each parcel: longitudes and latitudes in turn, in steps."""
    with record.store.read() as connection:
        for stored in present.every(connection, record.zone_id, "parcel"):
            seen = view_of(record, reader, stored)
            if seen is None or seen.geometry is None or seen.drawn_as not in shown:
                continue
            shape = orjson.loads(seen.geometry)
            several = shape["coordinates"] if shape["type"] == "MultiPolygon" else [
                shape["coordinates"]]  # fmt: skip
            rings = [[round(value / UNIT) for point in ring[:-1] for value in point[:2]]
                     for polygon in several for ring in polygon]  # fmt: skip
            yield [seen.drawn_as, rings]


__all__ = ["for_guests", "land_map", "supply"]
