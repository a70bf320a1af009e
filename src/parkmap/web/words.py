"""The words that the page scripts say, in the language of the request.

A script asks for them by their English text, ``word("Copied")``, and fills the places itself,
always as text. A test finds every such call in ``frontend/src`` here.
"""

from __future__ import annotations

from typing import Final

from flask_babel import gettext

from parkmap.web.desk_words import DESK_TEXTS
from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(count)s · %(mu)s mu"),
    noted("%(n)s already %(status)s"),
    noted("%(n)s found"),
    noted("%(n)s parcel"),
    noted("%(n)s parcels"),
    noted("%(n)s in all"),
    noted("%(n)s parcels of your selection were changed meanwhile."),
    noted("%(n)s selected"),
    noted("%(name)s is no longer in the record"),
    noted("%(name)s was changed meanwhile: now %(status)s."),
    noted("%(name)s was changed meanwhile; its status is %(status)s as before."),
    noted("%(parcels)s now %(status)s."),
    noted("%(parcels)s selected · %(mu)s mu"),
    noted("%(shown)s of %(n)s shown"),
    noted("%(status)s (version %(n)s)"),
    noted("Add to short list"),
    noted("All %(n)s parcels are listed."),
    noted("All selected parcels have this status already; there is nothing to save."),
    noted("and %(n)s more"),
    noted("Baidu map"),
    noted("Basemap"),
    noted("basemap shifted from GCJ-02 for display"),
    noted("Call %(phone)s"),
    noted("Choose an effective date, today at the latest."),
    noted("Choose the new status first: keys 1 to 4."),
    noted("Choose the route by which the land came back into use."),
    noted("Click a parcel on the map, or find it by its number."),
    noted("Close"),
    noted("Copied"),
    noted("Copy link"),
    noted("Data sheet"),
    noted("Entry #%(seq)s undone."),
    noted("Gaode map"),
    noted("ha"),
    noted("Layers"),
    noted("ledger #%(seq)s"),
    noted("Legend"),
    noted("Loading…"),
    noted("mu"),
    noted("N"),
    noted("Navigate (opens another site)"),
    noted("No answer from the server. Check the network, then try again."),
    noted(
        "No answer from the server: it is not known whether this was saved. Your entry "
        "stays here; sending it again cannot save it twice."
    ),
    noted("No basemap"),
    noted("No parcel found. Check the number, or search for a part of the name."),
    noted("North is up"),
    noted("not there"),
    noted("Not in the record: %(ids)s"),
    noted("Not saved: %(why)s"),
    noted("Nothing selected"),
    noted("Parks"),
    noted("Pause"),
    noted("Play"),
    noted("QR code of the office's WeChat"),
    noted("Remove the filter: %(filter)s"),
    noted("Saved %(moment)s"),
    noted("Saving…"),
    noted("Select at least one parcel on the map or by its number."),
    noted("Show %(lots)s"),
    noted("Show more"),
    noted("Show the whole zone"),
    noted("since %(day)s"),
    noted("Some parcels could not be loaded; trying again"),
    noted("Take %(name)s out of the selection"),
    noted("Take off the list"),
    noted("The history could not be loaded: %(why)s"),
    noted("The list could not be loaded: %(why)s"),
    noted("The list is full (20)"),
    noted("The map could not start. Lists, data sheets and figures work without it."),
    noted("The server answered %(status)s."),
    noted("There is nothing to undo."),
    noted("Undo (#%(seq)s)"),
    noted("Undo entry #%(seq)s: %(what)s"),
    noted("Update status"),
    noted("Update status (%(n)s)"),
    noted("version %(n)s"),
    noted("WeChat"),
    noted("Write the reason: it goes into the ledger with the mark."),
    noted("You are signed out. Sign in in another tab, then send again."),
    noted("Zoom in"),
    noted("Zoom out"),
    noted("Zoom there"),
)
"""The English texts, in the order of the alphabet."""


def words(*, desk: bool) -> dict[str, str]:
    """English text -> the text in the language of the request, for ``config["words"]``."""
    wanted = TEXTS + DESK_TEXTS if desk else TEXTS
    return {text: str(gettext(text)) for text in wanted}
