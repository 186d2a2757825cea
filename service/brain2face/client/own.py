"""The one client that the functions of ``brain2face`` ask, and the way to others.

It is made at the first call, and the knowledge of the package is read when it is first asked, once.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brain2face.client.contract import Client

__all__ = ["connect", "own"]


def connect(url: str | None = None, timeout: float = 60.0) -> Client:
    """Give a client of a service, or of the knowledge that comes with the package.

    Either has every function of ``brain2face`` as a method, and ``profiles()``, ``instruments()``
    and ``questions()``, with the same results.

    Args:
        url: of a service, such as ``http://127.0.0.1:8000``; nothing is asked yet. With none, the
            client is the one that these functions ask.
        timeout: seconds that one request to a service may take.

    Raises:
        UsageFault: the address cannot be one.

    Examples:
        >>> import brain2face
        >>> [one.name for one in brain2face.connect().profiles()][:3]
        ['casme2', 'consensus', 'cordaro2018']
        >>> brain2face.connect("http://127.0.0.1:8000")
        <brain2face at http://127.0.0.1:8000>
    """
    if url is None:
        return own()
    from brain2face.client.elsewhere import Elsewhere

    return Elsewhere(url, timeout)


@functools.cache
def own() -> Client:
    """Give the client over the knowledge of the package."""
    from brain2face.client.embedded import Embedded

    return Embedded()
