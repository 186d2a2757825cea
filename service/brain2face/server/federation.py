"""Asking another endpoint, so that it can neither mislead this service nor hold it up.

The engine itself never goes to the network. What it is told of another endpoint is fetched here:
no redirect is followed, no proxy used, no name looked up twice, and time and size are limited in
total, not by the packet.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
import zlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from brain2face import __version__
from brain2face.server.addresses import is_public, look_up
from brain2face.server.allow_list import Endpoint
from brain2face.server.foreign_table import ForeignTable, read_table
from brain2face.server.refusals import Refused

__all__ = ["EndpointFault", "Limits", "fetch"]

_JSON: Final = frozenset({"application/sparql-results+json", "application/json"})
_PIECE: Final = 65536
_GZIP: Final = 31
_RETRY_SECONDS: Final = "5"
_HEADERS: Final = {
    "Accept": "application/sparql-results+json",
    "Accept-Encoding": "gzip",
    "Connection": "close",
    "Content-Type": "application/x-www-form-urlencoded",
    "User-Agent": f"brain2face/{__version__}",
}


class EndpointFault(Refused):
    """Another endpoint that gives no answer, or none that can be used."""

    def __init__(self, message: str, status: int = HTTPStatus.BAD_GATEWAY) -> None:
        """Keep the status: 502, 504 where it is too slow, 503 where it cannot be asked now."""
        busy = status == HTTPStatus.SERVICE_UNAVAILABLE
        super().__init__(int(status), message, {"Retry-After": _RETRY_SECONDS} if busy else None)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may take.

    ``seconds`` count from the look-up of the name to the last row, bytes also when unpacked.
    """

    seconds: float
    most_bytes: int
    most_rows: int


def fetch(endpoint: Endpoint, query: str, wanted: frozenset[str], limits: Limits) -> ForeignTable:
    """Ask an endpoint, as an ``AllowList`` found it, a SELECT query; keep the ``wanted`` variables.

    Raises:
        EndpointFault: there is no answer, or none that can be used.
    """
    end = time.monotonic() + limits.seconds
    connection = _Checked(endpoint, end)
    try:
        headers = {**_HEADERS, "Host": endpoint.authority}
        body = urlencode({"query": query}).encode()
        connection.request("POST", endpoint.path + endpoint.query, body, headers)
        answer = _body(connection.getresponse(), limits.most_bytes)
        return read_table(answer, wanted, limits.most_rows, end)
    except TimeoutError:
        message = f"{endpoint} did not answer in the {max(limits.seconds, 0):.3g} seconds left."
        raise EndpointFault(message, HTTPStatus.GATEWAY_TIMEOUT) from None
    except ssl.SSLCertVerificationError as error:
        raise EndpointFault(f"{endpoint} is not trusted: {error.verify_message}.") from None
    except OSError as error:
        raise EndpointFault(f"{endpoint} cannot be reached: {error.strerror or error}.") from None
    except (http.client.HTTPException, zlib.error) as error:
        raise EndpointFault(f"{endpoint} breaks off or garbles: {type(error).__name__}.") from None
    except ValueError as error:
        raise EndpointFault(f"{endpoint} is of no use: {error}.") from None
    finally:
        connection.end()


class _Checked(http.client.HTTPConnection):
    """A connection to an address that was looked at; HTTP on it ends at one fixed time."""

    def __init__(self, endpoint: Endpoint, end: float) -> None:
        super().__init__(endpoint.host, endpoint.port)
        self._endpoint = endpoint
        self._end = end
        self._plain: socket.socket | None = None

    def connect(self) -> None:
        found = look_up(self._endpoint.host, self._endpoint.port, _left(self._end))
        for address in found:
            if not _may_be_asked(self._endpoint, address):
                raise OSError("its name leads to an address that is not public")
        self._plain = _first_to_answer(found, self._endpoint.port, self._end)
        if self._endpoint.scheme == "https":
            self._plain.settimeout(_left(self._end))
            trust = ssl.create_default_context()
            self._plain = trust.wrap_socket(self._plain, server_hostname=self._endpoint.host)
        self.sock = _Timed(self._plain, self._end)

    def end(self) -> None:
        """Close the socket itself; ``http.client`` lets go of it while an answer is being read."""
        self.close()
        if self._plain is not None:
            self._plain.close()


class _Timed(io.RawIOBase):
    """A socket as ``http.client`` uses one, each step of which ends by one fixed time."""

    def __init__(self, plain: socket.socket, end: float) -> None:
        self._plain = plain
        self._end = end

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Timed(self._plain, self._end), _PIECE)

    def sendall(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            self._plain.settimeout(_left(self._end))
            rest = rest[self._plain.send(rest) :]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._plain.settimeout(_left(self._end))
        return self._plain.recv_into(buffer)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _may_be_asked(endpoint: Endpoint, address: str) -> bool:
    """Judge an address: of this neighbourhood only the one that the operator named himself."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if endpoint.host == "localhost":
        return endpoint.own and found.is_loopback
    return endpoint.own or is_public(found)


def _first_to_answer(addresses: list[str], port: int, end: float) -> socket.socket:
    fault: OSError = OSError("its name leads nowhere")
    for address in addresses:
        tried = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
        try:
            tried.settimeout(_left(end))
            tried.connect((address, port))
        except OSError as error:
            tried.close()
            fault = error
        else:
            return tried
    raise fault


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    if response.status != HTTPStatus.OK:
        moved = " and redirects are not followed" if 300 <= response.status < 400 else ""
        raise ValueError(f"it answers with status {response.status}{moved}")
    media = response.headers.get_content_type()
    if media not in _JSON:
        raise ValueError(f"its answer is {media!a}, not application/sparql-results+json")
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", ""):
        raise ValueError(f"its answer is packed as {coding!a}, not as gzip")
    gzip = zlib.decompressobj(_GZIP) if coding == "gzip" else None
    body = bytearray()
    while piece := response.read(_PIECE):
        body += gzip.decompress(piece, most + 1 - len(body)) if gzip else piece
        if len(body) > most:
            raise ValueError(f"its answer is longer than {most} bytes; narrow the clause")
    if response.length or (gzip and not gzip.eof):
        raise ValueError("its answer ends too early")
    return bytes(body)
