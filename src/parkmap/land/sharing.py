"""How a zone is shared: whom to call where a parcel names nobody, and who may frame its map."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from parkmap.errors import BadValue

_HOST: Final = re.compile(
    r"https?://(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r"(?::\d{1,5})?"
)
LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Sharing:
    """`[contact]` and `[embed]` of the workspace.

    `telephone` and `wechat` stand in where a parcel has none of its own; `hosts` are the origins,
    as a browser writes them, whose pages may frame `/embed`.
    """

    telephone: str = ""
    wechat: str = ""
    hosts: tuple[str, ...] = ()


PLAIN: Final = Sharing()


def sharing_of(contact: Mapping[str, Any], embed: Mapping[str, Any]) -> Sharing:
    """The settings from their tables.

    Raises
    ------
    BadValue
        A value that does not fit; the message names its key.

    Examples
    --------
    >>> sharing_of({"telephone": "窗口 0355-0000000"}, {"hosts": ["https://example.gov.cn"]}).hosts
    ('https://example.gov.cn',)
    """
    return Sharing(
        telephone=_text(contact, "telephone"),
        wechat=_wechat(contact),
        hosts=_hosts(embed.get("hosts", ())),
    )


def secure_link(value: object) -> str:
    """The value where it is an https address that a link may carry, else nothing.

    Examples
    --------
    >>> secure_link("https://work.weixin.qq.com/ca/cawc0000"), secure_link("javascript:alert(1)")
    ('https://work.weixin.qq.com/ca/cawc0000', '')
    """
    said = str(value or "").strip()
    plain = said.isprintable() and not re.search(r"[\s\"<>\\^`{|}]", said)
    return said if said.startswith("https://") and plain and len(said) <= LONGEST else ""


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or len(value) > LONGEST:
        raise BadValue("parkmap.toml: contact.%(key)s is no short text", key=key)
    return value.strip()


def _wechat(table: Mapping[str, Any]) -> str:
    value = _text(table, "wechat")
    if value and not secure_link(value):
        raise BadValue(
            "parkmap.toml: contact.wechat is '%(value)s'; give the https address that the QR code "
            "of the office's WeChat holds",
            value=value[:60],
        )
    return value


def _hosts(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list | tuple):
        raise BadValue('parkmap.toml: embed.hosts is no list; write ["https://example.gov.cn"]')
    for one in given:
        if not isinstance(one, str) or not _HOST.fullmatch(one):
            raise BadValue(
                "parkmap.toml: embed.hosts has '%(value)s'; give scheme and host alone, as "
                "https://example.gov.cn",
                value=str(one)[:60],
            )
    return tuple(dict.fromkeys(given))


__all__ = ["PLAIN", "Sharing", "secure_link", "sharing_of"]
