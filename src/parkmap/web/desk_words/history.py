"""Words of the story of a parcel and of the ledger's table."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(id)s is again as it was after entry #%(seq)s."),
    noted("%(id)s, from which it was made"),
    noted("%(n)s changes of entry #%(seq)s"),
    noted("%(what)s, undone by #%(seq)s"),
    noted("A new entry would write:"),
    noted("After"),
    noted("Before"),
    noted("Boundary: as it was after entry #%(seq)s"),
    noted("Cancel"),
    noted("History"),
    noted("History of the selection"),
    noted("Its entries in the ledger"),
    noted("Maps before and after"),
    noted("No entry matches. Take a filter away, or choose other days."),
    noted("Restore"),
    noted("Restore this state"),
    noted("Select one parcel to read its story."),
    noted("The parcel is now as it was after entry #%(seq)s."),
    noted("The whole ledger"),
    noted("Undo"),
    noted("Write the reason: it goes into the ledger."),
    noted("undone by #%(seq)s"),
)
