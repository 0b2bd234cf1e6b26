"""Where a request comes from, when something of ours stands before the door and when nothing does."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_NEIGHBOURS = 64


def client_address(peer: str, forwarded_for: str, trusted: Sequence[Network]) -> str:
    """The address of the client: the peer's, or what a trusted proxy says about it.

    `forwarded_for` is the whole X-Forwarded-For, nearest hop last. Anybody can write into it, so it is read from
    the end and only as far as those who wrote it are trusted.
    """
    address = _parsed(peer)
    if not trusted or address is None:
        return peer
    for hop in reversed([part.strip() for part in forwarded_for.split(",") if part.strip()]):
        if not _within(address, trusted):
            break
        further = _parsed(hop)
        if further is None:
            break
        address = further
    return str(address)


def is_trusted(peer: str, trusted: Sequence[Network]) -> bool:
    """Whether what this peer says about its client is believed."""
    address = _parsed(peer) if trusted else None
    return address is not None and _within(address, trusted)


def neighbourhood(address: str) -> str:
    """What is counted as one: an IPv4 address, the /64 of an IPv6 address (one line has all of them)."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((parsed, _NEIGHBOURS), strict=False))
    return address


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
