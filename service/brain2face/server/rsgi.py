"""A request of RSGI in the form of WSGI."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from typing import Any, Protocol

__all__ = ["Scope", "environ_of", "joined", "path_of"]


class Scope(Protocol):
    """A request, as RSGI gives it."""

    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str
    authority: str | None
    headers: Any


def environ_of(scope: Scope) -> dict[str, Any]:
    """Give a request as WSGI does."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path_of(scope),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope.headers)
    return environ


def path_of(scope: Scope) -> str:
    """Give the path of a request as WSGI does: its bytes as Latin-1."""
    path = scope.path
    return path if path.isascii() else path.encode().decode("latin-1")


def joined(headers: Any, name: str) -> str | None:
    """Give a header as WSGI does: all that are of its name as one."""
    given = headers.get_all(name)
    return given[0] if len(given) == 1 else ", ".join(given) or None


def _add_headers(environ: dict[str, Any], headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        environ[key] = f"{environ[key]}, {value}" if key in environ else value
