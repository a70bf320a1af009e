"""Files that come in, edits by hand and backups, from Python: methods that `parkmap.open` gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal

from parkmap.crs import accepted_epsg
from parkmap.errors import BadValue
from parkmap.land.mapping import checked
from parkmap.land.status import IN_USE, checked_status
from parkmap.services import edits, imports, mirror
from parkmap.services.asking import checked_day
from parkmap.services.backing_up import Backup, backup
from parkmap.services.comparisons import Import, import_of, read_import
from parkmap.services.confirming import Choices, Taken, confirm
from parkmap.services.edits import Edits
from parkmap.services.keeping import operator
from parkmap.services.lines import TOLERANCE_M, Key, Options
from parkmap.services.receiving import read_in
from parkmap.services.record import Record
from parkmap.services.standing import PARCEL
from parkmap.services.syncing import take_edits

MOST_TOLERANCE_M: Final = 100.0

Row = int | Key
"""A row by its place in the file (1, 2 …), or with its kind before: ("park", 3)."""


class Taking:
    """What comes from outside, by whoever can write the folder; and a copy of all of it.

    An import changes nothing until it is confirmed, then it is one entry. The boundary files follow
    before a method returns. Refusals are those of the services.
    """

    record: Record

    def stage(
        self, path: str | Path, *, on: date | None = None,
        kind: Literal["parcel", "park"] = "parcel", crs: str | int | None = None,
        layer: str | None = None, status: str = IN_USE, tolerance_m: float = TOLERANCE_M,
        scope: Literal["near", "all"] = "near", columns: Mapping[str, str] | None = None,
        profile: str | None = None,
    ) -> Import:  # fmt: skip
        """Read a file and compare it with the record; it waits for `confirm` or `drop_import`.

        The README has an example that a test runs.

        Parameters
        ----------
        path
            A file of any format of docs/formats.md.
        on
            The day from which rows hold that do not say one; today where None.
        kind
            What the rows are.
        crs
            As "EPSG:4547" or 4547, where the file does not say it.
        layer
            Of a file that has several.
        status
            Of new parcels that say none.
        tolerance_m
            Boundaries that moved less (m) stay as they are.
        scope
            Where a parcel that is not in the file counts as gone: "near", inside the hull of the
            file's rows, or "all".
        columns
            Column -> field, "id", "effective_on", "keep" or "skip", over what is guessed.
        profile
            Begin with the mapping that was saved under this name.

        Raises
        ------
        BadInput
            The file cannot be taken, or an option is none.
        """
        if kind not in {"parcel", "park"} or scope not in {"near", "all"}:
            raise BadValue("kind is parcel or park, scope is near or all; send one of these")
        given = dict(columns or {})
        checked(kind, given)
        options = Options(
            self._checked_day(on), kind, accepted_epsg(str(crs)) if crs is not None else None,
            layer, checked_status(status), _tolerance(tolerance_m), scope, given, profile,
        )  # fmt: skip
        import_id = read_in(self.record, operator(), Path(path), options)
        return read_import(self.record, imports.show(self.record, operator(), import_id))

    def imports(self) -> tuple[Import, ...]:
        """What was sent and what became of it, newest first."""
        return tuple(import_of(self.record, one) for one in imports.every(self.record, operator()))

    def confirm(
        self, import_id: int, reason: str, *, take: str | Sequence[Row | str] = (),
        leave: Sequence[Row] = (), ids: Mapping[Row, str] | None = None,
        retire: bool | Sequence[str] = (),
    ) -> Taken:  # fmt: skip
        """Take an import in, as one entry.

        Parameters
        ----------
        take
            Rows to take beside those that are taken anyway; "matched" for all that were recognised
            by their outline, "overlapping" for all that were kept out for an overlap.
        leave
            Rows to leave out.
        ids
            Row -> the id that it gets.
        retire
            Parcels that are gone and go into history; True for all of them.

        Raises
        ------
        StaleVersion
            The record moved, so that rows would do something else; look at them again.
        BadValue, Conflict, LaterFacts
            As `parkmap.services.confirming.confirm`.
        """
        asked = imports.show(self.record, operator(), import_id).options
        choices = _choices(asked.kind, reason, take, leave, ids, retire)
        if asked.mirror:
            return take_edits(self.record, operator(), import_id, choices)
        done = confirm(self.record, operator(), import_id, choices)
        mirror.write(self.record)
        return done

    def drop_import(self, import_id: int) -> None:
        """Throw an import away, with its rows and its file."""
        imports.drop(self.record, operator(), import_id)

    def edits(self, *, on: date | None = None, tolerance_m: float = TOLERANCE_M) -> Edits:
        """What was edited by hand in the boundary files; nothing is written."""
        return edits.look(self.record, operator(), self._edit_options(on, tolerance_m))

    def sync(
        self, reason: str, *, on: date | None = None, tolerance_m: float = TOLERANCE_M,
        take: str | Sequence[Row | str] = (), leave: Sequence[Row] = (),
        ids: Mapping[Row, str] | None = None, retire: bool | Sequence[str] = (),
    ) -> Taken | None:  # fmt: skip
        """Take the edits of the boundary files in, as one entry; None where they say nothing new.

        The rest as for `confirm`. `discard_edits` puts the edited files aside instead.
        """
        choices = _choices(PARCEL, reason, take, leave, ids, retire)
        options = self._edit_options(on, tolerance_m)
        return edits.take_in(self.record, operator(), options, choices)

    def discard_edits(self) -> tuple[Path, ...]:
        """Put edited boundary files aside under another name, where they are now."""
        return edits.put_aside(self.record, operator())

    def backup(self, out: str | Path) -> Backup:
        """Save the workspace into one file, or into a folder under a name with its moment.

        Others may go on working. `parkmap.restore` makes a folder from it.
        """
        return backup(self.record, Path(out))

    def _edit_options(self, on: date | None, tolerance_m: float) -> Options:
        return Options(self._checked_day(on), tolerance_m=_tolerance(tolerance_m))

    def _checked_day(self, on: date | None) -> date:
        day = on or self.record.today()
        checked_day(self.record, day)
        return day


def _tolerance(metres: float) -> float:
    if not 0 <= metres <= MOST_TOLERANCE_M:
        raise BadValue(
            "tolerance_m is '%(value)s'; write metres from 0 to %(most)s",
            value=str(metres)[:40],
            most=MOST_TOLERANCE_M,
        )
    return metres


def _choices(
    kind: str, reason: str, take: str | Sequence[Row | str], leave: Sequence[Row],
    ids: Mapping[Row, str] | None, retire: bool | Sequence[str],
) -> Choices:  # fmt: skip
    def key(row: Row) -> Key:
        return (kind, row) if isinstance(row, int) else row

    taken: Sequence[Row | str] = [take] if isinstance(take, str) else take
    return Choices(
        reason,
        [one if isinstance(one, str) else key(one) for one in taken],
        [key(one) for one in leave],
        {key(row): text for row, text in (ids or {}).items()},
        retire,
    )


__all__ = ["Import", "Taking"]
