"""Words of the desk: edit."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(id)s entered."),
    noted("%(id)s has several parts; split it first, then reshape the parts."),
    noted("%(id)s overlaps no neighbour; there is nothing to trim."),
    noted("%(id)s reshaped: %(n)s."),
    noted("%(id)s reshaped; its area stays."),
    noted("They do not merge: these have to agree first."),
    noted("Write the unit: %(n)s mu, or %(n)s m2?"),
    noted("%(id)s split into %(n)s."),
    noted("%(id)s trimmed: %(n)s m²."),
    noted("%(n)s of %(rows)s rows have X and Y; at least %(least)s are needed."),
    noted("%(n)s of %(rows)s rows taken."),
    noted("%(n)s neighbours get the new points"),
    noted("%(n)s parcels merged into %(id)s."),
    noted("A bearing"),
    noted("Add a point"),
    noted("Add a point after J%(n)s"),
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
    noted(
        "Click the corners on the map one after another, a corner near a boundary "
        "snaps to it; then drag them where they belong. Or add points and type "
        "them, or paste coordinates."
    ),
    noted(
        "Drag a corner, click a side for a new one, right-click a corner to take "
        "it out; or type below. A boundary that a neighbour shares moves for "
        "both."
    ),
    noted("Draw a new parcel"),
    noted("East side"),
    noted("Edit"),
    noted("Equal strips"),
    noted("Finish the row of coordinates, or leave it out."),
    noted("Give it up"),
    noted("Go on from the new state"),
    noted("Handle: move the last cut"),
    noted("How many strips of the same area"),
    noted("How to split"),
    noted(
        "Land that the parcel shares with a neighbour goes to the neighbour; "
        "where nothing overlaps there is nothing to trim."
    ),
    noted("Leave this row out"),
    noted("Mend the crossing: %(n)s m² (leaves %(area)s)"),
    noted("Merge"),
    noted("Merge %(n)s parcels"),
    noted("Merge the selected parcels"),
    noted("Name"),
    noted("New parcel"),
    noted("North side"),
    noted("Nothing moved yet."),
    noted("On the map: yours filled, theirs as a red line."),
    noted("Paste boundary points here: a row each, with X and Y"),
    noted("Planned on %(day)s: %(reason)s"),
    noted("Planned only, before it is registered"),
    noted("Redo point"),
    noted("Register it"),
    noted("Reshape"),
    noted("Reshape %(id)s"),
    noted("Reshape the selected parcel"),
    noted("Say an area."),
    noted("Select the one parcel that is to be reshaped."),
    noted("Select the one parcel that is to be split."),
    noted("Select the one parcel that is to give way."),
    noted("Select the parcels that are to become one."),
    noted("Set at least three corners."),
    noted("Set at least two points."),
    noted("Show"),
    noted("South side"),
    noted("Split"),
    noted("Split %(id)s"),
    noted("Split of %(id)s planned."),
    noted("Split the selected parcel"),
    noted("Status"),
    noted("Take point %(n)s out"),
    noted("The plan was given up."),
    noted("The planned split is registered."),
    noted("Take the points"),
    noted("This Y is of zone %(other)s; here it is zone %(zone)s."),
    noted("They agree in everything that goes on."),
    noted("They differ in %(n)s fields"),
    noted("Trim"),
    noted("Trim %(id)s to its neighbours"),
    noted("Trim the selected parcel to its neighbours"),
    noted("Trim to neighbours: %(n)s m² (leaves %(area)s)"),
    noted("Undo point"),
    noted("West side"),
    noted("Whose facts go on"),
    noted("Write a number, in metres."),
    noted("X (northing) has 7 digits before the point."),
    noted("Y (easting) has 6 digits before the point, or 8 with its zone."),
    noted("Zoom there"),
    noted("geometry off by %(n)s m² (allowed %(most)s)"),
    noted("recorded %(before)s m² → %(after)s m²"),
)
