"""A document from its pages: a constant template and data as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import orjson
import typst

from parkmap import paths
from parkmap.errors import WorkspaceError

HERE: Final = Path(__file__).resolve().parent
FONTS: Final = paths.DIST / "fonts"
Template = Literal["plan", "view", "offer_sheet"]
Form = Literal["pdf", "png"]


def typeset(
    template: Template, data: Mapping[str, Any], moment: datetime, form: Form = "pdf"
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
    made = _compiler(template).compile(
        sys_inputs={"data": orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY).decode()},
        format=form,
        timestamp=int(moment.timestamp()),
        ppi=100.0 if form == "png" else None,
    )
    return made[0] if isinstance(made, list) else made or b""


@lru_cache(maxsize=3)
def _compiler(template: Template) -> typst.Compiler:
    """Kept, since reading the font takes ten times as long as a page."""
    return typst.Compiler(
        str(HERE / f"{template}.typ"), root=str(HERE), font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )  # fmt: skip


__all__ = ["FONTS", "Form", "Template", "typeset"]
