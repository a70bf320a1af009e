"""A document from its pages: a constant template and data as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal, get_args

import orjson
import typst

from parkmap import paths
from parkmap.errors import WorkspaceError

HERE: Final = Path(__file__).resolve().parent
FONTS: Final = paths.DIST / "fonts"
Template = Literal["plan", "view", "offer_sheet", "share", "campaign", "report"]
Form = Literal["pdf", "png"]
_TURNS: Final = {template: Lock() for template in get_args(Template)}
"""A compiler serves one thread at a time, and raises where another calls it meanwhile."""


def typeset(
    template: Template, data: Mapping[str, Any], moment: datetime, form: Form = "pdf",
    ppi: float = 100.0,
) -> bytes:  # fmt: skip
    """The document; the same data and moment give the same bytes.

    Parameters
    ----------
    template
        Which of the constant templates beside this file.
    data
        What it prints. Text in it is printed as it is, whatever it looks like.
    moment
        Written into the document as the time at which it was made.
    form
        A PDF, or its first page as PNG.
    ppi
        Pixels of a PNG per inch; 72 makes one of a point.

    Raises
    ------
    WorkspaceError
        The fonts are not there, since the front end was not built.
    """
    if not any(FONTS.glob("*.ttf")):
        raise WorkspaceError(
            "the font of the papers is missing from %(folder)s; build the front end first",
            folder=FONTS,
        )
    with _TURNS[template]:
        made = _compiler(template).compile(
            sys_inputs={"data": orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY).decode()},
            format=form,
            timestamp=int(moment.timestamp()),
            ppi=ppi if form == "png" else None,
        )
    return made[0] if isinstance(made, list) else made or b""


@cache
def _compiler(template: Template) -> typst.Compiler:
    """Kept, since reading the font takes ten times as long as a page."""
    return typst.Compiler(
        str(HERE / f"{template}.typ"), root=str(HERE), font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )  # fmt: skip


__all__ = ["FONTS", "Form", "Template", "typeset"]
