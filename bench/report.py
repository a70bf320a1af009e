"""`docs/benchmarks.md`, written by the run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Section

HEAD = """\
# Benchmarks

Written by `make bench`; nothing here is typed in by hand. Figures that are compared were measured
side by side in one run: on another machine the times move, the ratios should not. Every figure
stands beside its target, met or not; one without a target is stated for what it says.
"""


def write(path: Path, sections: Sequence[Section], minutes: float, *, quick: bool) -> None:
    """Write all tables to a file."""
    rows = [row for section in sections for row in section.rows if row.met is not None]
    met = sum(1 for row in rows if row.met)
    parts = [HEAD, f"**{met} of {len(rows)} targets met**, in {minutes:.0f} minutes."]
    if quick:
        parts.append("A quick run, with few repetitions: the figures are rough.")
    parts += [_section(section).rstrip("\n") for section in sections]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def update(path: Path, sections: Sequence[Section], moment: str) -> None:
    """Put some sections, measured by themselves, in the place of the old ones; others stay.

    Each says when it was measured; the targets met are counted over the whole page again.
    """
    head, *held = re.split(r"\n(?=## )", path.read_text("utf-8"))
    parts = {part.partition("\n")[0].removeprefix("## "): part.strip("\n") for part in held}
    for section in sections:
        section.notes.append(f"Measured by itself, {moment}.")
        parts[section.title] = _section(section).strip("\n")
    verdicts = re.findall(r"\| (met|\*\*missed\*\*) \|$", "\n".join(parts.values()), re.MULTILINE)
    met = f"**{verdicts.count('met')} of {len(verdicts)} targets met**"
    head = re.sub(r"\*\*\d+ of \d+ targets met\*\*", met, head)
    path.write_text("\n\n".join([head.rstrip("\n"), *parts.values()]) + "\n", encoding="utf-8")


def _section(section: Section) -> str:
    lines = ["", f"## {section.title}", "", section.how, ""]
    if any(row.target for row in section.rows):
        lines += ["| measured | value | target | |", "|---|---|---|---|"]
        lines += [f"| {row.what} | {row.value} | {row.target} | {row.verdict} |"
                  for row in section.rows]  # fmt: skip
    elif section.rows:
        lines += ["| | |", "|---|---|"]
        lines += [f"| {row.what} | {row.value} |" for row in section.rows]
    for note in section.notes:
        lines += ["", note]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
