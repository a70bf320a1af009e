"""A short run of the fuzzer, and what it has found before."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from tests.fuzz.corpus import SAMPLES
from tests.fuzz.readers import STRATEGIES, outcome, rounds


def test_strange_files_of_every_kind_end_in_rows_or_refusals() -> None:
    kinds = sum(len(strategies) for strategies in STRATEGIES.values())
    assert all(tried >= 20 for tried in islice(rounds(files=20), kinds))


@pytest.mark.parametrize(
    ("name", "sample"), [(n, one) for n, many in SAMPLES.items() for one in many]
)
def test_the_samples_themselves_are_read(name: str, sample: str) -> None:
    reading = outcome(sample.encode(), name, whole=True)
    assert reading is not None and all(row.fault is None for row in reading.rows)


def test_every_beginning_of_a_real_file_is_read_or_refused(shared_data: Path) -> None:
    data = (shared_data / "boundary_txt" / "hangzhou_66pts.gb18030_crlf.txt").read_bytes()
    for end in range(0, len(data), 97):
        outcome(data[:end], "a.txt", whole=False)
