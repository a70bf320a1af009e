"""Words of the charts of the decision board that only staff see."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (noted("Became idle"), noted("Came back"), noted("Started"))
