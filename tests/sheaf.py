"""Papers for tests: photos that a telephone might write, and what others might send as one."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from typing import Final

from PIL import ExifTags, Image

PDF: Final = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
HTML: Final = b"<!doctype html><script>window.__xss = 1</script>"
SVG: Final = b'<svg xmlns="http://www.w3.org/2000/svg" onload="window.__xss=1"/>'
CAMERA: Final = "Secret Camera 3000"
HEIC: Final = base64.b64decode(
    b"AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    b"AAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAADoAAgAAAAACHAABAAAAAAAAAOgAAAA4aWlu"
    b"ZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA"
    b"/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    b"AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCiBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwYkA"
    b"AAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAUAAAAEAAAAAoY2xhcAAAAFAAAAABAAAAPAAAAAEAAAAA"
    b"AAAAAv////wAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAA"
    b"AA5jZHNjAAIAAQABAAABKm1kYXQAAAA2KAGvVGqg5vTqv//la7/+o/yHylbIwGWxoc0yWKv6/OwB0dRNZcOJBiep"
    b"aSOXJCaygKR/GulcAAAABkV4aWYAAE1NACoAAAAIAAQBEAACAAAAEwAAAD4BEgADAAAAAQABAACHaQAEAAAAAQAA"
    b"AFKIJQAEAAAAAQAAAHgAAAAAU2VjcmV0IENhbWVyYSAzMDAwAAAAAZADAAIAAAAUAAAAZAAAAAAyMDI2OjA2OjMw"
    b"IDEwOjExOjEyAAAEAAEAAgAAAAJOAAAAAAIABQAAAAMAAACuAAMAAgAAAAJFAAAAAAQABQAAAAMAAADGAAAAAAAB"
    b"GuUAAAfQAAAAAAAAAAEAAAAAAAAAAQADctMAAAfQAAAAAAAAAAEAAAAAAAAAAQ=="
)
"""The photo below as a telephone writes HEIC: its left half red, taken at 113.0015, 36.2105."""


def photo(
    form: str = "JPEG", size: tuple[int, int] = (80, 60), *, at: tuple[float, float] | None = None,
    orientation: int = 1, taken: str = "2026:06:30 10:11:12",
) -> bytes:  # fmt: skip
    """A photo with its notes; its left half is red, its right half blue."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = CAMERA
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if at is not None:
        lng, lat = at
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({
            ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (lat, 0.0, 0.0),
            ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: (lng, 0.0, 0.0),
        })  # fmt: skip
    out = io.BytesIO()
    image.save(out, form, exif=exif)
    return out.getvalue()


def office(part: str = "word/document.xml", *more: str) -> bytes:
    """A document of an office program, as far as its container goes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def old_office(*streams: str) -> bytes:
    """A compound file with these streams in its directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b"".join(map(_entry, ("Root Entry", *streams)))
    return bytes(header) + table + entries.ljust(512, b"\0")


def _entry(name: str) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return text.ljust(64, b"\0") + struct.pack("<H", len(text)) + bytes(62)


def bomb() -> bytes:
    """A PNG of 400 million pixels in a few hundred KB."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()
