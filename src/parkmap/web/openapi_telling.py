"""Reminders of leaders, in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.land.reminders import KINDS
from parkmap.web.openapi_parts import (
    DAY,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    Schema,
    list_of,
    object_of,
    query,
    read,
)

_DAY_OR_NULL: Final[Schema] = {"type": ["string", "null"], "format": "date"}
_KIND: Final[Schema] = {"enum": list(KINDS)}
_WHICH: Final[dict[str, Schema]] = {
    "kind": _KIND, "about": TEXT | {"description": "Id of the parcel, campaign or project, or the "
                                    "number of the enquiry."},
    "detail": TEXT | {"description": "Years, stage, or how the campaign stands."},
    "text": TEXT, "path": TEXT,
}  # fmt: skip
TELLING_SCHEMAS: Final[dict[str, Schema]] = {
    "Reminders": object_of(
        ("on", "now", "told", "told_count", "looked_at"),
        on=DAY, told_count=WHOLE, looked_at=TEXT_OR_NULL,
        now=list_of(object_of(("kind", "about", "detail", "since", "text", "path"), **_WHICH,
                              since=_DAY_OR_NULL)),
        told=list_of(object_of(
            ("number", "kind", "about", "detail", "since", "begun_at", "over_at", "text", "path"),
            number=WHOLE, **_WHICH, since=DAY, begun_at=TEXT, over_at=TEXT_OR_NULL,
        )),
    ),
}  # fmt: skip
TELLING_PATHS: Final[dict[str, Schema]] = {
    "/api/reminders": {
        "get": read(
            "reminders", "What leaders are told of as it is now, and what was told, newest first.",
            "Reminders", query("kind", _KIND, "One kind alone."),
            query("page", WHOLE, "Page of what was told, by 100."),
        ) | STAFF
    },
}  # fmt: skip

__all__ = ["TELLING_PATHS", "TELLING_SCHEMAS"]
