"""Words of the desk: edit."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(id)s split into %(n)s."),
    noted("%(id)s trimmed: %(n)s m²."),
    noted("%(n)s neighbours get the new points"),
    noted("%(n)s parcels merged into %(id)s."),
    noted("A bearing"),
    noted("Add a point"),
    noted("Areas, one piece after another: 30 mu, 5000 m2 …; the rest is the last piece"),
    noted("Bearing of advance (degrees from grid north)"),
    noted("Begin at"),
    noted("By a line"),
    noted("By area"),
    noted("Cancel"),
    noted(
        "Click points on the map so that the line crosses the parcel; a point "
        "near a boundary snaps to it. Or type coordinates here."
    ),
    noted("East side"),
    noted("Edit"),
    noted("Equal strips"),
    noted("Give it up"),
    noted("Go on from the new state"),
    noted("Handle: move the cut"),
    noted("How many strips of the same area"),
    noted("How to split"),
    noted(
        "Land that the parcel shares with a neighbour goes to the neighbour; "
        "where nothing overlaps there is nothing to trim."
    ),
    noted("Merge"),
    noted("Merge %(n)s parcels"),
    noted("Merge the selected parcels"),
    noted("North side"),
    noted("Planned on %(day)s: %(reason)s"),
    noted("Planned only, before it is registered"),
    noted("Redo point"),
    noted("Register it"),
    noted("Say an area."),
    noted("Select the one parcel that is to be split."),
    noted("Select the one parcel that is to give way."),
    noted("Select the parcels that are to become one."),
    noted("Set at least two points."),
    noted("Show"),
    noted("South side"),
    noted("Split"),
    noted("Split %(id)s"),
    noted("Split of %(id)s planned."),
    noted("Split the selected parcel"),
    noted("Take point %(n)s out"),
    noted("The plan was given up."),
    noted("The planned split is registered."),
    noted("They agree in everything that goes on."),
    noted("They differ in %(n)s fields"),
    noted("Trim"),
    noted("Trim %(id)s to its neighbours"),
    noted("Trim the selected parcel to its neighbours"),
    noted("Undo point"),
    noted("West side"),
    noted("Whose facts go on"),
    noted("Zoom there"),
    noted("geometry off by %(n)s m² (allowed %(most)s)"),
    noted("recorded %(before)s m² → %(after)s m²"),
)
