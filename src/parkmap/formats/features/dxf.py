"""DXF: closed outlines by layer, with the labels that stand inside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NoReturn

import orjson

from parkmap.errors import BadFile
from parkmap.formats.features.lines import converted, rows_of
from parkmap.formats.process import Ended
from parkmap.formats.refusals import BETWEEN, no_such_layer, reader_stopped
from parkmap.formats.rows import Order, Reading, Row
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.finding import Finding, Severity
from parkmap.land.fitting import fitted
from parkmap.said import Said, say

MOST_LAYERS: Final = 20
AREA_TOLERANCE_M2: Final = 0.01


def read_dxf(path: Path, order: Order) -> Reading:
    """Rows of the closed outlines; a drawing does not say its coordinate system.

    Outlines of all layers are read but those with topography, which is confidential on a large
    scale: such a layer is read only where `order.layer` names it. Several are named with commas
    between them. Rings that `write_dxf` drew come back as parcels with holes and parts.

    Raises
    ------
    BadFile
        Cut short, no such layer, no closed outline.
    """
    named = None if order.layer is None else [one.strip() for one in order.layer.split(",")]
    with converted("dxf", path, order, layers=named) as (ended, folder):
        if ended.code != 0:
            _refuse(ended, order)
        rows, _ = rows_of(folder, order)
        told = orjson.loads((folder / "drawing.json").read_bytes())
    if not rows:
        raise _empty(told, order.name)
    if told["own"] == len(rows):
        rows = [_own(row) for row in rows]
    return Reading(order.name, order.epsg or 0, rows, list(_remarks(told)))


def _own(row: Row) -> Row:
    """A parcel that parkmap drew: where its layer is a status, that is its status."""
    status = fitted(PARCEL_FIELDS["status"], row.attributes.get("layer"))
    if status is None:
        return row
    rest = {name: value for name, value in row.attributes.items() if name != "layer"}
    return replace(row, attributes={"status": status} | rest)


def _refuse(ended: Ended, order: Order) -> NoReturn:
    if ended.refused == "cut_short":
        raise BadFile(
            "%(file)s ends too early, or is no DXF, after line %(line)s: copy it anew",
            file=order.name,
            line=ended.detail,
        )
    if ended.refused == "no_layer":
        raise no_such_layer(order.name, ended.detail.split(BETWEEN) if ended.detail else [])
    raise reader_stopped(order.name, "DXF")


def _empty(told: Mapping[str, Any], name: str) -> BadFile:
    if told["left_out"]:
        return BadFile(
            "%(file)s has closed lines only on layers with topography; if one of them holds "
            "boundaries, name it as the layer: %(layers)s",
            file=name,
            layers=_counted(told["left_out"]),
            asks="layer",
            choices=list(told["left_out"]),
        )
    return BadFile(
        "%(file)s has no closed outline; close the boundaries in the drawing (open lines: "
        "%(layers)s)",
        file=name,
        layers=_counted(told["open"]) or "–",
    )


def _remarks(told: Mapping[str, Any]) -> Iterator[Finding]:
    yield _remark(
        "layers_read", "info",
        say("outlines were read from these layers: %(layers)s", layers=_counted(told["layers"])),
        say("name one with --layer to read it alone"),
    )  # fmt: skip
    if told["left_out"]:
        yield _remark(
            "layers_left_out", "info",
            say("layers with topography were left out: %(layers)s",
                layers=_counted(told["left_out"])),
            say("if one of them holds boundaries, name it with --layer"),
        )  # fmt: skip
    if told["own"]:
        yield _remark(
            "own_rings_joined", "info",
            say("%(count)s parcels were drawn by parkmap and came back with their ids, holes and "
                "parts", count=told["own"]),
            say("nothing to do"),
        )  # fmt: skip
    yield from _passed_over(told)
    if told["arcs"]:
        yield _arcs(told)
    if told["labels"]:
        yield _remark(
            "labels_joined", "info",
            say("%(count)s of %(total)s texts stand inside an outline and were joined to it",
                count=told["labels"] - told["labels_outside"], total=told["labels"]),
            say("look over the ids that came from them"),
        )  # fmt: skip


def _passed_over(told: Mapping[str, Any]) -> Iterator[Finding]:
    if told["open"]:
        yield _remark(
            "open_lines", "warning",
            say("open lines are no boundaries and were left out: %(layers)s",
                layers=_counted(told["open"])),
            say("close them in the drawing if they are boundaries"),
        )  # fmt: skip
    if told["kinds"]:
        yield _remark(
            "kinds_left_out", "info",
            say("other entities were left out: %(kinds)s", kinds=_counted(told["kinds"])),
            say("explode blocks and join lines to polylines if they are boundaries"),
        )  # fmt: skip
    if told["damaged"]:
        yield _remark(
            "damaged_entities", "warning",
            say("%(count)s entities cannot be read", count=told["damaged"]),
            say("save the drawing again, after a check in the program that made it"),
        )  # fmt: skip
    if told["copied"]:
        yield _remark(
            "own_rings_apart", "warning",
            say("%(count)s parcels have rings that were copied or taken away after parkmap drew "
                "them: %(ids)s; each ring was read as an outline of its own",
                count=len(told["copied"]), ids=_few(told["copied"])),
            say("give each outline its own id, and cut holes out after the import"),
        )  # fmt: skip
    if told["nested"]:
        yield _remark(
            "outlines_nested", "warning",
            say("%(count)s outlines lie inside another one; a drawing does not say whether they "
                "are holes", count=told["nested"]),
            say("look for overlaps after the import, and cut holes out there"),
        )  # fmt: skip


def _arcs(told: Mapping[str, Any]) -> Finding:
    exact = told["lost_area"] <= AREA_TOLERANCE_M2
    return _remark(
        "arcs_drawn_as_lines",
        "info" if exact else "warning",
        say(
            "%(arcs)s arcs in %(count)s outlines became lines; the areas differ by at most "
            "%(area)s m2 from those with arcs",
            arcs=told["arcs"],
            count=told["curved"],
            area=f"{told['lost_area']:.4f}",
        ),
        say("nothing to do") if exact else say("compare the areas of these parcels"),
    )


def _counted(counts: Mapping[str, int]) -> str:
    """Names with counts, the largest first."""
    first = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_LAYERS]
    rest = len(counts) - len(first)
    return ", ".join(f"{name} ({count})" for name, count in first) + (f", +{rest}" if rest else "")


def _few(names: list[str]) -> str:
    rest = len(names) - MOST_LAYERS
    return ", ".join(names[:MOST_LAYERS]) + (f", +{rest}" if rest > 0 else "")


def _remark(code: str, severity: Severity, sentence: Said, remedy: Said) -> Finding:
    return Finding(code, severity, None, None, None, sentence, remedy)
