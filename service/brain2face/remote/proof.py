"""How the user's name is shown: as the server asks, before anything long is sent.

A server that refuses a request may close the connection while the body is still under way, and the
refusal is lost. So each address is first asked without a body how it wants to be shown the name.
"""

from __future__ import annotations

import base64
import urllib.error
import urllib.request
from collections.abc import Iterable
from urllib.parse import urlsplit

from brain2face.remote.access import Access

__all__ = ["Proof"]


class Proof:
    """What is shown of the user to the addresses of one endpoint, and to no other."""

    def __init__(self, access: Access, places: Iterable[str]) -> None:
        """Take who asks, and the addresses that may know it."""
        self._access = access
        self._own = {_host(url) for url in places}
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if access.user is not None:
            known.add_password(None, sorted(set(places)), access.user, access.password or "")
        self._digest = urllib.request.HTTPDigestAuthHandler(known)
        self._challenges: dict[str, str] = {}

    def add(self, request: urllib.request.Request, opener: urllib.request.OpenerDirector) -> None:
        """Add to a request what its server asked for, having asked it once with ``opener``."""
        url = request.full_url.partition("?")[0]
        if _host(url) not in self._own:
            return
        if self._access.token:
            request.add_unredirected_header("Authorization", f"Bearer {self._access.token}")
        elif self._access.user is not None:
            if url not in self._challenges:
                self._challenges[url] = self._challenge(url, opener)
            if shown := self._shown(self._challenges[url], request):
                request.add_unredirected_header("Authorization", shown)

    def renewed(self, request: urllib.request.Request, challenge: str) -> bool:
        """Say whether a request that was refused is to be sent again, as its proof was too old."""
        scheme, _, rest = challenge.partition(" ")
        old = scheme.lower() == "digest" and "stale=true" in rest.lower().replace('"', "")
        url = request.full_url.partition("?")[0]
        if old and url in self._challenges:
            self._challenges[url] = challenge
            return True
        return False

    def _challenge(self, url: str, opener: urllib.request.OpenerDirector) -> str:
        try:
            opener.open(url, timeout=self._access.timeout).close()
        except urllib.error.HTTPError as error:
            with error:
                return error.headers.get("WWW-Authenticate", "") if error.code == 401 else ""
        return ""

    def _shown(self, challenge: str, request: urllib.request.Request) -> str | None:
        scheme, _, rest = challenge.partition(" ")
        if scheme.lower() == "basic":
            pair = f"{self._access.user}:{self._access.password}".encode()
            return f"Basic {base64.b64encode(pair).decode()}"
        if scheme.lower() != "digest":
            return None
        items = urllib.request.parse_keqv_list(
            list(filter(None, urllib.request.parse_http_list(rest)))
        )
        made = self._digest.get_authorization(request, items)
        return f"Digest {made}" if made else None


def _host(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
