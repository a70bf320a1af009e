"""What somebody chose of an import, held against what comparing found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from parkmap.errors import BadValue, Conflict
from parkmap.geometry.measure import total_bounds
from parkmap.services.comparing import Comparison
from parkmap.services.covering import covered
from parkmap.services.lines import Key, Line
from parkmap.services.matching import array
from parkmap.services.record import Record
from parkmap.services.standing import PARCEL, standing

MATCHED: Final = "matched"
OVERLAPPING: Final = "overlapping"
WORDS: Final = frozenset({MATCHED, OVERLAPPING})
VERDICTS_LEFT: Final = frozenset({"new", "changed"})
NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody decided of an import.

    Parameters
    ----------
    reason
        Of the entry.
    take
        Rows to take beside those that are taken anyway: keys, or "matched" (every row that was
        recognised by its outline) and "overlapping" (every row kept out for an overlap).
    leave
        Rows to leave out: keys, or "new" and "changed" (every such row that is not to be taken).
    ids
        Row -> the id that it gets.
    retire
        Parcels that are gone and shall go into history; True for all of them.
    """

    reason: str
    take: Collection[Key | str] = ()
    leave: Collection[Key | str] = ()
    ids: Mapping[Key, str] = field(default_factory=dict)
    retire: Collection[str] | bool = ()

    def as_json(self) -> dict[str, Any]:
        """As kept with an import and with what waits for a second person."""
        return {
            "reason": self.reason,
            "take": sorted(map(_row_text, self.take)),
            "leave": sorted(map(_row_text, self.leave)),
            "ids": {_row_text(key): text for key, text in self.ids.items()},
            "retire": self.retire if isinstance(self.retire, bool) else sorted(self.retire),
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Choices:
        """What `as_json` wrote."""
        return cls(
            kept["reason"],
            take=[_row_key(one) for one in kept["take"]],
            leave=[_row_key(one) for one in kept["leave"]],
            ids={(kind, int(row)): text for key, text in kept["ids"].items()
                 for kind, _, row in [key.partition(":")]},
            retire=kept["retire"],
        )  # fmt: skip


def _row_text(key: Key | str) -> str:
    return key if isinstance(key, str) else f"{key[0]}:{key[1]}"


def _row_key(text: str) -> Key | str:
    kind, colon, row = text.partition(":")
    return (kind, int(row)) if colon else text


def chosen_ids(found: Comparison, choices: Choices) -> dict[Key, str]:
    """Row -> id, where somebody named one or confirmed a match."""
    known = {line.key: line for line in found.lines}
    ids: dict[Key, str] = {}
    for line in found.lines:
        wanted = MATCHED in choices.take or line.key in choices.take
        if line.verdict == "matched" and wanted and line.key not in choices.leave:
            ids[line.key] = str(line.subject_id)
    for key, text in choices.ids.items():
        if key not in known:
            raise BadValue("there is no row %(row)s in the import", row=key[1])
        if not text.strip():
            raise BadValue("row %(row)s needs an id to be taken in", row=key[1])
        ids[key] = text.strip()
    return ids


def chosen_rows(found: Comparison, choices: Choices, named: Collection[Key]) -> list[Line]:
    """The rows to take: those that are sound, those that were chosen, less those to leave.

    Raises
    ------
    BadValue
        A row that is not there or cannot be taken; a row under a chosen id that overlaps.
    """
    known = {line.key: line for line in found.lines}
    words, keys = _words_and_keys(choices.take, WORDS)
    left_words, left = _words_and_keys(choices.leave, VERDICTS_LEFT)
    for key in [*keys, *left]:
        if key not in known:
            raise BadValue("there is no row %(row)s in the import", row=key[1])
    asked = (keys | set(named)) - left
    for key in sorted(asked):
        _refuse_untakable(known[key], choices, named)
    if OVERLAPPING in words:
        asked |= {line.key for line in found.lines if _only_overlaps(line)}
    return [
        line
        for line in found.lines
        if (line.key in asked or (line.included and line.verdict not in left_words))
        and line.key not in left
        and line.verdict in {"new", "changed"}
    ]


def _words_and_keys(
    chosen: Collection[Key | str], allowed: Collection[str]
) -> tuple[set[str], set[Key]]:
    """What was chosen by a word and what row by row; a word that is none is refused."""
    words = {one for one in chosen if isinstance(one, str)}
    unknown = words - set(allowed)
    if unknown:
        raise BadValue("'%(word)s' names no rows; use one of %(allowed)s",
                       word=min(unknown)[:40], allowed=", ".join(sorted(allowed)))  # fmt: skip
    return words, {one for one in chosen if isinstance(one, tuple)}


def _refuse_untakable(line: Line, choices: Choices, named: Collection[Key]) -> None:
    wrong = [one for one in line.findings if one.severity == "error"]
    hard = line.verdict in {"bad", "held"}
    # An overlap under an id that was only now chosen has not been seen by anybody.
    unseen = line.key in named and bool(wrong) and OVERLAPPING not in choices.take
    if hard or unseen:
        why = (wrong or line.findings)[-1:]
        raise BadValue("row %(row)s cannot be taken in: %(why)s", row=line.row,
                       why=why[0].sentence if why else line.verdict)  # fmt: skip


def _only_overlaps(line: Line) -> bool:
    errors = [one for one in line.findings if one.severity == "error"]
    sound = line.verdict in {"new", "changed"}
    return sound and bool(errors) and all(one.code == "overlap" for one in errors)


def retired_ids(gone: Mapping[str, int], choices: Choices) -> list[str]:
    """The parcels to retire, all of them gone by the comparison that was shown."""
    if choices.retire is True:
        return sorted(gone)
    wanted = sorted(set(choices.retire or ()))
    for one in wanted:
        if one not in gone:
            raise BadValue(
                "%(id)s is not gone: it is in the file, or outside its reach", id=one[:80]
            )
    return wanted


def refuse_overlaps(
    record: Record, chosen: Sequence[Line], retired: Sequence[str], choices: Choices
) -> None:
    """Refuse what would overlap once taken together, unless the row was chosen with its overlap.

    Raises
    ------
    Conflict
        With the pairs, their areas and places.
    """
    asked = {key for key in choices.take if isinstance(key, tuple)}
    drawn = [line for line in chosen if line.kind == PARCEL and line.draws]
    as_shown = not (choices.take or choices.leave or choices.ids)
    if not drawn or as_shown or OVERLAPPING in choices.take:
        return
    days = {str(line.subject_id): line.day for line in drawn}
    box = total_bounds(array([line.shape for line in drawn]))
    with record.store.read() as connection:
        here = standing(connection, record, PARCEL, days, box)
    wrong = [
        one
        for one in covered(here, drawn, retired)
        if not one.is_rounding
        and one.mine.key not in asked
        and not (one.other and one.other.key in asked)
        and not _stood(one.mine, one.other_id)
    ]
    if wrong:
        listed = [f"{one.mine.subject_id} / {one.other_id} ({one.area_m2:,.2f} m2)"
                  for one in wrong[:NAMED]]  # fmt: skip
        pairs = [{"ids": [one.mine.subject_id, one.other_id], "area_m2": one.area_m2,
                  "place": one.place} for one in wrong]  # fmt: skip
        raise Conflict(
            "these would overlap: %(list)s; take or leave both, or choose the row with its overlap",
            list=", ".join(listed),
            overlaps=pairs,
        )


def _stood(line: Line, other: str) -> bool:
    """Whether the record had this overlap before; then it was told as a warning."""
    return any(
        one.code == "overlap" and one.severity == "warning" and other in one.parcel_ids
        for one in line.findings
    )


__all__ = [
    "MATCHED", "OVERLAPPING", "Choices", "chosen_ids", "chosen_rows", "refuse_overlaps",
    "retired_ids",
]  # fmt: skip
