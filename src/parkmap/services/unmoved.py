"""Whether an import would still do what was shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from parkmap.errors import StaleVersion
from parkmap.services.comparing import Comparison
from parkmap.services.imports import needed, refuse_decided
from parkmap.services.intake import keep
from parkmap.services.lines import Key, Line
from parkmap.services.record import Record
from parkmap.store.imports import PROPOSED, StoredImport, StoredRow

NAMED: Final = 10


def refuse_moved(
    record: Record, one: StoredImport, fresh: tuple[int, Comparison], shown: Iterable[StoredRow],
    gone: Mapping[str, int],
) -> None:  # fmt: skip
    """Refuse where rows would do something else than was shown; keep what they would do now.

    What waits for a second person stays as it was proposed: only its proposer looks at it anew.
    """
    before = {(row.kind, row.row): row for row in shown}
    moved = [line for line in fresh[1].lines if not _as_shown(line, before)]
    changed_gone = sorted({one for one, _ in set(fresh[1].gone.items()) ^ set(gone.items())})
    if not moved and not changed_gone:
        return
    names = [line.subject_id or f"#{line.row}" for line in moved] + changed_gone
    told: dict[str, Any] = {
        "id": one.import_id,
        "rows": ", ".join(names[:NAMED]),
        "conflicts": [
            {"row": line.row, "id": line.subject_id, "verdict": line.verdict} for line in moved
        ],
    }
    if one.state == PROPOSED:
        raise StaleVersion(
            "the record moved since import %(id)s was proposed: %(rows)s; send it back, to be "
            "looked at and confirmed anew",
            **told,
        )
    with record.store.write() as connection:
        refuse_decided(needed(connection, record, one.import_id))
        keep(connection, record, one.import_id, fresh)
    raise StaleVersion(
        "the record moved since import %(id)s was compared: %(rows)s; look at the differences "
        "again, then confirm",
        **told,
    )


def _as_shown(line: Line, before: Mapping[Key, StoredRow]) -> bool:
    row = before.get(line.key)
    if row is None or row.verdict != line.verdict or row.subject_id != line.subject_id:
        return False
    now = orjson.loads(orjson.dumps(line.as_json()))
    return row.compared is not None and _gist(row.compared) == _gist(now)


def _gist(compared_row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a row would do; the words and figures of its findings may differ in the last digit."""
    told = sorted((one["code"], one["severity"], *one["parcel_ids"])
                  for one in compared_row["findings"])  # fmt: skip
    moved = compared_row["moved_m"] is None
    return (
        *(compared_row[name] for name in ("version", "day", "changes", "included")),
        moved,
        told,
    )


__all__ = ["refuse_moved"]
