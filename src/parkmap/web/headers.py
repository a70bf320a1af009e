"""Headers of every answer: a content policy with a fresh nonce, and what else browsers heed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from parkmap.land.zone import Zone
from parkmap.web.logs import OWN_KEY


def nonce() -> str:
    """The nonce of this answer; made when it is first asked for."""
    if "parkmap_nonce" not in g:
        g.parkmap_nonce = secrets.token_urlsafe(16)
    return cast("str", g.parkmap_nonce)


@contextmanager
def nonce_as(value: str) -> Iterator[None]:
    """Let `value` stand for the nonce while a page is rendered that will be kept."""
    own, g.parkmap_nonce = nonce(), value
    try:
        yield
    finally:
        g.parkmap_nonce = own


def basemap_hosts(zone: Zone) -> tuple[str, ...]:
    """Origins that the configured basemaps load pictures from, in CSP form."""
    hosts: set[str] = set()
    for basemap in zone.basemaps:
        parts = urlsplit(basemap.url.replace("{s}", "SUBDOMAIN"))
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            continue
        names = list(basemap.subdomains) if "SUBDOMAIN" in parts.netloc else [""]
        hosts.update(
            f"{parts.scheme}://{parts.netloc.replace('SUBDOMAIN', str(name))}" for name in names
        )
    return tuple(sorted(hosts))


def framed_by(hosts: tuple[str, ...]) -> None:
    """Let pages of these origins frame this answer; without any it is for own pages alone."""
    g.parkmap_framed_by = hosts


def content_policy(
    value: str, hosts: tuple[str, ...] = (), framed: tuple[str, ...] = ()
) -> str:  # fmt: skip
    """The Content-Security-Policy with this nonce.

    `hosts` are those of the basemaps, `framed` those whose pages may frame this one.

    Examples
    --------
    >>> "script-src 'self' 'nonce-abc'" in content_policy("abc")
    True
    """
    pictures = " ".join(("'self'", "data:", "blob:", *hosts))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{value}'",
            f"style-src 'self' 'nonce-{value}'",
            f"img-src {pictures}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            " ".join(("frame-ancestors 'self'", *framed)),
        )
    )


def init_headers(app: Flask, zone: Zone) -> None:
    """Send the headers with every answer of the app."""
    hosts = basemap_hosts(zone)

    @app.after_request
    def add(response: Response) -> Response:
        head = response.headers
        framed: tuple[str, ...] = g.get("parkmap_framed_by", ())
        head.setdefault("Content-Security-Policy", content_policy(nonce(), hosts, framed))
        head.setdefault("X-Content-Type-Options", "nosniff")
        if OWN_KEY.match(request.path):  # also where it answers with an error
            head["Referrer-Policy"], head["Cache-Control"] = "no-referrer", "no-store"
        head.setdefault("Referrer-Policy", "same-origin")
        if not framed:  # it knows no list of hosts, and browsers that know the policy ignore it
            head.setdefault("X-Frame-Options", "SAMEORIGIN")
        head.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if response.mimetype == "text/html":
            head.setdefault("Cache-Control", "private, no-cache")
            response.vary.add("Cookie")
            response.vary.add("Accept-Language")
        if request.is_secure:
            head.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
