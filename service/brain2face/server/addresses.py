"""Where a host lies: looked up once, and not in this machine's own neighbourhood.

A name that anyone may register can lead to 127.0.0.1 or to a cloud's metadata service. So the
addresses are judged, and the connection is made to an address that was, not to the name again.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from ipaddress import IPv4Address, IPv6Address
from typing import Final

__all__ = ["is_public", "look_up"]

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")
_NEVER: Final = tuple(
    ipaddress.IPv6Network(network)
    for network in ("64:ff9b:1::/48", "fec0::/10", "5f00::/16", "2001:db8::/32", "3fff::/20")
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address, and any IPv4 address inside it, is one of the public internet."""
    if isinstance(address, IPv6Address):
        inner = _inside(address)
        if any(not is_public(part) for part in inner):
            return False
        if address.ipv4_mapped:
            return True
        if any(address in network for network in _NEVER):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def look_up(host: str, port: int, seconds: float) -> list[str]:
    """Give the addresses of a host, as the system resolves it, the one to try first first.

    Raises:
        OSError: there are none, or they do not come in time.
    """
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        pass
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(address[0]) for *_, address in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"{host} is not found in time") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _inside(address: IPv6Address) -> list[IPv4Address]:
    found = [part for part in (address.ipv4_mapped, address.sixtofour) if part]
    found += address.teredo or ()
    if address in _NAT64 or address in _COMPATIBLE:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found
