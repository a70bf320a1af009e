"""What is known of a boundary-point TXT while it is read, and what is said of it as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from parkmap.formats.txt.description import Description
from parkmap.formats.txt.frames import Draft
from parkmap.formats.txt.remarks import about_file
from parkmap.land.finding import Finding
from parkmap.said import say

FIRST_LINES: Final = 8
DESCRIPTION: Final = "属性描述"


class Lines(NamedTuple):
    """How many lines, and the first of them."""

    total: int = 0
    first: tuple[int, ...] = ()

    def and_one(self, number: int) -> Lines:
        """One line more."""
        return Lines(self.total + 1, (*self.first, number)[:FIRST_LINES])


NONE: Final = Lines()


@dataclass(slots=True)
class Found:
    """What is known so far: descriptions, the parcel that lines go to, odd lines.

    `begun` is whether 属性描述 began the last description, `used` whether points stand after it.
    """

    descriptions: list[Description] = field(default_factory=lambda: [Description()])
    begun: bool = False
    used: bool = False
    draft: Draft | None = None
    wide: Lines = NONE
    stray: Lines = NONE
    unread: Lines = NONE
    headless: int = 0

    @property
    def description(self) -> Description:
        """The one that the parcels of this place in the file go by."""
        return self.descriptions[-1]

    def section(self, name: str) -> None:
        """A section begins; 属性描述 has its own say, with the keys of sections just before it."""
        self.draft = None
        if name != DESCRIPTION:
            return
        if self.description.keys and (self.begun or self.used):
            self.descriptions.append(Description())
            self.used = False
        self.description.inherited = {}
        self.begun = True

    def key(self, key: str, value: str) -> None:
        """A key; after points it speaks for the parcels to come, and for a header just before."""
        if self.used and self.description.keys:
            self.descriptions.append(self.description.heir())
            self.begun = False
        self.used = False
        self.description.add(key, value)
        if self.draft is not None and not self.draft.points:
            self.draft.description = self.description


def file_remarks(found: Found) -> Iterator[Finding]:
    """Lines in a wide form or of no parcel, points without a header, parameters not applied."""
    if found.wide.total:
        yield about_file(
            "wide_characters",
            say(
                "%(count)s lines have full-width commas, digits or brackets (the first is line "
                "%(line)s); they were read as half-width",
                count=found.wide.total,
                line=found.wide.first[0],
            ),
            say("write them half-width: other programs refuse such a file"),
        )
    if found.stray.total:
        yield about_file(
            "stray_lines",
            say(
                "%(count)s lines belong to no parcel and were passed over (lines %(lines)s)",
                count=found.stray.total,
                lines=", ".join(map(str, found.stray.first)),
            ),
            say("check that no header is missing"),
        )
    if found.headless:
        yield about_file(
            "header_missing",
            say(
                "the points from line %(line)s on have no parcel header; each outer ring was "
                "taken as a parcel",
                line=found.headless,
            ),
            say("give them their ids before confirming"),
        )
    if any(one.names_shift for one in found.descriptions):
        yield about_file(
            "shift_not_applied",
            say("its header names transformation parameters (转换参数), which were not applied"),
            say("ask the surveyor whether the coordinates are CGCS2000"),
        )
