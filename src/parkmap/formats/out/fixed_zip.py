"""A zip of an office file without the hour of its writing: the same content, the same bytes.

Office libraries stamp parts, and the workbooks inside charts, with the clock of the machine.
"""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can tell."""

CORE: Final = "docProps/core.xml"
STAMPED: Final = re.compile(
    rb"(<dcterms:(created|modified) xsi:type=\"dcterms:W3CDTF\">)[^<]*(</dcterms:)"
)


def fixed_zip(content: bytes, moment: datetime) -> bytes:
    """The same file with every stamp set to a moment, workbooks inside it too.

    Examples
    --------
    >>> from zipfile import ZipFile
    >>> made = BytesIO()
    >>> with ZipFile(made, "w") as one: one.writestr("a.xml", "x")
    >>> moment = datetime(2026, 1, 2)
    >>> fixed_zip(made.getvalue(), moment) == fixed_zip(made.getvalue(), moment)
    True
    """
    out = BytesIO()
    with ZipFile(BytesIO(content)) as held, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in held.namelist():
            data = held.read(name)
            if name.endswith(".xlsx"):
                data = fixed_zip(data, moment)
            elif name == CORE:
                data = STAMPED.sub(rb"\g<1>" + _stamp(moment) + rb"\g<3>", data)
            info = ZipInfo(name, FIRST)
            info.compress_type = ZIP_DEFLATED
            made.writestr(info, data)
    return out.getvalue()


def _stamp(moment: datetime) -> bytes:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()


__all__ = ["fixed_zip"]
