"""The queue of the desk in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    KEY,
    OBJECT_OR_NULL,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    WHOLE_OR_NULL,
    YES,
    Schema,
    list_of,
    object_of,
    query,
    read,
    ref,
    write,
)

ROW_KEY: Final[Schema] = {"name": "key", "in": "path", "required": True, "schema": TEXT}

QUEUE_SCHEMAS: Final[dict[str, Schema]] = {
    "QueueRow": object_of(
        ("key", "kind", "weight", "title", "detail", "parcels"),
        key=TEXT, kind=TEXT, weight={"enum": ["stop", "warn", "info", "plain"]}, title=TEXT,
        detail=TEXT, parcels=list_of(TEXT), version=WHOLE_OR_NULL, due=TEXT_OR_NULL,
        opens=TEXT, field=TEXT_OR_NULL, confirms=YES, number=WHOLE_OR_NULL,
        inputs=list_of(object_of(("field", "label"), field=TEXT, label=TEXT, value=TEXT_OR_NULL)),
        rule=OBJECT_OR_NULL, source=TEXT_OR_NULL, assigned=OBJECT_OR_NULL, snoozed=OBJECT_OR_NULL,
    ),
    "Queue": object_of(
        ("count", "day", "groups"), count=WHOLE, day=DAY, checked_at=TEXT_OR_NULL,
        groups=list_of(object_of(("kind", "count", "rows"), kind=TEXT, count=WHOLE,
                                 rows=list_of(ref("QueueRow")))),
    ),
    "QueuePeople": object_of(("people",), people=list_of(
        object_of(("id", "name", "me"), id=TEXT, name=TEXT, me=YES))),
    "Snooze": object_of(("until", "reason"), until=DAY, reason=TEXT),
    "Assignment": object_of((), assignee=TEXT),
    "QueueNote": object_of(("key",), key=TEXT, snoozed_until=TEXT_OR_NULL, assigned=OBJECT_OR_NULL),
    "StillSo": object_of(("version", "reason"), version=WHOLE, reason=TEXT),
}  # fmt: skip

QUEUE_PATHS: Final[dict[str, Schema]] = {
    "/api/queue": {
        "get": read("queue", "What wants attention today, by kinds; for staff.", "Queue",
                    query("kind", TEXT, "Only this kind."),
                    query("snoozed", TEXT, "true: what was put off instead."),
                    query("mine", TEXT, "true: only what was given to who asks."),
                    query("limit", WHOLE, "Rows of each kind."),
                    query("offset", WHOLE, "Rows of each kind to pass over.")) | STAFF
    },
    "/api/queue/people": {
        "get": read("queuePeople", "To whom a row may be given.", "QueuePeople") | STAFF
    },
    "/api/queue/{key}/snooze": {
        "post": write("snooze", "Put a row off until a day.", "Snooze", "QueueNote", ROW_KEY, CSRF,
                      kind="application/json")
    },
    "/api/queue/{key}/assign": {
        "post": write("assign", "Give a row to a colleague; an empty id takes it back.",
                      "Assignment", "QueueNote", ROW_KEY, CSRF, kind="application/json")
    },
    "/api/queue/{key}/confirm": {
        "post": write("confirmStill", 'Answer "still so?" with yes: confirmed today.', "StillSo",
                      "Receipt", ROW_KEY, KEY, CSRF, kind="application/json")
    },
}  # fmt: skip
