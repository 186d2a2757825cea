"""What every part of the server needs: the dataset, who evaluates and changes it, the limits."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from brain2face.knowledge import Knowledge
from brain2face.questions import Question
from brain2face.server.cache import Cache
from brain2face.server.elsewhere import Elsewhere
from brain2face.server.evaluated import Evaluated
from brain2face.server.evaluation import Pool
from brain2face.server.frames import Ask
from brain2face.server.services import Federation
from brain2face.server.writing import Writer

__all__ = ["Limits", "Serving"]

_MEGABYTE: Final = 1_000_000
_LEAST: Final = 0.1
_SERVICE: Final = re.compile("service", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one client may take.

    Attributes:
        most_rows: rows or triples of an answer.
        most_bytes: bytes of an answer, before they are packed.
        longest_query: characters of a query.
        longest_upload: bytes of what is sent, packed or not.
    """

    most_rows: int = 1_000_000
    most_bytes: int = 100 * _MEGABYTE
    longest_query: int = 2 * _MEGABYTE
    longest_upload: int = 50 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Serving:
    """One dataset as it is served.

    Attributes:
        knowledge: gives the ontology, by which names are found and terms labelled.
        questions: the competency questions by name.
        pool: evaluates queries.
        writer: makes changes.
        cache: keeps answers.
        limits: what one client may take.
        generation: gives the number of the dataset as it is now.
        name: tells this dataset and version of the software from all others.
        allowed: asks the endpoints that SERVICE may name; none where all are refused.
        base: what addresses of the service begin with, where the Host of a request does not count.
    """

    knowledge: Callable[[], Knowledge]
    questions: Mapping[str, Question]
    pool: Pool | Elsewhere
    writer: Writer
    cache: Cache
    limits: Limits = field(default_factory=Limits)
    generation: Callable[[], int] = int
    name: str = ""
    allowed: Federation | None = None
    base: str | None = None

    def identity(self) -> str:
        """Give what changes whenever an answer may."""
        return f"{self.name}#{self.generation()}"

    def cut_told(self, evaluated: Evaluated) -> list[tuple[str, str]]:
        """Give the header that tells an answer was cut; none where it is whole."""
        if evaluated.cut is None:
            return []
        most = self.limits.most_rows if evaluated.cut == "rows" else self.limits.most_bytes
        return [("Brain2face-Cut", f"{evaluated.cut}={most}")]

    def expanded(self, text: str, seconds: float, *, update: bool = False) -> tuple[str, float]:
        """Replace SERVICE clauses by the answers of the endpoints that may be asked.

        Args:
            text: a query, which is proven to parse before anybody is asked, or an update.
            seconds: how long all of it may take.
            update: which of both it is.

        Returns:
            The text without them, and the seconds that are left.
        """
        if self.allowed is None or not _SERVICE.search(text):
            return text, seconds
        end = time.monotonic() + seconds
        if not update:
            self.pool.answer(Ask(text, {}, seconds=seconds, about="parse"))
        text = self.allowed.expand(text, end - time.monotonic())
        return text, max(_LEAST, end - time.monotonic())
