"""A scene of the wall as JSON, in the words of the page."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import Any

import orjson

from parkmap.services.changes import token
from parkmap.services.wall_scene import Scene
from parkmap.web.context import current_record
from parkmap.web.telling import told


def scene_bytes(one: Scene, zone: str, lang: str) -> bytes:
    """The scene with the entry of the ledger that it stands on."""
    body: dict[str, Any] = {field.name: getattr(one, field.name) for field in fields(one)}
    body = {name: _said(value, lang) for name, value in body.items() if name != "land"}
    body |= {"zone": zone, "seq": int(token(current_record()).rpartition("-")[2]),
             "land": one.land}  # fmt: skip
    return orjson.dumps(body, default=str)


def tag_of(body: bytes) -> str:
    """The entity tag: the same figures have the same, whenever they were made."""
    return hashlib.sha256(body).hexdigest()[:24]


def _said(value: Any, lang: str) -> Any:
    if isinstance(value, str):
        return str(told(value, lang))
    if isinstance(value, tuple):
        return [_said(one, lang) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _said(getattr(value, field.name), lang) for field in fields(value)}
    return value


__all__ = ["scene_bytes", "tag_of"]
