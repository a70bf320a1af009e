"""What a 地块推介单 says beside the facts, in the language that is in force."""

from __future__ import annotations

from flask_babel import gettext


def sheet_words() -> dict[str, str]:
    """Key -> text."""
    return {
        "sheet": str(gettext("Land offer sheet")),
        "mu": str(gettext("mu")),
        "ha": str(gettext("ha")),
        "north": str(gettext("N")),
        "own": str(gettext("This parcel")),
        "own_list": str(gettext("Parcels of this list")),
        "area": str(gettext("Area")),
        "prevails": str(gettext("the grant's announcement prevails")),
        "until": str(gettext("until %(day)s")),
        "offer": str(gettext("Supply and terms")),
        "planning": str(gettext("Planning conditions")),
        "servicing": str(gettext("Servicing and supply lines")),
        "standard": str(gettext("Standard-land indicators")),
        "near": str(gettext("Distances")),
        "straight": str(gettext("Along the straight line, from edge to edge.")),
        "beside": str(gettext("beside it")),
        "connected": str(gettext("Connected")),
        "unconnected": str(gettext("Not connected")),
        "source": str(gettext("Source: %(source)s")),
        "scan": str(gettext("Scan for the parcel's page as it stands now")),
        "scan_list": str(gettext("Scan for this list as it stands now")),
        "wechat": str(gettext("WeChat of the office")),
        "made_on": str(gettext("Sheet of %(day)s")),
        "confirmed": str(gettext("Facts confirmed on %(day)s, %(n)s days ago")),
        "confirmed_today": str(gettext("Facts confirmed today")),
        "ledger": str(gettext("ledger #%(seq)s")),
        "approval": str(gettext("Map approval number: %(number)s")),
        "no_promise": str(gettext(
            "For information; nothing is reserved. Land is granted by public tender, and the "
            "grant's announcement prevails."
        )),
        "no_outline": str(gettext("No boundary is recorded; there is no map.")),
        "no_contact": str(gettext("Ask on the parcel's page")),
    }  # fmt: skip


def cover_words() -> dict[str, str]:
    """Key -> text, of the cover and the table of a short list."""
    return {
        "count": str(gettext("Number of parcels")),
        "total": str(gettext("Area in all")),
        "available": str(gettext("Of these available today")),
        "compared": str(gettext("The parcels side by side")),
        "parcel": str(gettext("Parcel")),
        "availability": str(gettext("Availability")),
        "left_out": str(gettext(
            "%(n)s more of the list are not shown: no longer public, or history."
        )),
    }  # fmt: skip


__all__ = ["cover_words", "sheet_words"]
