"""What can be asked in one line, of the embedded knowledge and of a service alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Protocol

from brain2face.client.listed import InstrumentView, ProfileView, QuestionView
from brain2face.client.rows import Rows
from brain2face.client.views import Agreed, CodedFace
from brain2face.registry.views import Emotion, Found, Muscle, Named, Term, Unit
from brain2face.registry.views import Path as Way

__all__ = ["LIMIT", "PROFILE", "Client", "Codes", "Given"]

LIMIT: Final = 20
"""How many hits a page of a search holds where nothing is said."""
PROFILE: Final = "dong2022"
"""Whose rules code a face where nothing is said, as on the command line."""
Codes = str | int | Iterable[str | int]
"""A face: a score such as ``"1+4+5B"``, one code, or several codes."""
Given = str | int | float | Named | None
"""What a parameter of a question is given; none leaves it out."""


class Client(Protocol):
    """What :class:`~brain2face.client.Embedded` and ``Elsewhere`` both are.

    Every method raises :class:`~brain2face.errors.UnknownNameError`, with the nearest names, for a
    name that nothing bears, :class:`~brain2face.errors.UsageFault` for a value that cannot be, and
    :class:`~brain2face.errors.EnvironmentFault` where what it needs is missing.
    """

    def search(self, text: str, *kinds: str, limit: int = LIMIT, offset: int = 0) -> Found:
        """Find terms by any name, by how a name begins, and by one that is nearly right."""
        ...

    def term(self, name: str | Named) -> Term:
        """Give a term by any of its exact names."""
        ...

    def unit(self, code: str | int | Named) -> Unit:
        """Give an action unit or descriptor by its code or any of its names."""
        ...

    def emotion(self, name: str | Named) -> Emotion:
        """Give an emotion or affective state by any of its names."""
        ...

    def muscle(self, name: str | Named) -> Muscle:
        """Give a muscle by any of its names."""
        ...

    def paths(self, unit: str | int | Named) -> tuple[Way, ...]:
        """Give the ways from a cortical area to a unit."""
        ...

    def code(
        self,
        score: Codes,
        profile: str | Path = PROFILE,
        instrument: str = "",
        *,
        strict: bool = False,
    ) -> CodedFace:
        """Code one face by the rules of a profile."""
        ...

    def code_all(
        self,
        scores: Iterable[Codes],
        profile: str | Path = PROFILE,
        instrument: str = "",
        *,
        strict: bool = False,
    ) -> list[CodedFace]:
        """Code many faces, in their order."""
        ...

    def agree(self, coders: Mapping[str, Iterable[Codes | None] | Mapping[str, Codes]]) -> Agreed:
        """Compare what two coders or more scored."""
        ...

    def profiles(self) -> tuple[ProfileView, ...]:
        """List the coding profiles."""
        ...

    def instruments(self) -> tuple[InstrumentView, ...]:
        """List the tools and ways of scoring."""
        ...

    def questions(self) -> tuple[QuestionView, ...]:
        """List the competency questions."""
        ...

    def ask(self, question: str, /, **parameters: Given) -> Rows:
        """Answer a competency question."""
        ...
