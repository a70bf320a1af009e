"""The entities of a DXF as they stand in the file, without building the drawing.

A DXF is pairs of lines, a group code and a value. Survey drawings are mostly contours and symbols:
an entity of another kind or layer is passed over before any of its numbers is parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from ezdxf.lldxf.encoding import decode_dxf_unicode, has_dxf_unicode
from ezdxf.tools.codepage import toencoding

UTF8_SINCE = "AC1021"
LAYER = 8


class Raw(NamedTuple):
    """One entity: its kind, layer and lines, codes and values in turn."""

    kind: str
    layer: str
    lines: list[bytes]

    def text(self, encoding: str) -> str:
        """The lines as ezdxf takes them."""
        return "".join(_decoded(line, encoding) + "\n" for line in self.lines)


class CutShort(Exception):
    """The file ends, or is no DXF, at this line."""


class Tags:
    """A reader of the pairs of one file; `line` is where it stands, `encoding` what it found."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.line = 0
        self.encoding = "cp936"
        """Of a file that does not say it: here that is a Chinese office's."""

    def entities(self) -> Iterator[Raw]:
        """The entities of the drawing, in order; the header is read on the way."""
        section = ""
        lines: list[bytes] = []
        before = b""
        for code, value in self._pairs():
            if section == "ENTITIES":
                if code == 0:
                    if lines:
                        yield self._raw(lines)
                    if value == b"ENDSEC":
                        return
                    lines = []
                lines += [b"%d" % code, value]
            elif code == 2 and before == b"SECTION":
                section = value.decode("ascii", "replace")
            elif section == "HEADER":
                self._header(before, value)
            before = value
        raise CutShort

    def _pairs(self) -> Iterator[tuple[int, bytes]]:
        read = self._file.readline
        while code := read():
            value = read()
            self.line += 2
            try:
                yield int(code), value.strip(b"\r\n")
            except ValueError as error:
                raise CutShort from error

    def _header(self, variable: bytes, value: bytes) -> None:
        text = value.decode("ascii", "replace").strip()
        if variable == b"$ACADVER" and text >= UTF8_SINCE:
            self.encoding = "utf-8"
        elif variable == b"$DWGCODEPAGE" and self.encoding != "utf-8":
            self.encoding = toencoding(text)

    def _raw(self, lines: list[bytes]) -> Raw:
        layer = next((lines[at + 1] for at in range(2, len(lines), 2) if lines[at] == b"8"), b"0")
        return Raw(lines[1].decode("ascii", "replace").strip(),
                   _decoded(layer, self.encoding).strip(), lines)  # fmt: skip


def _decoded(line: bytes, encoding: str) -> str:
    """A line as text; letters outside of the encoding stand as U+ and four digits."""
    text = line.decode(encoding, "replace")
    return decode_dxf_unicode(text) if has_dxf_unicode(text) else text
