"""What a child says to the process that started it."""

from __future__ import annotations

import json
import os
import sys
from typing import Final, NoReturn

REFUSED: Final = 3
MAX_DETAIL: Final = 400


def tell(done: int, total: int) -> None:
    """How far it is; written at once, so that the caller sees it."""
    _line({"done": done, "total": total})


def refuse(code: str, detail: str = "") -> NoReturn:
    """End with a reason; without clean-up, since what is open may be broken."""
    _line({"refused": code, "detail": detail[:MAX_DETAIL]})
    os._exit(REFUSED)


def _line(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
