"""A photo, decoded whole: facts as JSON, a thumbnail, a copy that tells nothing of its camera."""

from __future__ import annotations

import json
import math
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image, ImageOps

from parkmap.formats.child.answer import refuse

FORMATS: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
MOMENT: Final = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)")
WHITE: Final = (255, 255, 255)


def read_picture(order: dict[str, Any]) -> None:
    """Open, decode, write thumbnail, copy and facts into the folder of the order."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is decoded
    if order["kind"] == "heic":
        _with_heic()
    try:
        with Image.open(order["path"], formats=[FORMATS[order["kind"]]]) as opened:
            _work(opened, order)
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
        refuse("damaged", type(error).__name__)


def _with_heic() -> None:
    try:
        import pi_heif
    except ImportError:
        refuse("no_heic")
    pi_heif.register_heif_opener()


def _work(opened: Image.Image, order: dict[str, Any]) -> None:
    width, height = opened.size
    if width * height > order["most_px"]:
        refuse("pixels", f"{width * height:,}")
    facts = {"width": width, "height": height} | _written(opened)
    most = order["copy_px"]
    opened.draft("RGB", (most, most))  # a JPEG is decoded no larger than is needed
    opened.load()
    copy = opened.copy()
    copy.thumbnail((most, most))
    copy = _flat(ImageOps.exif_transpose(copy))
    folder = Path(order["folder"])
    copy.save(folder / "copy.jpg", "JPEG", quality=85, exif=b"")
    copy.thumbnail((order["thumbnail_px"],) * 2)
    copy.save(folder / "thumbnail.jpg", "JPEG", quality=80, exif=b"")
    (folder / "picture.json").write_text(json.dumps(facts), "utf-8")


def _flat(image: Image.Image) -> Image.Image:
    """Colours only, on white, and nothing that came with them."""
    colours = image.convert("RGBA")
    ground = Image.new("RGB", colours.size, WHITE)
    ground.paste(colours, mask=colours.getchannel("A"))
    return ground


def _written(opened: Image.Image) -> dict[str, Any]:
    """Moment and place, where the camera wrote them in a way that can be read."""
    told: dict[str, Any] = {"taken_at": None, "lng": None, "lat": None}
    try:
        exif = opened.getexif()
        told["taken_at"] = _moment(exif.get_ifd(ExifTags.IFD.Exif))
        told["lng"], told["lat"] = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, ZeroDivisionError):
        return told  # a photo with a broken note is still a photo
    return told


def _moment(exif: Mapping[int, Any]) -> str | None:
    found = MOMENT.match(str(exif.get(ExifTags.Base.DateTimeOriginal, "")))
    return "{}-{}-{}T{}".format(*found.groups()) if found else None


def _place(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    lat = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef), "S", 90)
    lng = _degrees(
        gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef), "W", 180
    )
    known = lat is not None and lng is not None and (lat, lng) != (0.0, 0.0)
    return (lng, lat) if known else (None, None)


def _degrees(parts: Any, side: Any, minus: str, most: float) -> float | None:
    if not isinstance(parts, tuple | list) or len(parts) != 3:
        return None
    degrees, minutes, seconds = (float(one) for one in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or not 0 <= value <= most:
        return None
    return round(-value if side == minus else value, 7)
