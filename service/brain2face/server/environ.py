"""What a WSGI environment says: parameters, the type of the body, the address itself."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote, unquote_to_bytes, urlsplit

from pyoxigraph import NamedNode

from brain2face.server.refusals import Refused

__all__ = ["base_of", "graph_iri", "media_type", "named_format", "parameters", "placed"]

_UTF8: Final = ("utf-8", "utf8", "us-ascii")
_CHARSET: Final = re.compile(r';\s*charset\s*=\s*"?([^\s";]*)', re.IGNORECASE)
_PATH: Final = "/:@!$&'()*+,;=~-._"
_LONGEST_SHOWN: Final = 200
_LONGEST_HOST: Final = 300
_NO_HOST: Final = frozenset("/?#@\\")
_MOST_PARAMETERS: Final = 1000


def parameters(encoded: str | bytes) -> dict[str, list[str]]:
    """Read the parameters of an address or a form.

    Raises:
        Refused: they are not UTF-8, or too many to be meant.
    """
    found: dict[str, list[str]] = {}
    try:
        sent = encoded.encode("latin-1") if isinstance(encoded, str) else encoded
        if sent.count(b"&") > _MOST_PARAMETERS:
            raise Refused(400, f"A request has {_MOST_PARAMETERS} parameters at most.")
        for pair in sent.replace(b"+", b" ").split(b"&"):
            if pair:
                name, _, value = pair.partition(b"=")
                found.setdefault(_decoded(name), []).append(_decoded(value))
    except UnicodeError:
        raise Refused(400, "The parameters of the request are not UTF-8 text.") from None
    return found


def _decoded(sent: bytes) -> str:
    """Undo the encoding by %, which is that of quoted-printable text with another sign.

    The library of that is ten times as fast. It makes two bytes less of each sign that is followed
    by two digits; where it makes less or more, or where lines end, the one for addresses is asked.
    """
    signs = sent.count(b"%")
    if not signs:
        return sent.decode()
    made = a2b_qp(sent.replace(b"=", b"=3D").replace(b"%", b"="))
    if len(made) != len(sent) - 2 * signs or b"\n" in sent or b"\r" in sent:
        made = unquote_to_bytes(sent)
    return made.decode()


def named_format(environ: Mapping[str, Any]) -> str | None:
    """Give what ``format=`` in the address names first."""
    named = parameters(environ.get("QUERY_STRING", "")).get("format")
    return named[0] if named else None


def media_type(environ: Mapping[str, Any], what: str) -> str:
    """Give the media type of a body of text, in lower case, without its parameters.

    Raises:
        Refused: ``what`` is sent comes in another encoding than UTF-8, or compressed.
    """
    given = str(environ.get("CONTENT_TYPE") or "")
    packed = str(environ.get("HTTP_CONTENT_ENCODING") or "").strip().lower()
    if packed not in ("", "identity"):
        raise Refused(
            415,
            f"{what} is sent as it is, not compressed as {packed[:_LONGEST_SHOWN]!a}.",
            {"Accept-Encoding": "identity"},
        )
    charset = _CHARSET.search(given)
    if charset and charset[1].lower() not in _UTF8:
        raise Refused(415, f"{what} is UTF-8 text, not {charset[1][:_LONGEST_SHOWN]!a}.")
    return given.partition(";")[0].strip().lower()


def graph_iri(text: str, name: str) -> str:
    """Prove the IRI of a graph, which ``name`` gave.

    Raises:
        Refused: it is not absolute, or holds what no IRI may hold.
    """
    try:
        iri = NamedNode(text).value
    except ValueError:
        shown = ascii(text[:_LONGEST_SHOWN])
        raise Refused(400, f"{name} takes an absolute IRI, and {shown} is none.") from None
    if any("\x7f" <= letter <= "\x9f" for letter in iri):
        raise Refused(400, f"{name} takes an IRI without control characters.")
    return iri


def placed(environ: dict[str, Any], public: str | None) -> None:
    """Tell a request below which path of its host the service is known outside, if below any.

    A proxy in front may have taken that path off the address already, or left it.
    """
    below = _below(public) if public else ""
    if below:
        environ["SCRIPT_NAME"] = below
        path = environ["PATH_INFO"]
        if path == below or path.startswith(f"{below}/"):
            environ["PATH_INFO"] = path[len(below) :] or "/"


@lru_cache(maxsize=8)
def _below(public: str) -> str:
    return urlsplit(public).path.rstrip("/")


def base_of(environ: Mapping[str, Any], public: str | None = None) -> str:
    """Give the address of a request without its parameters: relative IRIs are read against it.

    The path is encoded anew, for WSGI hands it over decoded: ``%41`` becomes ``A``.

    Args:
        environ: the WSGI environment.
        public: what comes before the path where the host that the client names does not count,
            such as ``https://example.org``.

    Raises:
        Refused: the request names no host that could be part of an address.
    """
    path = str(environ.get("PATH_INFO", ""))
    if public:
        return _address(public.rstrip("/"), path, "The address of the service")
    path = f"{environ.get('SCRIPT_NAME', '')}{path}"
    host = environ.get("HTTP_HOST")
    if not host:
        host = f"{environ.get('SERVER_NAME', 'localhost')}:{environ.get('SERVER_PORT', '80')}"
    if len(host) > _LONGEST_HOST:
        raise Refused(400, f"Host has {_LONGEST_HOST} characters at most.")
    if not _NO_HOST.isdisjoint(host):
        raise Refused(400, "Host is a name and perhaps a port, without / ? # or @.")
    return _address(f"{environ.get('wsgi.url_scheme', 'http')}://{host}", path, "Host")


@lru_cache(maxsize=64)
def _address(host: str, path: str, name: str) -> str:
    sent = quote(path, safe=_PATH, encoding="latin-1", errors="replace")
    return graph_iri(host + sent, name)
