"""A workspace folder, opened: the record behind it, and the land as GeoDataFrames."""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from parkmap.errors import BadValue, LedgerMissing, NotAWorkspace, ReadOnly
from parkmap.formats.reading import read_boundaries
from parkmap.formats.staging import stage
from parkmap.formats.writing import form_of_name
from parkmap.land.chain_plan import NO_PLAN, ChainPlan, plan_of
from parkmap.land.checks import Checked
from parkmap.land.zone import Zone, zone_of
from parkmap.said import system_said
from parkmap.services import mirror
from parkmap.services.checking import check
from parkmap.services.editing import Editing
from parkmap.services.exporting import Exported, export
from parkmap.services.importing import Terms, import_staged
from parkmap.services.knowing import every_on
from parkmap.services.measuring import Measures, measure
from parkmap.services.record import Actor, Record, utc_now
from parkmap.services.replaying import replay
from parkmap.services.selecting import Choice
from parkmap.services.taking import Taking
from parkmap.settings import Settings
from parkmap.store import Store, ledger

if TYPE_CHECKING:
    import geopandas

DATABASE: Final = "parkmap.db"
TOML: Final = "parkmap.toml"
CHAINS_TOML: Final = "chains.toml"
LEDGER_TEXT: Final = "ledger.jsonl"
INSIDE: Final = Actor("python", frozenset({"reviewer"}))
"""Who reads from a script: it can open the folder, so it may read all of it."""


def read_zone(folder: Path) -> Zone:
    """The zone that a folder holds.

    Raises
    ------
    NotAWorkspace
        There is no folder, or no `parkmap.toml` in it, or it or `chains.toml` cannot be read.
    BadValue
        A key of one of them does not fit; the message names it.
    """
    path = folder / TOML
    if not path.is_file():
        raise NotAWorkspace(
            "%(path)s is no workspace: it has no parkmap.toml; make one with 'parkmap init'",
            path=folder,
        )
    return replace(zone_of(_parsed(path)), chain_plan=_read_chain_plan(folder))


def _read_chain_plan(folder: Path) -> ChainPlan:
    path = folder / CHAINS_TOML
    return plan_of(_parsed(path)) if path.is_file() else NO_PLAN


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise NotAWorkspace(
            "%(path)s cannot be read (%(cause)s); mend the line it names", path=path, cause=cause
        ) from cause


def open_folder(
    folder: Path, clock: Callable[[], datetime] = utc_now, progress: Any = None
) -> Record:
    """Open the record of a folder; a folder without a database gets one on its first start.

    It begins from `ledger.jsonl` where the boundary files name that ledger, else from the
    boundary files themselves, as one import.

    Raises
    ------
    LedgerMissing
        The boundary files name a ledger that is not there: beginning a new one would lose it.
    """
    zone = read_zone(folder)
    path = folder / DATABASE
    if not path.is_file():
        _first_start(folder, zone, clock, progress)
    record = Record(Store.open(path), zone, folder, clock)
    with record.store.read() as connection:
        code = ledger.read_head(connection, zone.zone_id).code
    if code != zone.code:
        raise BadValue(
            "the ledger in %(path)s is of zone '%(theirs)s', parkmap.toml says '%(mine)s'; "
            "the code of a zone does not change: put it back",
            path=path,
            theirs=code,
            mine=zone.code,
        )
    return record


def open_record(settings: Settings) -> Record:
    """The record of the workspace that the settings name."""
    return open_folder(settings.workspace)


def _first_start(folder: Path, zone: Zone, clock: Callable[[], datetime], progress: Any) -> None:
    named = mirror.named_ledger(folder / mirror.FILES["parcel"])
    text = folder / LEDGER_TEXT
    if named is not None and not text.is_file():
        raise LedgerMissing(
            "%(file)s names ledger %(epoch)s at entry %(seq)s, but %(folder)s has neither "
            "parkmap.db nor ledger.jsonl: put the database back from a backup",
            file=mirror.FILES["parcel"],
            epoch=named.get("ledger"),
            seq=named.get("seq"),
            folder=folder,
        )
    fresh = folder / f".{DATABASE}.new"
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch()
    except OSError as cause:
        raise ReadOnly(
            "%(path)s cannot be written (%(said)s); parkmap keeps its ledger there: "
            "check the rights of the folder",
            path=folder,
            said=system_said(cause),
        ) from cause
    store = Store.create(fresh)
    try:
        record = Record(store, zone, folder, clock)
        with store.write() as connection:
            if text.is_file():
                _replayed(connection, record, text, named, progress)
            else:
                ledger.begin(connection, zone.zone_id, zone.code, secrets.token_hex(8))
                _imported(connection, record, progress)
    except BaseException:
        store.close()
        fresh.unlink(missing_ok=True)
        raise
    store.close()
    fresh.replace(folder / DATABASE)


