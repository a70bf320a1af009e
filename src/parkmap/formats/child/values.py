"""Attribute values as JSON has them."""

from __future__ import annotations

from typing import Any

EXACT = 2**53


def plain(column: Any, kind: str) -> list[Any]:
    """A column as whole numbers, decimals, flags, text; what is missing is None."""
    values = column.tolist()
    if kind == "OFSTBoolean":  # a nullable one comes as a float
        return [None if value is None or value != value else bool(value) for value in values]
    if kind.startswith("OFTInteger"):
        return [_whole(value) for value in values]
    if kind == "OFTReal":
        return [value if value == value else None for value in values]
    return [_text_or_value(value) for value in values]


def _whole(value: Any) -> Any:
    if isinstance(value, float):
        if value != value:
            return None
        return int(value) if abs(value) < EXACT else value
    return value


def _text_or_value(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
