"""Shapefile: the `.shp` with what belongs to it, copied under names of our own and read there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from parkmap.errors import BadFile
from parkmap.formats.crs.names import MAX_WKT_CHARS
from parkmap.formats.layers.dbf_text import RAW, decoded, encoding_finding
from parkmap.formats.layers.table import read_table, reading_of
from parkmap.formats.refusals import no_such_layer
from parkmap.formats.room import reading_room
from parkmap.formats.rows import Order, Reading
from parkmap.land.finding import Finding
from parkmap.said import Said, say

PARTS: Final = (".shp", ".shx", ".dbf")
TEXTS: Final = (".prj", ".cpg")
STEM: Final = "layer"


def read_loose_shapefile(path: Path, order: Order) -> Reading:
    """A `.shp` with its parts beside it, whatever the case of their names."""
    parts = {".shp": path}
    for beside in path.parent.iterdir():
        suffix = beside.suffix.lower()
        if beside.stem == path.stem and suffix in PARTS + TEXTS and beside.is_file():
            parts.setdefault(suffix, beside)
    if order.layer not in (None, path.stem):
        raise no_such_layer(order.name, [path.stem])
    return read_shapefile(parts, order)


def read_shapefile(parts: Mapping[str, Path], order: Order) -> Reading:
    """Rows of a Shapefile; shapes as in the file.

    Parameters
    ----------
    parts
        Suffix in small letters -> file. Only the `.shp` must be there: a missing index is made
        anew, and without `.dbf` there are no attributes.
    order
        Its layer is not looked at: there is one.

    Raises
    ------
    BadFile
        Damaged, over a limit, a `.prj` of more than 8 KB.
    """
    texts = {suffix: _text(parts[suffix], order.name) for suffix in TEXTS if suffix in parts}
    with reading_room() as folder:
        for suffix in PARTS:
            if suffix in parts:
                shutil.copyfile(parts[suffix], Path(folder, STEM + suffix))
        table = read_table(Path(folder, STEM + ".shp"), "ESRI Shapefile", None, order, encoding=RAW)
    cpg = texts.get(".cpg")
    made = decoded(table.fields, table.columns, cpg)
    table = replace(table, fields=made.fields, columns=made.columns, crs="")
    reading = reading_of(table, order, named=texts.get(".prj", "").strip())
    told = encoding_finding(made, cpg)
    reading.findings.extend([told] if told else [])
    reading.findings.extend(_missing(parts))
    return reading


def _text(path: Path, name: str) -> str:
    with path.open("rb") as file:
        data = file.read(MAX_WKT_CHARS + 1)
    if len(data) > MAX_WKT_CHARS:
        raise BadFile(
            "%(file)s has a %(suffix)s of more than 8 KB; save it again",
            file=name,
            suffix=path.suffix.lower(),
        )
    return data.removeprefix(b"\xef\xbb\xbf").decode(errors="replace")


def _missing(parts: Mapping[str, Path]) -> Iterator[Finding]:
    if ".shx" not in parts:
        yield _info(say("its index (.shx) is missing and was made anew"), say("nothing to do"))
    if ".dbf" not in parts:
        yield _info(
            say("its table (.dbf) is missing, so there are no attributes"),
            say("bring the .dbf too if ids are needed"),
        )


def _info(sentence: Said, remedy: Said) -> Finding:
    return Finding("part_missing", "info", None, None, None, sentence, remedy)