def _replayed(connection: Any, record: Record, text: Path, named: Any, progress: Any) -> None:
    top = replay(connection, record, text, progress)
    if named is not None and (top.epoch, top.seq, top.entry_hash) != (
        named.get("ledger"), named.get("seq"), named.get("head"),
    ):  # fmt: skip
        raise LedgerMissing(
            "%(file)s names entry %(seq)s, ledger.jsonl ends at entry %(ends)s with another hash: "
            "take both files from the same moment",
            file=mirror.FILES["parcel"],
            seq=named.get("seq"),
            ends=top.seq,
        )
    for file in mirror.FILES.values():
        mirror.adopt(connection, record, file, top.seq)


def _imported(connection: Any, record: Record, progress: Any) -> None:
    parks = stage(read_boundaries(record.folder / mirror.FILES["park"]))
    read = read_boundaries(record.folder / mirror.FILES["parcel"])
    told = any("status" in row.attributes for row in read.rows)
    parcels = stage(read, status_field="status" if told else None, gk_zone=record.zone.gk_zone)
    terms = Terms(record.today(), reason="first start from the boundary files")
    import_staged(connection, record, parks, parcels, terms, progress)
    for file in mirror.FILES.values():
        mirror.adopt(connection, record, file, 0)


class Workspace(Editing, Taking):
    """A workspace for use from Python, in a script or a notebook.

    ``parkmap.open("geodata/changzhi").parcels()`` is how one is had; the README shows it.
    """

    def __init__(self, record: Record) -> None:
        self.record = record

    @classmethod
    def open(cls, folder: str | Path) -> Workspace:
        """Open a folder; see `open_folder`."""
        return cls(open_folder(Path(folder)))

    @property
    def zone(self) -> Zone:
        """What `parkmap.toml` says."""
        return self.record.zone

    def parcels(
        self, as_of: date | str | None = None, known_at: datetime | None = None
    ) -> geopandas.GeoDataFrame:
        """All parcels with all fields, indexed by id (EPSG:4326), as they stood on a day.

        Parameters
        ----------
        as_of
            By effective date, a date or its text (2026-11-23); today where None. A parcel that
            was retired by then is left out. A field without a value is missing (NaN, None).
        known_at
            As the record knew it at this moment (with a time zone); as it knows now where None.

        Raises
        ------
        BadValue
            The text is no day, or the moment has no time zone.
        """
        return self._frame("parcel", as_of, known_at)

    def parks(
        self, as_of: date | str | None = None, known_at: datetime | None = None
    ) -> geopandas.GeoDataFrame:
        """All parks, in the same form as `parcels`."""
        return self._frame("park", as_of, known_at)

    def export(
        self, path: str | Path, form: str | None = None, as_of: date | str | None = None,
        *, encoding: str | None = None, **choice: Any,
    ) -> Exported:  # fmt: skip
        """Write the parcels to a file; how many, and what its format could not keep.

        Parameters
        ----------
        path
            The file; a file that is there is replaced once the new one is whole.
        form
            A format of docs/formats.md; by the end of the file's name where None.
        as_of
            By effective date; today where None.
        encoding
            "gb18030" for csv and txt.
        **choice
            Which parcels: `statuses`, `park`, `ids`, `offers`, `bbox`, `known_at`, as in
            `parkmap.services.selecting.Choice`.
        """
        target = Path(path)
        return export(
            self.record, INSIDE, form or form_of_name(target.name), target,
            self._day(as_of), choice=Choice(**choice), encoding=encoding,
        )  # fmt: skip

    def check(self, bbox: tuple[float, float, float, float] | None = None) -> Checked:
        """What is wrong with boundaries, neighbours, parks and areas; see `services.checking`.

        Parameters
        ----------
        bbox
            West, south, east, north in degrees, to check only what lies there.
        """
        return check(self.record, INSIDE, bbox=bbox)

    def measure(self, parcel_id: str) -> Measures:
        """What one parcel measures: areas, perimeter, boundary points and sides."""
        return measure(self.record, INSIDE, parcel_id)

    def close(self) -> None:
        """Let go of the database."""
        self.record.store.close()

    def _frame(
        self, kind: str, as_of: date | str | None, known_at: datetime | None
    ) -> geopandas.GeoDataFrame:
        import geopandas  # with pandas it costs seconds: only when a frame is asked for
        import shapely

        day = self._day(as_of)
        with self.record.store.read() as connection:
            found = list(every_on(connection, self.record, kind, day, known_at))
        table = [{"id": one.id} | one.state for one in found]
        frame = geopandas.GeoDataFrame(
            table or {"id": []},
            geometry=shapely.from_geojson([one.geojson for one in found]),
            crs="EPSG:4326",
        )
        return frame.set_index("id")


__all__ = ["DATABASE", "TOML", "Workspace", "open_folder", "open_record", "read_zone"]
