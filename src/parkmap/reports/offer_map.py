"""The map of a 地块推介单: a parcel among its streets and neighbours, or a short list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely

from parkmap.land.status import Style
from parkmap.reports.backdrop import FILLS, LINES, ROAD, Ground, ground
from parkmap.reports.drawing import Item, area, middle, scale_bar, text
from parkmap.reports.frame import Frame
from parkmap.reports.view_map import Plot, mixed, park_outlines

OWN: Final = "#1F5FBF"
OWN_FILL: Final = "#D6E4F8"
SHARES: Final = {"solid": 0.45, "none": 0.3}
HATCHED_SHARE: Final = 0.16
LETTER_MM: Final = 2.0
NUMBER_MM: Final = 6.0
"""The radius that a letter, and a number below it, needs in a neighbour."""

NEARLY: Final = 0.9
PARK_PT: Final = 8.0
PARK_LINE: Final = "#8FB3E3"

Text = str | list[str]


@dataclass(frozen=True, slots=True)
class Promoted:
    """Land that is promoted: what stands in it on the map, and its shape on the plane."""

    label: str
    note: str
    shape: Any


def looks(style: Style) -> dict[str, str]:
    """How a neighbour is drawn: paler than on a thematic map, so that the land itself stands out.

    Colour, hatching and letter are those of the table.
    """
    return {"fill": mixed(style.light, SHARES.get(style.hatch, HATCHED_SHARE)),
            "hatch": f"{style.hatch} {style.light}", "line": style.light}  # fmt: skip


def drawn_map(
    frame: Frame, own: Sequence[Promoted], beside: Sequence[Plot], things: Sequence[Ground],
    styles: Mapping[str, Style], letters: str,
) -> dict[str, Any]:  # fmt: skip
    """A map in millimetres: ground, neighbours by colour, hatching and letter, the land itself.

    Parameters
    ----------
    letters
        The language of the letters.
    """
    below, names = ground(frame, things)
    shapes, said = _beside(frame, beside, styles, letters)
    mine, labels = _own(frame, own)
    return {
        "frame": {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height},
        "shapes": [*below, *shapes, *mine], "texts": [*names, *said, *labels],
        "around": [], "crosses": [], "scale": f"1:{frame.scale:,}", "bar": scale_bar(frame.scale),
    }  # fmt: skip


def drawn_list(
    frame: Frame, own: Sequence[Promoted], parks: Sequence[tuple[str, Any]],
    things: Sequence[Ground],
) -> dict[str, Any]:  # fmt: skip
    """The map of a short list: its parcels by number among parks and streets."""
    made = drawn_map(frame, [], [], things, {}, "")
    outlines, titles = park_outlines(frame, parks, PARK_PT)
    outlines = [one | {"line": PARK_LINE, "width": 0.35} for one in outlines]
    mine, labels = _own(frame, own)
    return made | {"shapes": [*made["shapes"], *outlines, *mine],
                   "texts": [*made["texts"], *titles, *labels]}  # fmt: skip


def _beside(
    frame: Frame, beside: Sequence[Plot], styles: Mapping[str, Style], lang: str
) -> tuple[list[Item], list[Item]]:  # fmt: skip
    shapes: list[Item] = []
    said: list[Item] = []
    window = shapely.box(1, 1, frame.width - 1, frame.height - 1)
    for one in beside:
        style = styles[one.drawn_as]
        look = looks(style)
        cut = frame.cut(one.shape)
        drawn = area(cut, fill=look["fill"], hatch=look["hatch"], line=look["line"], width=0.15)
        if drawn is None:
            continue
        shapes.append(drawn)
        inside = shapely.intersection(cut, window)
        if float(inside.area) < LETTER_MM**2 * 3:
            continue
        x, y, free = _centre(inside)
        if free >= LETTER_MM:
            letter = style.letter_zh if lang == "zh" else style.letter_en
            numbered = free >= NUMBER_MM
            said.append(text(x, y - (1.6 if numbered else 0), letter, min(8.0, free * 2),
                             halo=True))  # fmt: skip
            if numbered:
                said.append(text(x, y + 1.9, one.id[:16], 5.5, halo=True))
    return shapes, said


def _centre(shape: Any) -> tuple[float, float, float]:
    """Where a label stands: at the centroid where it is about as free as anywhere else."""
    x, y, free = middle(shape)
    there = shape.centroid
    if shape.contains(there) and there.distance(shape.boundary) >= NEARLY * free:
        return float(there.x), float(there.y), free
    return x, y, free


def _own(frame: Frame, own: Sequence[Promoted]) -> tuple[list[Item], list[Item]]:
    """The land itself: an accent outline with a white line around, as a selection on the map."""
    shapes: list[Item] = []
    said: list[Item] = []
    for one in own:
        shape = frame.millimetres(one.shape)
        halo = area(shape, fill=OWN_FILL, line="#FFFFFF", width=1.7)
        line = area(shape, line=OWN, width=0.9)
        shapes += [each for each in (halo, line) if each]
        x, y, free = _centre(shape)
        size = max(6.5, min(11.0, free * 1.3))
        step = size * 0.21 if one.note else 0.0
        said.append(text(x, y - step, one.label[:18], size, OWN, halo=True))
        if one.note:
            said.append(text(x, y + step * 1.1, one.note, size * 0.8, halo=True))
    return shapes, said


def legend(
    own: Text, drawn: Sequence[str], styles: Mapping[str, Style], names: Mapping[str, Text],
    kinds: Mapping[str, Text], letters: str,
) -> list[dict[str, Any]]:  # fmt: skip
    """Swatches with names: the land, the styles that occur, what of the backdrop occurs.

    Parameters
    ----------
    names, kinds
        What a style, and a file of the backdrop, is called.
    """
    found: list[dict[str, Any]] = [
        {"fill": OWN_FILL, "hatch": None, "line": OWN, "letter": "", "name": own}
    ]
    for code, style in styles.items():
        if code in drawn:
            letter = style.letter_zh if letters == "zh" else style.letter_en
            found.append(looks(style) | {"letter": letter, "name": names[code]})
    for kind, name in kinds.items():
        line = LINES[kind][0] if kind in LINES else None
        fill = None if line else ROAD if kind == "roads" else FILLS.get(kind, "#F1F3F5")
        found.append({"fill": fill, "hatch": None, "line": line, "letter": "", "name": name})
    return found


__all__ = ["Promoted", "drawn_list", "drawn_map", "legend"]
