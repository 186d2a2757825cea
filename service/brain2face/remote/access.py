"""Where a remote endpoint is and who asks there; a password is never shown, not even by repr."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from brain2face.errors import UsageFault

__all__ = ["ENDPOINT", "TIMEOUT", "Access"]

ENDPOINT: Final = "BRAIN2FACE_ENDPOINT"
TIMEOUT: Final = 60.0


@dataclass(frozen=True, slots=True)
class Access:
    """An endpoint, and what is shown to it by way of a name.

    Attributes:
        url: where queries go.
        user: whose name; the server says whether by Basic or Digest.
        password: the user's.
        token: sent as ``Authorization: Bearer`` instead of user and password.
        timeout: seconds that one request may take.
    """

    url: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT

    def __post_init__(self) -> None:
        """Refuse an address that cannot be one, and secrets that cannot be sent.

        Raises:
            UsageFault: it says what is wrong, without the secret.
        """
        proven(self.url)
        for what, secret in (
            ("user", self.user),
            ("password", self.password),
            ("token", self.token),
        ):
            if secret is not None and not secret.isprintable():
                raise UsageFault(f"The {what} for the endpoint holds a character that is none.")
        if self.token and self.user:
            raise UsageFault("An endpoint is shown a user or a token, not both.")
        if self.user and self.password is None:
            raise UsageFault(f"The endpoint's user is given without {ENDPOINT}_PASSWORD.")
        if not 0 < self.timeout < float("inf"):
            raise UsageFault(f"A timeout of {self.timeout:g} seconds is none: say more than 0.")

    @classmethod
    def from_environment(cls, url: str, environment: Mapping[str, str] | None = None) -> Access:
        """Take user, password, token and timeout from ``BRAIN2FACE_ENDPOINT_…``.

        Raises:
            UsageFault: the address or one of them cannot be used.
        """
        known = os.environ if environment is None else environment
        user, password, token, seconds = (
            known.get(f"{ENDPOINT}_{name}") or None
            for name in ("USER", "PASSWORD", "TOKEN", "TIMEOUT")
        )
        try:
            timeout = TIMEOUT if seconds is None else float(seconds)
        except ValueError:
            raise UsageFault(f"{ENDPOINT}_TIMEOUT={seconds!r} is no number of seconds.") from None
        return cls(url, user, password, token, timeout)


def proven(url: str) -> str:
    """Give an address back that may be asked.

    Raises:
        UsageFault: it is no http address, or holds a password.
    """
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018
    except ValueError:
        raise UsageFault(f"The endpoint is no address: {_without_user(url)!r}.") from None
    if "@" in parts.netloc:
        raise UsageFault(
            f"The endpoint {_without_user(url)} is given with a name in it: give it without, and"
            f" {ENDPOINT}_USER and {ENDPOINT}_PASSWORD in the environment."
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or not _plain(url):
        raise UsageFault(
            f"The endpoint is no address: {url!r}; for example http://127.0.0.1:7878/query."
        )
    return url


def _plain(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url and "#" not in url


def _without_user(url: str) -> str:
    before, slashes, rest = url.partition("//")
    host, slash, path = rest.partition("/")
    return f"{before}{slashes}{host.rpartition('@')[2]}{slash}{path}"
