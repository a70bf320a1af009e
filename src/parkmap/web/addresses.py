"""Addresses that are read elsewhere: in messages, codes and pictures."""

from __future__ import annotations

from flask import g, request

from parkmap.web.context import current_settings


def public_root() -> str:
    """Where readers reach this server, without a slash at its end.

    As `PARKMAP_PUBLIC_URL` says; without it, as this request came. A page that is kept for all
    has something else stand for it (`g.parkmap_root`): the next reader may have come another way.
    """
    kept: str = g.get("parkmap_root", "")
    return kept or current_settings().outward.address or request.host_url.rstrip("/")


def public_address(path: str) -> str:
    """The whole address of a path of this server."""
    return public_root() + path


__all__ = ["public_address", "public_root"]
