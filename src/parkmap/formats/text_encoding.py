"""Which encoding a text is in: its byte order mark, else strict UTF-8, else GB18030."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from parkmap.errors import BadFile

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOOK_BYTES: Final = 512
LINE_END: Final = re.compile(r"\r\n|\r|\n")


def decoded(data: bytes, name: str) -> str:
    """The text of a file that survey programs, Excel or editors have written.

    Parameters
    ----------
    data
        The whole file.
    name
        Its name, for the refusal.

    Raises
    ------
    BadFile
        Neither UTF-8, UTF-16 nor GB18030, or not text at all.

    Examples
    --------
    >>> decoded("地块".encode("gb18030"), "a.txt"), decoded("地块".encode("utf-16"), "a.txt")
    ('地块', '地块')
    """
    for encoding in _likely(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadFile(
        "%(file)s is text neither in UTF-8 nor in GB18030; save it again as UTF-8", file=name
    )


def text_start(head: bytes) -> str:
    """The first bytes of a file as text, for a look at what it is; empty where it is no text.

    Examples
    --------
    >>> text_start("[属性描述]".encode("gb18030")[:-2])
    '[属性描'
    """
    for encoding in _likely(head):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return ""


def lines_of(text: str, *, ends: bool = False) -> Iterator[str]:
    r"""Lines by CR, LF or both; other characters that Unicode takes for line ends stay inside.

    Parameters
    ----------
    text
        Of any size: one line at a time is copied.
    ends
        Whether a line keeps its end.

    Examples
    --------
    >>> list(lines_of("a\r\nb\x0bc\rd"))
    ['a', 'b\x0bc', 'd']
    """
    start = 0
    for found in LINE_END.finditer(text):
        yield text[start : found.end() if ends else found.start()]
        start = found.end()
    yield text[start:]


def _likely(data: bytes) -> tuple[str, ...]:
    """Encodings to try, in order."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return (encoding,)
    look = data[:LOOK_BYTES]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if 4 * look[start::2].count(0) > len(look[start::2]):
            return (encoding,)
    return ("utf-8", "gb18030")
