"""What the boundary of a row alone tells: too narrow, or not of the size that papers say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from parkmap.land.areas import area_findings
from parkmap.land.neighbours import strip_findings
from parkmap.services.lines import Line
from parkmap.services.matching import array
from parkmap.services.record import Record


def judge(record: Record, lines: Sequence[Line]) -> None:
    """Add the findings of the record's own checks to rows that bring a boundary; all are remarks.

    The recorded area is left out: a boundary that comes in is measured.
    """
    drawn = [one for one in lines if one.draws]
    if not drawn:
        return
    by_id = {str(one.subject_id): one for one in drawn}
    shapes = array([one.shape for one in drawn])
    states = [{name: value for name, value in one.state.items() if name != "area_m2"}
              for one in drawn]  # fmt: skip
    found = chain(
        strip_findings(list(by_id), shapes),
        area_findings(list(by_id), shapes, states, record.zone.gk_zone),
    )
    for finding in found:
        line = by_id[finding.parcel_ids[0]]
        line.findings.append(replace(finding, row=line.row, parcel_id=line.subject_id))


__all__ = ["judge"]
