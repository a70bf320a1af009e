"""How many files of reports a workspace keeps: `[reports]` of `parkmap.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from parkmap.errors import BadValue

MOST_KEPT: Final = 1_000


@dataclass(frozen=True, slots=True)
class ReportRules:
    """How many files are kept; older ones are made again when asked for."""

    keep: int = 40


PLAIN: Final = ReportRules()


def report_rules_of(table: Mapping[str, Any]) -> ReportRules:
    """The settings from their table.

    Raises
    ------
    BadValue
        A number that is none, or out of its bounds.

    Examples
    --------
    >>> report_rules_of({"keep": 12}).keep
    12
    """
    keep = table.get("keep", PLAIN.keep)
    if isinstance(keep, bool) or not isinstance(keep, int) or not 1 <= keep <= MOST_KEPT:
        raise BadValue(
            "parkmap.toml: reports.keep is %(value)s; give a whole number from 1 to %(most)s",
            value=str(keep)[:40], most=MOST_KEPT,
        )  # fmt: skip
    return ReportRules(keep)


__all__ = ["PLAIN", "ReportRules", "report_rules_of"]
