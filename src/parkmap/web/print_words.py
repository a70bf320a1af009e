"""What the papers to print say, in the language of the request."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext


def print_words() -> dict[str, Any]:
    """Key -> text, as `services.printing` takes them."""
    return {
        "plan": str(gettext("Parcel plan")),
        "points": str(gettext("Boundary points of the parcel")),
        "units": str(gettext("Units: m, m²")),
        "north": str(gettext("N")),
        "thinned": str(gettext("Where points are dense, not all are numbered: see the table.")),
        "code": str(gettext("Cadastral code")),
        "number": str(gettext("Parcel number")),
        "holder": str(gettext("Holder")),
        "use": str(gettext("Land use")),
        "no_use": str(gettext("use not recorded")),
        "location": str(gettext("Location")),
        "size": str(gettext("Parcel area")),
        "mu": str(gettext("mu")),
        "ha": str(gettext("ha")),
        "columns": [
            str(gettext("Point")), "X (m)", "Y (m)", str(gettext("Side (m)")), str(gettext("Ring")),
        ],
        "drawn_by": str(gettext("Drawn by")),
        "checked_by": str(gettext("Checked by")),
        "drawn_on": str(gettext("Drawn on")),
        "checked_on": str(gettext("Checked on")),
        "as_of": str(gettext("The record as of %(moment)s")),
        "ledger": str(gettext("ledger #%(seq)s")),
        "view_status": str(gettext(": status of parcels")),
        "view_stock_kind": str(gettext(": stock land by kind")),
        "view_servicing": str(gettext(": servicing of parcels")),
        "view_offer": str(gettext(": parcels by offer")),
        "only": str(gettext("Only: %(what)s")),
        "selection": str(gettext("selected parcels")),
        "legend": str(gettext("Legend")),
        "count": str(gettext("Number of parcels")),
        "area": str(gettext("Area")),
        "total": str(gettext("Total")),
        "parcels": str(gettext("%(n)s parcels")),
        "counted": str(gettext("Parcels that the frame cuts count whole.")),
        "on": str(gettext("Figures of %(day)s")),
    }  # fmt: skip


__all__ = ["print_words"]
