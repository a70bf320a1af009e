"""Words of the desk: field."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(n)s m"),
    noted("%(n)s marks wait in this browser"),
    noted("%(n)s of them are of somebody else, who has to sign in here."),
    noted("%(n)s photos"),
    noted("Back into the form"),
    noted("Is sent when the network is back."),
    noted("Leave theirs"),
    noted(
        "Locate yourself, or tap a place on the map: parcels around it are "
        "listed, the nearest first."
    ),
    noted("Marked %(moment)s without a network, now sent: %(parcels)s %(status)s."),
    noted("Nearby"),
    noted("No network. The mark is kept in this browser with its time and is sent by itself."),
    noted("Parcels near me or near a place"),
    noted("Send now"),
    noted("Tap a place on the map"),
    noted("The place was not found; tap it on the map."),
    noted("This address is not secure, so the browser does not tell the place; tap it on the map."),
    noted("Waiting to be sent"),
    noted("Where I am"),
    noted("this browser keeps nothing; try again when the network is back"),
    noted("waits for the network"),
)
