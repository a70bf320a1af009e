"""What all tables of the record share: their metadata, and the zone that every key begins with."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, MetaData

RECORD: Final = MetaData()


def zone_column() -> Column[int]:
    """The first column of every key."""
    return Column("zone_id", Integer, primary_key=True, autoincrement=False)


__all__ = ["RECORD", "zone_column"]
