"""Reports: each form of a month, made from the record to the last byte."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import Final

from bench.figures import Section, median
from parkmap.land.report_period import Period, period_of
from parkmap.services.land_account import forget
from parkmap.services.record import Actor, Record
from parkmap.services.report_files import FORMS, make
from parkmap.services.reporting import Asked
from parkmap.workspace import open_folder

MONTH: Final = "2025-12"
REPORT_MS: Final = 5_000.0
LEADER: Final = Actor("bench", frozenset({"leader"}))

HOW: Final = """\
A report of a month as a job makes it, in one process: the content is read from the ledger as known
at its last entry, then written in one form. The first one of a process reads the courses of all
land and loads fonts and libraries; it is told apart. Nothing else of it is kept between two."""


def measure(demo: Path, large: Path | None, times: int) -> Section:
    """What each form takes; `large` is left out where it is not there."""
    section = Section("Reports", HOW)
    record = open_folder(demo)
    with closing(record.store):
        _forms(section, record, period_of(MONTH), times, "the demonstration", target=True)
    if large is not None:
        record = open_folder(large)
        with closing(record.store):
            day = record.today()
            period = Period(day.replace(day=1), day)
            _forms(section, record, period, 1, "25,663 lots", target=False)
    return section


def _forms(
    section: Section, record: Record, period: Period, times: int, where: str, *, target: bool
) -> None:
    forget()
    first = _ms(record, period, "pdf")
    section.add(f"the first of a process (pdf), {where}", f"{first / 1000:.1f} s")
    for form in FORMS:
        took = median([_ms(record, period, form) for _ in range(times)])
        if target:
            section.under(f"{form}, {where}", took, REPORT_MS, "ms")
        else:
            section.add(f"{form}, {where}", f"{took / 1000:.1f} s")


def _ms(record: Record, period: Period, form: str) -> float:
    began = time.perf_counter()
    make(record, LEADER, Asked(period), form)
    return (time.perf_counter() - began) * 1000


__all__ = ["measure"]
