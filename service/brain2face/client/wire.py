"""The web API of a service over HTTP: what it answers as bytes, what it refuses as our own faults.

It is the wire of :mod:`brain2face.remote`, which bounds the time and the size of an answer, with
two differences: a redirect is followed on the same host, and a refusal is a problem document.
"""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import IO, Any, Final, TypeVar
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from brain2face import __version__
from brain2face.client.problems import fault_of, stranger
from brain2face.errors import Brain2FaceError, EnvironmentFault, UsageFault
from brain2face.remote.access import TIMEOUT, Access
from brain2face.remote.wire import Wire

__all__ = ["ApiWire"]

_T = TypeVar("_T")
ROOT: Final = "/api/v1"
_JSON: Final = "application/json"
_ENDS: Final = re.compile(rf"/*(?:{ROOT})?/*$")
_CUT: Final = "Brain2face-Cut"
_TOLD: Final = 1 << 20
_ADDRESS: Final = (
    "The address of a service is one such as http://127.0.0.1:8000, without a user, a question mark"
    " or a number sign."
)
_START: Final = "A service is started by `brain2face serve`."


class _SameHost(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """Follow to the same host and port, or from http to https there; nowhere else."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        secured = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname
        if (old.scheme, old.netloc) != (new.scheme, new.netloc) and not secured:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class ApiWire(Wire):
    """The way to the web API of one service."""

    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        """Take the address of a service, with or without ``/api/v1``; nothing is asked yet.

        Raises:
            UsageFault: it cannot be an address, or the timeout is none.
        """
        self.url = _ENDS.sub("", url)
        try:
            Access(self.url)
        except UsageFault:
            raise UsageFault(_ADDRESS) from None
        if "?" in url:
            raise UsageFault(_ADDRESS)
        super().__init__(Access(self.url, timeout=timeout))
        self._opener = urllib.request.build_opener(_SameHost)
        self._timeout = timeout

    def get(self, path: str, kind: type[_T], parameters: Mapping[str, str] | None = None) -> _T:
        """Give what an address below the root answers with, as a value of that kind.

        Raises:
            UsageFault: the service refuses what is asked.
            EnvironmentFault: there is no answer of brain2face: why, in words.
        """
        query = f"?{_encoded(parameters)}" if parameters else ""
        return self._decoded(self._asked(self._request(f"{_quoted(path)}{query}")), kind)

    def post(self, path: str, kind: type[_T], content: object) -> _T:
        """Give what is answered to what is posted as JSON, as a value of that kind.

        Raises:
            UsageFault: the service refuses what is asked.
            EnvironmentFault: there is no answer of brain2face: why, in words.
        """
        try:
            body = msgspec.json.encode(content)
        except UnicodeEncodeError:
            raise UsageFault("What is asked is not valid Unicode text.") from None
        request = self._request(path)
        request.data = body
        request.add_header("Content-Type", _JSON)
        return self._decoded(self._asked(request), kind)

    def value(self, content: object, kind: type[_T]) -> _T:
        """Give plain data of an answer as a value of that kind.

        Raises:
            EnvironmentFault: it is none.
        """
        try:
            return msgspec.convert(content, kind)
        except msgspec.ValidationError as error:
            raise self.other(error) from None

    def other(self, why: object) -> EnvironmentFault:
        """Give the fault to raise where an answer has not the form that is known here."""
        return EnvironmentFault(
            f"The service at {self.url} is of {self._version()} and answers in another form than"
            f" brain2face {__version__} reads ({why}): have both of one version."
        )

    def _version(self) -> str:
        """Say which version a service is of, as it describes itself."""
        try:
            said = json.loads(self._asked(self._request("openapi.json")))
            return f"brain2face {said['info']['version']}"
        except (Brain2FaceError, ValueError, LookupError, TypeError, RecursionError):
            return "a version that it does not tell"

    def _decoded(self, body: bytes, kind: type[_T]) -> _T:
        try:
            return msgspec.json.decode(body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self.other(error) from None

    def _request(self, path: str) -> urllib.request.Request:
        headers = {"Accept": _JSON, "User-Agent": "brain2face"}
        return urllib.request.Request(f"{self.url}{ROOT}/{path}", headers=headers)  # noqa: S310

    def _asked(self, request: urllib.request.Request) -> bytes:
        end = time.monotonic() + self._timeout
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                reply = self._read(response, request.full_url.partition("?")[0], end)
                cut = response.headers.get(_CUT)
        except urllib.error.HTTPError as error:
            with error:
                raise fault_of(self.url, error.code, error.headers, _some(error)) from None
        except urllib.error.URLError as error:
            raise self._unanswered(error.reason) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unanswered(error) from None
        if cut:
            raise EnvironmentFault(f"The service at {self.url} gave part of its answer ({cut}).")
        if not (reply.media == _JSON or reply.media.endswith("+json")):
            raise stranger(self.url, 200, reply.media)
        return reply.body

    def _unanswered(self, reason: object) -> EnvironmentFault:
        return EnvironmentFault(f"{self._fault(self.url, reason)} {_START}")


def _quoted(path: str) -> str:
    try:
        return quote(path, safe="/:@!$&'()*+,;=~")
    except UnicodeEncodeError:
        raise UsageFault(f"{path!r} is not valid Unicode text.") from None


def _encoded(parameters: Mapping[str, str]) -> str:
    try:
        return urlencode(parameters)
    except UnicodeEncodeError:
        raise UsageFault("What is asked is not valid Unicode text.") from None


def _some(body: IO[bytes]) -> bytes:
    try:
        return body.read(_TOLD)
    except (OSError, http.client.HTTPException):
        return b""
