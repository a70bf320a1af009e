"""The words that the scripts of the desk say, a module a room; pages of the public carry none.

As in `web.words`: a script asks for a word by its English text, which stands here once.
"""

from __future__ import annotations

from typing import Final

from parkmap.web.desk_words import (
    board,
    edit,
    enquiry,
    field,
    frame,
    history,
    imports,
    indicators,
    papers,
    queue,
    registers,
    review,
    table,
    ties,
)

DESK_TEXTS: Final = (
    *board.TEXTS,
    *edit.TEXTS,
    *enquiry.TEXTS,
    *field.TEXTS,
    *frame.TEXTS,
    *history.TEXTS,
    *imports.TEXTS,
    *indicators.TEXTS,
    *papers.TEXTS,
    *queue.TEXTS,
    *registers.TEXTS,
    *review.TEXTS,
    *table.TEXTS,
    *ties.TEXTS,
)
"""The English texts, room by room."""

__all__ = ["DESK_TEXTS"]
