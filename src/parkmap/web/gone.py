"""Land that became history: to the public it answers 404 by every address, naming its successors.

In one place before all routes, so that none of them, and none that comes later, forgets it.
"""

from __future__ import annotations

from typing import Final

from flask import Flask, request

from parkmap.errors import NotFound
from parkmap.land.policy import PUBLIC
from parkmap.land.speaking import COMMA
from parkmap.services.short_list import what_became
from parkmap.web.context import current_actor, current_record

ARGUMENT: Final = "parcel_id"


def init_gone(app: Flask) -> None:
    """Look at the parcel that an address names, before its route does."""
    app.before_request(refuse_history)


def refuse_history() -> None:
    """Refuse a retired parcel to the public.

    Raises
    ------
    NotFound
        ``values["became"]`` are the parcels that its land is now, as the public may know them.
    """
    parcel_id = (request.view_args or {}).get(ARGUMENT)
    if parcel_id is None:
        return
    actor = current_actor()
    if actor.audience != PUBLIC:
        return
    gone = what_became(current_record(), actor, parcel_id)
    if gone is None:
        return
    if gone.successors:
        raise NotFound(
            "%(id)s became history on %(day)s; its land is now %(became)s",
            id=gone.id, day=gone.retired_on, became=COMMA.join(gone.successors),
        )  # fmt: skip
    raise NotFound("%(id)s became history on %(day)s", id=gone.id, day=gone.retired_on)


__all__ = ["init_gone", "refuse_history"]
