"""Who counts as one sender: an address of IPv4, a whole /64 of IPv6."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv6Address, IPv6Network
from typing import Final

SUBSCRIBER: Final = 64
"""Bits that a provider gives out as one line (RFC 6177): all addresses of it are one's own."""


def one_network(address: str | None) -> str:
    """What is counted of an address; "" where there is none, a text that is no address as it is.

    Examples
    --------
    >>> one_network("2001:db8:1:2:3:4:5:6"), one_network("::ffff:192.0.2.7")
    ('2001:db8:1:2::', '192.0.2.7')
    """
    text = (address or "").partition("%")[0]
    try:
        found = IPv6Address(text)
    except AddressValueError:
        return text
    mapped: IPv4Address | None = found.ipv4_mapped
    if mapped is not None:
        return str(mapped)
    return str(IPv6Network((found, SUBSCRIBER), strict=False).network_address)


__all__ = ["one_network"]
