"""One HTTP request to a remote endpoint, and in words why it was not answered.

A redirect is told and not followed: whoever is named there must not see the user's name. A name and
password are shown only when the server asks for them, and then as it asks: Basic or Digest.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any, Final, Protocol
from urllib.parse import urlsplit

from brain2face.errors import EnvironmentFault
from brain2face.remote.access import Access
from brain2face.remote.echoes import HANDLERS
from brain2face.remote.proof import Proof
from brain2face.remote.refusals import refusal

__all__ = ["Reply", "Wire"]

_PIECE: Final = 1 << 16
_MOST: Final = 1 << 28
_TOLD: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: its media type without parameters, what its server is, and its bytes."""

    media: str
    server: str
    body: bytes
    cut: str | None = None


class _Response(Protocol):
    headers: Any
    length: int | None

    def read1(self, n: int = -1, /) -> bytes: ...


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: object, fp: object, code: object, msg: object, headers: object, newurl: object
    ) -> None:
        """Follow none, so that the redirect itself is what is told."""


class Wire:
    """The way to the addresses of one endpoint."""

    def __init__(self, access: Access, addresses: Iterable[str] = ()) -> None:
        """Show the user's name to the endpoint, and to its further ``addresses``, only."""
        self._access = access
        self._proof = Proof(access, (access.url, *addresses))
        self._opener = urllib.request.build_opener(_Stay, *HANDLERS)

    def send(self, request: urllib.request.Request) -> Reply:
        """Give the answer to a request.

        Raises:
            EnvironmentFault: there is none, or it is cut: why, in words.
            UsageFault: the endpoint refuses what is asked.
        """
        url = request.full_url.partition("?")[0]
        end = time.monotonic() + self._access.timeout
        try:
            return self._answered(request, url, end)
        except urllib.error.HTTPError as error:
            with error:
                body = _some(error)
            raise refusal(url, error.code, error.headers, body) from None
        except urllib.error.URLError as error:
            raise self._fault(url, error.reason) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._fault(url, error) from None

    def _answered(self, request: urllib.request.Request, url: str, end: float) -> Reply:
        for last in (False, True):
            self._proof.add(request, self._opener)
            try:
                with self._opener.open(request, timeout=self._access.timeout) as response:
                    return self._read(response, url, end)
            except urllib.error.HTTPError as error:
                asked = error.headers.get("WWW-Authenticate", "")
                if last or error.code != 401 or not self._proof.renewed(request, asked):
                    raise
                error.close()
        raise AssertionError("a request is sent twice at most")

    def _read(self, response: _Response, url: str, end: float) -> Reply:
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > _MOST:
                raise EnvironmentFault(
                    f"The answer of {url} is larger than {_MOST >> 20} MiB: ask for less."
                )
            if time.monotonic() > end:
                raise TimeoutError
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        headers = response.headers
        return Reply(
            headers.get_content_type() if headers.get("Content-Type") else "",
            headers.get("Server", ""),
            b"".join(pieces),
            headers.get("X-SPARQL-MaxRows"),
        )

    def _fault(self, url: str, reason: object) -> EnvironmentFault:
        host = urlsplit(url).hostname
        match reason:
            case socket.gaierror() | UnicodeError():
                why = f"there is no host {host}, or its name cannot be looked up"
            case ConnectionRefusedError():
                why = "nothing answers there (connection refused); is the server started?"
            case TimeoutError():
                why = f"no whole answer within {self._access.timeout:g} seconds"
            case ssl.SSLCertVerificationError():
                why = f"its certificate is not trusted ({reason.verify_message})"
            case ssl.SSLError():
                why = "it does not speak TLS as it should: is it http rather than https?"
            case http.client.IncompleteRead():
                why = "the answer broke off before its end"
            case http.client.RemoteDisconnected() | ConnectionError():
                why = "the server closed the connection without an answer"
            case http.client.HTTPException():
                why = "what answers there does not speak HTTP"
            case _:
                said = reason.strerror if isinstance(reason, OSError) else None
                why = said or type(reason).__name__
        end = "" if why.endswith("?") else "."
        return EnvironmentFault(f"The endpoint {url} cannot be asked: {why}{end}")


def _some(body: IO[bytes]) -> bytes:
    try:
        return body.read(_TOLD)
    except (OSError, http.client.HTTPException):
        return b""
