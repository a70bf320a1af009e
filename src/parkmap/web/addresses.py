"""Addresses that are read elsewhere: in messages, codes and pictures."""

from __future__ import annotations

from flask import request

from parkmap.web.context import current_settings


def public_root() -> str:
    """Where readers reach this server, without a slash at its end.

    As `PARKMAP_PUBLIC_URL` says; without it, as this request came.
    """
    return current_settings().public_url or request.host_url.rstrip("/")


def public_address(path: str) -> str:
    """The whole address of a path of this server."""
    return public_root() + path


__all__ = ["public_address", "public_root"]
