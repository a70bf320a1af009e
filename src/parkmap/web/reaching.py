"""Whom to call about a parcel and how to get there: for its page and its card."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from parkmap.services.reaching import reach
from parkmap.services.views import View
from parkmap.web.context import current_record


def reach_body(view: View, lang: str) -> dict[str, Any]:
    """Contact as text, number to dial, address of the WeChat code, and two maps; or null each."""
    found = reach(current_record(), view, lang)
    code = f"/parcels/{quote(view.id, safe='')}/wechat.svg"
    return {
        "contact": found.contact or None,
        "phone": found.telephone and found.telephone.dialled,
        "phone_text": found.telephone and found.telephone.written,
        "wechat_qr": code if found.wechat else None,
        "navigate": {"gaode": found.gaode, "baidu": found.baidu},
    }


__all__ = ["reach_body"]
