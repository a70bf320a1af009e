"""What a server may reach outside: a mail server, a webhook; and under which address it is read.

Read from the environment by `settings`; passwords and keys stay out of every `repr`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Final
from urllib.parse import urlsplit

from parkmap.errors import BadValue

SECURITY: Final = {"starttls": 587, "tls": 465, "none": 25}
"""How a mail server is spoken to, with the usual port of each."""
HOST: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\d{1,5})?")
FORMATS: Final = ("json", "wecom", "dingtalk")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and from whom it comes."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Who is told by HTTP of a new enquiry. The address itself may be a secret."""

    url: str = field(repr=False)
    form: str = "json"
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Outward:
    """All of it. `secret` makes the links by which somebody without an account comes back.

    `hosts` are those that people may name in webhooks of their own, each as host or host:port;
    `plain_http` allows them to be spoken to without TLS.
    """

    mail: MailServer | None = None
    webhook: Webhook | None = None
    address: str = ""
    secret: str = field(default="", repr=False)
    hosts: tuple[str, ...] = ()
    plain_http: bool = False


NOTHING: Final = Outward()


def outward_of(environ: Mapping[str, str]) -> Outward:
    """What the environment says.

    Raises
    ------
    BadValue
        A value that does not fit, or mail without the address that its links need.

    Examples
    --------
    >>> outward_of({"PARKMAP_PUBLIC_URL": "https://land.example.cn/"}).address
    'https://land.example.cn'
    """
    found = Outward(
        _mail(environ), _webhook(environ), _address(environ), hosts=_hosts(environ),
        plain_http=environ.get("PARKMAP_WEBHOOK_HTTP") == "1",
    )  # fmt: skip
    if (found.mail or found.webhook or found.hosts) and not found.address:
        raise BadValue(
            "set PARKMAP_PUBLIC_URL to the public address, as https://land.example.gov.cn: "
            "links in mail and messages need it"
        )
    return found


def may_call(url: str, outward: Outward) -> bool:
    """Whether an address that somebody gave leads to a host that the settings allow.

    Scheme, host and port must fit to the letter: nothing is resolved and no redirect followed, so
    that a webhook reaches no machine that the administrator did not name.

    Examples
    --------
    >>> allowed = Outward(hosts=("qyapi.weixin.qq.com",))
    >>> may_call("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", allowed)
    True
    >>> [may_call(bad, allowed) for bad in ("https://127.0.0.1/", "http://qyapi.weixin.qq.com/",
    ...  "https://qyapi.weixin.qq.com@10.0.0.1/", "https://qyapi.weixin.qq.com:8443/")]
    [False, False, False, False]
    """
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    schemes = {"https", "http"} if outward.plain_http else {"https"}
    if parts.scheme not in schemes or "@" in parts.netloc:
        return False
    host = parts.hostname or ""
    return bool(host) and (host if port is None else f"{host}:{port}") in outward.hosts


def _hosts(environ: Mapping[str, str]) -> tuple[str, ...]:
    named = environ.get("PARKMAP_WEBHOOK_HOSTS", "").replace(",", " ").split()
    for one in named:
        if not HOST.fullmatch(one):
            raise BadValue(
                "PARKMAP_WEBHOOK_HOSTS names '%(value)s'; write hosts alone, "
                "as qyapi.weixin.qq.com, oapi.dingtalk.com",
                value=one[:60],
            )
    return tuple(one.lower() for one in named)


def _address(environ: Mapping[str, str]) -> str:
    text = environ.get("PARKMAP_PUBLIC_URL", "").rstrip("/")
    parts = urlsplit(text)
    plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    if text and (not plain or parts.path or parts.query or parts.fragment):
        raise BadValue(
            "PARKMAP_PUBLIC_URL is '%(value)s'; write scheme and host, as https://land.example.gov.cn",
            value=text[:100],
        )
    return text


def _mail(environ: Mapping[str, str]) -> MailServer | None:
    host = environ.get("PARKMAP_SMTP_HOST", "").strip()
    if not host:
        return None
    security = environ.get("PARKMAP_SMTP_SECURITY", "starttls")
    if security not in SECURITY:
        raise BadValue(
            "PARKMAP_SMTP_SECURITY is '%(value)s'; use one of %(allowed)s",
            value=security[:40],
            allowed=", ".join(SECURITY),
        )
    port = environ.get("PARKMAP_SMTP_PORT", "") or str(SECURITY[security])
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise BadValue("PARKMAP_SMTP_PORT is '%(value)s'; give a port", value=port[:40])
    sender = environ.get("PARKMAP_MAIL_FROM", "")
    if not sender.isascii() or "@" not in sender or parseaddr(sender)[1] != sender:
        raise BadValue("PARKMAP_MAIL_FROM is no address; write it as land@example.gov.cn")
    user, password = (environ.get(f"PARKMAP_SMTP_{one}", "") for one in ("USER", "PASSWORD"))
    if user and security == "none":
        raise BadValue(
            "PARKMAP_SMTP_USER needs PARKMAP_SMTP_SECURITY starttls or tls: "
            "a password is not sent in the clear"
        )
    return MailServer(host, int(port), sender, security, user, password)


def _webhook(environ: Mapping[str, str]) -> Webhook | None:
    url = environ.get("PARKMAP_WEBHOOK_URL", "").strip()
    if not url:
        return None
    parts = urlsplit(url)
    allowed = {"https", "http"} if environ.get("PARKMAP_WEBHOOK_HTTP") == "1" else {"https"}
    if parts.scheme not in allowed or not parts.hostname or "@" in parts.netloc:
        raise BadValue(
            "PARKMAP_WEBHOOK_URL is no https address; for an intranet without TLS "
            "set PARKMAP_WEBHOOK_HTTP=1"
        )
    form = environ.get("PARKMAP_WEBHOOK_FORMAT", "json")
    if form not in FORMATS:
        raise BadValue(
            "PARKMAP_WEBHOOK_FORMAT is '%(value)s'; use one of %(allowed)s",
            value=form[:40],
            allowed=", ".join(FORMATS),
        )
    secret = environ.get("PARKMAP_WEBHOOK_SECRET", "")
    if form == "json" and len(secret) < 16:
        raise BadValue("PARKMAP_WEBHOOK_SECRET is missing or short; give at least 16 characters")
    return Webhook(url, form, secret)


__all__ = [
    "FORMATS", "NOTHING", "SECURITY", "MailServer", "Outward", "Webhook", "may_call", "outward_of",
]  # fmt: skip
