"""Says where a request comes from, so that what one address may do can be counted. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network


def address_of(meta: Mapping[str, str], proxies: int) -> str:
    """Where a request comes from. Behind `proxies` of our own it is what the outermost of them saw.

    Of an IPv6 address the network: one household has more addresses than anyone could count.
    """
    seen = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
    said = seen[-proxies].strip() if 0 < proxies <= len(seen) else meta.get("REMOTE_ADDR", "")
    try:
        address = ip_address(said)
    except ValueError:
        return meta.get("REMOTE_ADDR", "")
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return said
