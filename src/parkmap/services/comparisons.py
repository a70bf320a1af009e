"""An import as a script sees it: what came of the file, and each row with what it would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from parkmap.errors import BadFile
from parkmap.land.finding import Finding
from parkmap.services import findings
from parkmap.services.imports import View, rows_of
from parkmap.services.lines import Key
from parkmap.services.record import Record
from parkmap.store.imports import StoredRow


class ImportRow(NamedTuple):
    """A row of a file, compared with the record.

    `verdict` is one of `parkmap.services.lines.VERDICTS`. `id` is the parcel (or park) that it
    speaks of, None where it has none yet. `changes` has old and new of each field but the outline;
    `moved_m` how far that moved (m), None where it stays; `area_m2` the area it would get.
    `included` rows are taken in unless somebody leaves them out.
    """

    kind: str
    row: int
    verdict: str | None
    id: str | None
    changes: dict[str, list[Any]]
    moved_m: float | None
    area_m2: float | None
    included: bool
    findings: tuple[Finding, ...]

    @property
    def key(self) -> Key:
        """What names the row where rows are chosen."""
        return self.kind, self.row


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was read and compared, and waits or was decided.

    `state` is "ready", "confirmed", "dropped", "refused", or, while a job has it, "waiting" or
    "reading" ("failed" where that gave up). `findings` are about the file; those about a row are
    with the row. `mapping` is column -> field; `gone` are parcels that the file lacks; `seq` is the
    entry it became, None before.
    """

    id: int
    source: str
    state: str
    counts: dict[str, int]
    findings: tuple[Finding, ...]
    mapping: dict[str, str]
    gone: tuple[str, ...]
    seq: int | None
    record: Record = field(repr=False, compare=False)

    def rows(self, verdict: str | None = None) -> tuple[ImportRow, ...]:
        """The rows in order; of one verdict where that is named."""
        return tuple(map(row_of, rows_of(self.record, self.id, verdict=verdict)))


def import_of(record: Record, view: View) -> Import:
    """An import for a script."""
    return Import(
        view.id, view.source, view.state, view.counts, tuple(view.findings), view.mapping,
        tuple(view.gone), view.seq, record,
    )  # fmt: skip


def read_import(record: Record, view: View) -> Import:
    """An import that was just read.

    Raises
    ------
    BadFile
        The file cannot be taken.
    """
    if view.refusal is not None:
        raise BadFile("%(why)s", why=view.refusal)
    return import_of(record, view)


def row_of(row: StoredRow) -> ImportRow:
    """A row for a script."""
    said = row.compared or {}
    return ImportRow(
        row.kind, row.row, row.verdict, row.subject_id, said.get("changes", {}),
        said.get("moved_m"), said.get("area_m2"), said.get("included", False),
        tuple(findings.told(one) for one in said.get("findings", [])),
    )  # fmt: skip


__all__ = ["Import", "ImportRow", "import_of", "read_import", "row_of"]
