"""What every table of the record begins with: the one MetaData, and the zone in each key."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, MetaData

RECORD: Final = MetaData()


def zone() -> Column[int]:
    """The first column of every key."""
    return Column("zone_id", Integer, primary_key=True, autoincrement=False)


__all__ = ["RECORD", "zone"]
