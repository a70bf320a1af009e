"""Structural changes from Python: methods that `parkmap.open` gives, at the versions of now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
import shapely

from parkmap.land.cuts import cut_of
from parkmap.services import mirror, planning
from parkmap.services.keeping import Keeping, operator
from parkmap.services.merging import Merge, merge
from parkmap.services.outcome import Outcome
from parkmap.services.planning import Plan, Step
from parkmap.services.reshaping import Reshape, Trim, reshape, trim
from parkmap.services.splitting import Split, split


class Editing(Keeping):
    """Split, merge, reshape, trim and plan, by whoever can write the folder.

    Every method takes `on` (the day from which the change holds, today where None), `reason`, and
    `dry_run` (work everything out, write nothing); it gives an `Outcome` with the pieces, their
    areas and the proof. The boundary files follow before it returns. Refusals are those of the
    services.
    """

    def split(
        self, parcel_id: str, *, reason: str, on: date | None = None, dry_run: bool = False,
        **cut: Any,
    ) -> Outcome:  # fmt: skip
        """Split a parcel.

        Parameters
        ----------
        **cut
            One of `line` (positions or a LineString), `area`, `areas` (m2, or texts such as
            "30 mu"), `parts`; all but the line with `side` or `bearing` (degrees).
        """
        asked = self._split(parcel_id, cut, on, reason)
        return self._done(split(self.record, operator(), asked, dry_run=dry_run))

    def plan(
        self, parcel_id: str, *, reason: str, on: date | None = None, dry_run: bool = False,
        **cut: Any,
    ) -> Outcome:  # fmt: skip
        """Plan a split (拟分割): the parcel stays whole. Parameters as for `split`."""
        asked = self._split(parcel_id, cut, on, reason)
        return self._done(planning.plan(self.record, operator(), asked, dry_run=dry_run))

    def plans(self, parcel_id: str | None = None) -> tuple[Plan, ...]:
        """The planned splits, of one parcel or of all."""
        return planning.plans(self.record, operator(), parcel_id)

    def register(
        self, plan_id: str, *, reason: str, on: date | None = None, dry_run: bool = False
    ) -> Outcome:
        """Perform a planned split."""
        asked = self._step(plan_id, on, reason)
        return self._done(planning.register(self.record, operator(), asked, dry_run=dry_run))

    def drop(self, plan_id: str, *, reason: str, on: date | None = None) -> Outcome:
        """Give a plan up."""
        return self._done(planning.drop(self.record, operator(), self._step(plan_id, on, reason)))

    def merge(
        self, parcel_ids: Sequence[str], *, keep: str, reason: str, on: date | None = None,
        fields: Mapping[str, str] | None = None, dry_run: bool = False,
    ) -> Outcome:  # fmt: skip
        """Merge parcels that touch; the new one has the fields of `keep`, or of `fields`' parcels.

        Parameters
        ----------
        fields
            Field -> the parcel that gives it, where that is not `keep`.
        """
        seen = self._seen(parcel_ids)
        asked = Merge(seen, keep, self._day(on), reason, fields=fields or {})
        return self._done(merge(self.record, operator(), asked, dry_run=dry_run))

    def reshape(
        self, parcel_id: str, shape: Any, *, reason: str, on: date | None = None,
        dry_run: bool = False,
    ) -> Outcome:  # fmt: skip
        """Give a parcel a new boundary: a Shapely polygon in degrees, or a GeoJSON geometry."""
        drawn = shape if isinstance(shape, Mapping) else orjson.loads(shapely.to_geojson(shape))
        asked = Reshape(parcel_id, self._seen([parcel_id]), drawn, self._day(on), reason)
        return self._done(reshape(self.record, operator(), asked, dry_run=dry_run))

    def trim(
        self, parcel_id: str, *, reason: str, on: date | None = None, dry_run: bool = False
    ) -> Outcome:
        """Take from a parcel what it overlaps of its neighbours."""
        version = self._seen([parcel_id])[parcel_id]
        asked = Trim(parcel_id, version, self._day(on), reason)
        return self._done(trim(self.record, operator(), asked, dry_run=dry_run))

    def _split(self, parcel_id: str, cut: Mapping[str, Any], on: date | None, reason: str) -> Split:
        asked = {"from" if name == "side" else name: value for name, value in cut.items()}
        version = self._seen([parcel_id])[parcel_id]
        return Split(parcel_id, version, cut_of(asked), self._day(on), reason)

    def _step(self, plan_id: str, on: date | None, reason: str) -> Step:
        found = {one.id: one.version for one in self.plans()}
        return Step(plan_id, found.get(plan_id), self._day(on), reason)

    def _done(self, outcome: Outcome) -> Outcome:
        if outcome.receipt is not None:
            mirror.follow(self.record, outcome.receipt.seq)
        return outcome
