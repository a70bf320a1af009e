"""Photos: opened by a child, which leaves a thumbnail and a copy without what the camera wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import orjson

from parkmap.errors import BadFile, TooLarge, UnsupportedFile
from parkmap.formats.limits import Limits
from parkmap.formats.process import run_child
from parkmap.formats.refusals import over_memory, over_time, reader_stopped

MOST_MEGAPIXELS: Final = 120
THUMBNAIL_PX: Final = 320
COPY_PX: Final = 2_560
LIMITS: Final = Limits(read_seconds=30.0)
THUMBNAIL: Final = "thumbnail.jpg"
COPY: Final = "copy.jpg"
TOLD: Final = "picture.json"


class Picture(NamedTuple):
    """What a photo says of itself; the moment is as the camera wrote it, degrees are WGS 84."""

    width: int
    height: int
    taken_at: str | None
    lng: float | None
    lat: float | None


def look_at(path: Path, kind: str, name: str, folder: Path) -> Picture:
    """Decode a photo and write `THUMBNAIL` and `COPY` into a folder, upright, without EXIF.

    Parameters
    ----------
    kind
        A kind of `land.paper.KINDS` that is a picture.
    name
        What its sender calls it, for the sentence of a refusal.

    Raises
    ------
    TooLarge
        More pixels than `MOST_MEGAPIXELS`, or than the memory of the child holds.
    UnsupportedFile
        HEIC, and nothing is installed that reads it.
    BadFile
        Cut short, or no picture inside.
    """
    order = {
        "path": str(path), "kind": kind, "folder": str(folder), "copy_px": COPY_PX,
        "thumbnail_px": THUMBNAIL_PX, "most_px": MOST_MEGAPIXELS * 1_000_000,
    }  # fmt: skip
    ended = run_child("picture", order, LIMITS)
    if ended.code is None:
        raise over_time(name, LIMITS)
    if ended.refused == "pixels":
        raise TooLarge(
            "%(file)s has %(found)s pixels, more than %(limit)s million; save it smaller",
            file=name,
            found=ended.detail,
            limit=MOST_MEGAPIXELS,
        )
    if ended.refused == "no_heic":
        raise UnsupportedFile(
            "%(file)s is HEIC, which this server cannot read; let the telephone take JPEG "
            "(“most compatible”), or ask the administrator to install parkmap[heic]",
            file=name,
        )
    if ended.starved:
        raise over_memory(name, LIMITS)
    if ended.code != 0:
        raise reader_stopped(name, kind.upper())
    try:
        return Picture(**orjson.loads((folder / TOLD).read_bytes()))
    except (OSError, orjson.JSONDecodeError, TypeError) as cause:
        raise BadFile(
            "%(file)s cannot be read as %(kind)s; it may be damaged: copy or export it anew",
            file=name,
            kind=kind.upper(),
        ) from cause


__all__ = ["COPY", "THUMBNAIL", "Picture", "look_at"]
