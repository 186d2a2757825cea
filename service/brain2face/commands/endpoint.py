"""What commands share that can ask a store elsewhere: ``--endpoint``, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

import click

from brain2face.knowledge import Knowledge

if TYPE_CHECKING:
    from brain2face.remote import Remote

__all__ = ["endpoint_option", "known_at", "remote_at"]

_F = TypeVar("_F", bound=Callable[..., object] | click.Command)
_NAME: Final = "BRAIN2FACE_ENDPOINT"


def endpoint_option(command: _F) -> _F:
    """Add ``--endpoint`` to a command."""
    option = click.option(
        "--endpoint",
        metavar="URL",
        envvar=_NAME,
        help=f"A SPARQL endpoint that holds the ontology, instead of this package. [{_NAME}]",
    )
    return option(command)


def remote_at(url: str) -> Remote:
    """Give the endpoint at an address; user, password, token, timeout are in the environment.

    Raises:
        UsageFault: one of them cannot be used.
    """
    from brain2face.remote import Access, Remote

    return Remote.at(Access.from_environment(url))


def known_at(url: str | None) -> Knowledge:
    """Give the ontology: fetched from an endpoint, or the one that comes with the package.

    Raises:
        EnvironmentFault: the endpoint did not give all of it: why, in words.
    """
    return remote_at(url).knowledge() if url else Knowledge.load()
