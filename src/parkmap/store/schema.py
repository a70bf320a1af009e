"""Tables of the record. Every key starts with `zone_id`; days and moments are ISO texts.

Ledger (append-only): `head`, `entry`, `delta`, `annulment`.
Derived, can be rebuilt: `subject`, `parcel`, `geometry`, `span`, `flow`, `tile_touch`, `tile`,
`frame`, `mirror`.
Primary beside the ledger: `job`, `idempotency`, `staged_row`, `import`, `import_row`,
`import_profile`, `paper`, `paper_link`, `queue_note`, `check_result`, `proposal`, `enquiry`,
`enquiry_event`, `alert`, `personal_note`, `comment`, `subscription`, `reminder`, `lookout`, and the
accounts.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Computed,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from parkmap.land.fold import KINDS
from parkmap.store.schema_base import RECORD
from parkmap.store.schema_base import zone_column as _zone
from parkmap.store.schema_desk import check_result, proposal, queue_note
from parkmap.store.schema_enquiries import enquiry, enquiry_event
from parkmap.store.schema_imports import import_, import_profile, import_row, staged_row
from parkmap.store.schema_papers import paper, paper_link

FOREVER: Final = "9999-12-31"
_SAYS: Final = "json_extract(state, '$.{}')"
DAYS: Final = {
    **{
        name: _SAYS.format(name)
        for name in ("agreed_start_on", "stopped_on", "term_ends_on", "offer_ends_on")
    },
    "seen_on": "nullif(max(coalesce({}, ''), coalesce({}, '')), '')".format(
        _SAYS.format("confirmed_on"), _SAYS.format("status_since")
    ),
}
"""Days that the queue asks about: columns of `subject`, computed from its state. A parcel was last
seen on the day of its confirmation, or on the one from which its status holds, if that is later."""

head = Table(
    "head",
    RECORD,
    _zone(),
    Column("code", String(64), nullable=False, unique=True),
    Column("epoch", String(32), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("entry_hash", String(64), nullable=False),
)

entry = Table(
    "entry",
    RECORD,
    _zone(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("recorded_at", String(32), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(32), nullable=False),
    Column("undoes", BigInteger),
    Column("header", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("entry_hash", String(64), nullable=False),
    Index("entry_recorded", "zone_id", "recorded_at", "seq"),
)

delta = Table(
    "delta",
    RECORD,
    _zone(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("subject_id", String(128), nullable=False),
    Column("field", String(64), nullable=False),
    Column("effective_on", String(10), nullable=False),
    Column("body", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Index("delta_subject", "zone_id", "kind", "subject_id", "field", "effective_on", "seq"),
)

annulment = Table(
    "annulment",
    RECORD,
    _zone(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("by_seq", BigInteger, nullable=False),
)

subject = Table(
    "subject",
    RECORD,
    _zone(),
    Column("kind", String(32), primary_key=True),
    Column("subject_id", String(128), primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    *(Column(name, String(10), Computed(value, persisted=False)) for name, value in DAYS.items()),
    *(Index(f"subject_{name}", "zone_id", "kind", name) for name in DAYS),
)

parcel = Table(
    "parcel",
    RECORD,
    _zone(),
    Column("parcel_id", String(128), primary_key=True),
    Column("park", String(128), nullable=False),
    Column("status", String(32), nullable=False),
    Column("offer", String(16), nullable=False),
    Column("area_dm2", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("retired_on", String(10), nullable=False, server_default=""),
    Index("parcel_park", "zone_id", "park", "status"),
)

geometry = Table(
    "geometry",
    RECORD,
    _zone(),
    Column("kind", String(32), primary_key=True),
    Column("subject_id", String(128), primary_key=True),
    Column("rid", BigInteger, nullable=False, unique=True),
    Column("geojson", Text, nullable=False),
    Column("west", Float, nullable=False),
    Column("south", Float, nullable=False),
    Column("east", Float, nullable=False),
    Column("north", Float, nullable=False),
)

span = Table(
    "span",
    RECORD,
    _zone(),
    Column("parcel_id", String(128), primary_key=True),
    Column("from_on", String(10), primary_key=True),
    Column("until_on", String(10), nullable=False),
    Column("status", String(32), nullable=False),
    Column("offer", String(16), nullable=False),
    Column("park", String(128), nullable=False),
    Column("area_dm2", BigInteger, nullable=False),
    *(
        Column(name, Text, nullable=False, server_default="")
        for name in (*KINDS, "since_on", "before", "before_on")
    ),
    Index("span_days", "zone_id", "until_on", "from_on"),
)

flow = Table(
    "flow",
    RECORD,
    _zone(),
    Column("grain", Integer, primary_key=True, autoincrement=False),
    Column("day", String(10), primary_key=True),
    Column("park", String(128), primary_key=True),
    Column("status", String(32), primary_key=True),
    Column("offer", String(16), primary_key=True),
    Column("d_count", BigInteger, nullable=False),
    Column("d_area_dm2", BigInteger, nullable=False),
)

tile_touch = Table(
    "tile_touch",
    RECORD,
    _zone(),
    Column("z", Integer, primary_key=True, autoincrement=False),
    Column("x", Integer, primary_key=True, autoincrement=False),
    Column("y", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
)

tile = Table(
    "tile",
    RECORD,
    _zone(),
    Column("z", Integer, primary_key=True, autoincrement=False),
    Column("x", Integer, primary_key=True, autoincrement=False),
    Column("y", Integer, primary_key=True, autoincrement=False),
    Column("edition", String(80), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

frame = Table(
    "frame",
    RECORD,
    _zone(),
    Column("minzoom", Integer, nullable=False),
    Column("west", Float, nullable=False),
    Column("south", Float, nullable=False),
    Column("east", Float, nullable=False),
    Column("north", Float, nullable=False),
)

mirror = Table(
    "mirror",
    RECORD,
    _zone(),
    Column("file", String(64), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("writing", String(64)),
)

job = Table(
    "job",
    RECORD,
    _zone(),
    Column("job_id", String(32), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("run_after", String(32), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("result", Text),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False),
    Index("job_waiting", "zone_id", "state", "run_after"),
)

idempotency = Table(
    "idempotency",
    RECORD,
    _zone(),
    Column("actor", String(64), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("asked", String(64), nullable=False),
    Column("seq", BigInteger, nullable=False),
)

DERIVED: Final = (subject, parcel, geometry, span, flow, tile_touch, tile, frame)
LEDGER: Final = (entry, delta, annulment)

__all__ = [
    "DAYS", "DERIVED", "FOREVER", "LEDGER", "RECORD", "annulment", "check_result", "delta",
    "enquiry", "enquiry_event", "entry", "flow", "frame", "geometry", "head", "idempotency",
    "import_", "import_profile", "import_row", "job", "mirror", "paper", "paper_link", "parcel",
    "proposal", "queue_note", "span", "staged_row", "subject", "tile", "tile_touch",
]  # fmt: skip
