"""Words of the table of parcels."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(n)s cells of %(parcels)s wait to be saved"),
    noted("%(n)s cells written for %(parcels)s."),
    noted("A part of it, >= 10, or ="),
    noted("All fields"),
    noted("All parks"),
    noted("All statuses"),
    noted("Area (mu)"),
    noted("Clear the filter"),
    noted("Columns"),
    noted("Drop all"),
    noted("Every parcel in rows; arrows move, Enter edits or sorts, Space selects"),
    noted("Fill in"),
    noted("Filter: %(what)s"),
    noted("Give it to the selection"),
    noted("Key Ctrl+A"),
    noted("Not saved. %(parcel)s, %(field)s: %(why)s"),
    noted("Number"),
    noted("Park"),
    noted("Select parcels first; the value goes to all of them."),
    noted("Status"),
    noted("Table"),
    noted("Table below the map, then alone, then closed"),
    noted("Text, number, street"),
    noted("too many to fade the rest"),
)
