"""What is said about the axes, the zones and the points of boundary files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parkmap.formats.crs.magnitudes import Frame, zone_of
from parkmap.formats.txt.points import Point, Remark
from parkmap.geometry.validity import Fault
from parkmap.land.finding import Finding
from parkmap.said import Said, say


def of_fault(fault: Fault) -> Remark:
    """A shape's fault as a remark of its parcel."""
    return Remark(fault.code, "error", fault.sentence, fault.remedy)


def no_coordinates(point: Point) -> Remark:
    """Numbers that are no place in China."""
    return Remark(
        "no_coordinates",
        "error",
        say(
            "line %(line)s: %(first)s, %(second)s are neither metres of a Gauss-Kruger zone nor "
            "degrees",
            line=point.line,
            first=f"{point.first:.12g}",
            second=f"{point.second:.12g}",
        ),
        say("correct them, or name their coordinate system with --crs, as EPSG:4547"),
    )


def no_zone(point: Point, zone: int) -> Remark:
    """A prefix that no zone has."""
    return Remark(
        "no_zone",
        "error",
        say(
            "line %(line)s: its easting begins with %(zone)s, which is no zone (3-degree 25 to "
            "45, 6-degree 13 to 23)",
            line=point.line,
            zone=zone,
        ),
        say("correct the zone before the eastings"),
    )


def odd_one(point: Point) -> Remark:
    """One point is written unlike the others."""
    return Remark(
        "odd_point",
        "error",
        say(
            "line %(line)s: %(first)s, %(second)s does not fit the other points of the parcel "
            "(columns exchanged, a digit too few, or another zone)",
            line=point.line,
            first=f"{point.first:.12g}",
            second=f"{point.second:.12g}",
        ),
        say("correct the line"),
    )


def about_count(count: int | None, points: int, rings: int, line: int) -> Iterator[Remark]:
    """A header that counts other points than follow; closing points may be counted or not."""
    if not count or count in (points, points - rings, points + rings):
        return
    yield Remark(
        "point_count",
        "warning",
        say(
            "the header in line %(line)s counts %(count)s points, %(points)s follow",
            line=line,
            count=count,
            points=points,
        ),
        say("check that no line is missing"),
    )


def about_axes(seen: Sequence[tuple[Frame, int]]) -> Iterator[Finding]:
    """Parcels with the easting first, in a format whose rule is northing first."""
    turned = [line for one, line in seen if one.zone >= 0 and not one.swapped]
    if turned:
        yield about_file(
            "axes_swapped",
            say(
                "%(count)s parcels have the easting first (the first in line %(line)s); the "
                "columns were exchanged",
                count=len(turned),
                line=turned[0],
            ),
            say("look at the parcels on the map before confirming"),
        )


def about_mixture(systems: set[int], main: int) -> Iterator[Finding]:
    """Parcels in several systems, brought into the one that most are in."""
    known = sorted(one for one in systems if one)
    belts = {one: zone_of(one) for one in known}
    if len({belt[0] if belt else one for one, belt in belts.items()}) > 1:
        yield about_file(
            "mixed_systems",
            say(
                "its parcels are in several coordinate systems (EPSG:%(epsg)s); each was read in "
                "its own",
                epsg=_list(known),
            ),
            say("look at the parcels on the map before confirming"),
        )
    if 0 in systems and zone_of(main):
        yield about_file(
            "zone_assumed",
            say("some eastings carry no zone; they were read in the zone of the others"),
            say("look at the parcels on the map before confirming"),
        )


def about_file(code: str, sentence: Said, remedy: Said) -> Finding:
    """A remark about a file as a whole."""
    return Finding(code, "warning", None, None, None, sentence, remedy)


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(str(one) for one in numbers[:8])
