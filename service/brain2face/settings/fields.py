"""The settings of ``brain2face serve``, each with what it means, its kind and its default."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brain2face.settings.kinds import (
    ADDRESS,
    ADDRESSES,
    PATH,
    SECONDS,
    SIZE,
    TEXT,
    Kind,
    whole,
)

__all__ = ["Setting", "Settings", "all_settings"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in Python and TOML, its kind, its default, and what it means."""

    name: str
    kind: Kind
    default: Any
    meaning: str
    usual: str

    @property
    def words(self) -> str:
        """The default in words."""
        return self.usual or ("none" if self.default in (None, ()) else str(self.default))

    @property
    def flag(self) -> str:
        """The name on the command line."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def variable(self) -> str:
        """The name in the environment."""
        return f"BRAIN2FACE_{self.name.upper()}"


def _is(kind: Kind, meaning: str, usual: str = "") -> dict[str, Any]:
    return {"kind": kind, "meaning": meaning, "usual": usual}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a service is set up; sizes are in bytes, times in seconds.

    ``token`` is the secret that updates must bear; nothing prints it. ``remarks`` are sentences for
    the operator about what was read.
    """

    host: str = field(default="127.0.0.1", metadata=_is(TEXT, "The address to listen at."))
    port: int = field(default=8000, metadata=_is(whole(1, 65535), "The port to listen at."))
    base: str | None = field(
        default=None,
        metadata=_is(ADDRESS, "The address under which the service is known outside.", "as asked"),
    )
    workers: int = field(
        default=0,
        metadata=_is(whole(0, 256), "Processes that take requests.", "one for each two processors"),
    )
    threads: int = field(
        default=0,
        metadata=_is(
            whole(0, 1024),
            "Requests that a worker has open at the same time.",
            "enough for the queries that may wait, and 16",
        ),
    )
    children: int = field(
        default=0,
        metadata=_is(
            whole(0, 256),
            "Queries evaluated at the same time.",
            "two for each processor, 4 or more",
        ),
    )
    timeout: float = field(default=10.0, metadata=_is(SECONDS, "How long a query may run.", "10"))
    memory: int = field(
        default=2_000_000_000, metadata=_is(SIZE, "What one query may take of memory.", "2GB")
    )
    most_rows: int = field(
        default=1_000_000, metadata=_is(whole(1, 10**12), "The rows after which an answer is cut.")
    )
    most_bytes: int = field(
        default=100_000_000, metadata=_is(SIZE, "The length after which an answer is cut.", "100MB")
    )
    longest_query: int = field(
        default=8_000_000, metadata=_is(SIZE, "The longest query that is read.", "8MB")
    )
    longest_upload: int = field(
        default=256_000_000,
        metadata=_is(SIZE, "The longest update or graph that is taken, unpacked.", "256MB"),
    )
    store: Path | None = field(
        default=None,
        metadata=_is(PATH, "The folder of a persistent store.", "the ontology in memory"),
    )
    endpoint: str | None = field(
        default=None,
        metadata=_is(
            ADDRESS, "A SPARQL endpoint that is asked instead of a store of this machine."
        ),
    )
    token_file: Path | None = field(
        default=None,
        metadata=_is(
            PATH, "A file whose one line is the token that updates must bear.", "no updates"
        ),
    )
    allow_service: tuple[str, ...] = field(
        default=(),
        metadata=_is(
            ADDRESSES, "Endpoints whose address begins so may be named in SERVICE; repeatable."
        ),
    )
    cache_bytes: int = field(
        default=32_000_000,
        metadata=_is(SIZE, "What the answers kept by a worker may take; 0 keeps none.", "32MB"),
    )
    access_log: Path | None = field(
        default=None,
        metadata=_is(
            PATH, "Where each request is noted as a line of JSON; - is the standard output."
        ),
    )
    token: str = field(default="", repr=False)
    remarks: tuple[str, ...] = ()

    @property
    def writable(self) -> bool:
        """Whether updates are taken at all."""
        return bool(self.token)


def all_settings() -> Mapping[str, Setting]:
    """Give the settings that flags, the environment and a file can set, by name."""
    return {
        part.name: Setting(name=part.name, default=part.default, **part.metadata)
        for part in dataclasses.fields(Settings)
        if part.metadata
    }
