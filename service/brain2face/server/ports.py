"""The port that is to be served, tried before anything is loaded, and why it cannot be had."""

from __future__ import annotations

import errno
import os
import socket
from typing import Final

from brain2face.errors import EnvironmentFault

__all__ = ["prove_free"]

_LAST_PORT: Final = 65535


def prove_free(host: str, port: int) -> None:
    """Try the port that is to be served.

    Raises:
        EnvironmentFault: it is taken, not allowed, or not of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise EnvironmentFault(_told(host, port, error)) from None


def _told(host: str, port: int, error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return f"There is no host {host!r}; try --host 127.0.0.1."
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < _LAST_PORT else port - 1
        return f"Port {port} of {host} is taken by another program; try --port {other}."
    if error.errno == errno.EACCES:
        return f"Port {port} of {host} is not allowed to this user; try --port 8000."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; try --host 127.0.0.1."
    return f"Port {port} of {host} cannot be served: {error.strerror}."
