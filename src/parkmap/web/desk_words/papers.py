"""Words of papers on the desk: kept, attached, printed."""

from __future__ import annotations

from typing import Final

from parkmap.web.noted import noted

TEXTS: Final = (
    noted("%(n)s papers kept for %(id)s."),
    noted("%(name)s is internal now."),
    noted("%(name)s is public now."),
    noted("+ Papers"),
    noted("+ Papers %(n)s"),
    noted("Add photos or documents"),
    noted("Also for %(id)s, where it was taken"),
    noted("At most %(n)s at a time"),
    noted("Checked by"),
    noted("Content"),
    noted("Drawn by"),
    noted("Leave %(name)s out"),
    noted("No paper yet."),
    noted("Offer"),
    noted("Only the selected parcels"),
    noted(
        "Or drop them here: JPEG, PNG, WebP, HEIC, PDF, Office. Internal until you make one public."
    ),
    noted("Paper"),
    noted("Papers"),
    noted("Papers of the selected parcel"),
    noted("Papers to print"),
    noted("Parcel plans"),
    noted(
        "Parcels of this view by colour, hatching and letter, with their sums. What the "
        "filter leaves out is left out here too, and the paper says so."
    ),
    noted("Photo %(name)s"),
    noted("Plan"),
    noted("Plan and boundary points"),
    noted("Print"),
    noted("Print plans (%(parcels)s)"),
    noted("Print this view (A3)"),
    noted(
        "Select one parcel to see its papers. "
        "Papers for many go with a mark: “+ Papers” in the bar."
    ),
    noted("Select parcels first"),
    noted("Sending…"),
    noted("Servicing"),
    noted("Stock kind"),
    noted("Take off"),
    noted("Take off %(name)s"),
    noted("Theme"),
    noted("taken %(moment)s"),
    noted("Thematic map"),
    noted("Where it was taken"),
    noted("with entry #%(seq)s"),
)
