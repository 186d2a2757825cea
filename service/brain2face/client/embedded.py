"""The knowledge that comes with the package, asked in one line; nothing is read before it is used.

The web API answers from this, so that a service gives what a script gives.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from brain2face.client.contract import LIMIT, PROFILE, Codes, Given
from brain2face.client.given import (
    choices_of,
    coders_of,
    kinds_of,
    name_of,
    parameters_of,
    score_of,
    text_of,
)
from brain2face.client.listed import InstrumentView, ProfileView, QuestionView
from brain2face.client.rows import Rows, rows_of
from brain2face.client.views import Agreed, CodedFace
from brain2face.registry.views import Emotion, Found, Muscle, Named, Term, Unit
from brain2face.registry.views import Path as Way

if TYPE_CHECKING:
    from brain2face.coding import FaceCoder
    from brain2face.knowledge import Knowledge
    from brain2face.questions import Question
    from brain2face.registry import Registry

__all__ = ["Embedded"]

_T = TypeVar("_T")
_CODERS = 32


class Embedded:
    """The methods of :class:`~brain2face.client.Client`, over knowledge in memory.

    One may be used by several threads.
    """

    def __init__(
        self, knowledge: Knowledge | None = None, questions: Mapping[str, Question] | None = None
    ) -> None:
        """Take the knowledge and the questions, or those of the package when first needed."""
        self._lock = threading.RLock()
        self._made: dict[str, object] = {} if knowledge is None else {"knowledge": knowledge}
        if questions is not None:
            self._made["questions"] = questions
        self._coder = functools.lru_cache(_CODERS)(self._new_coder)

    @property
    def knowledge(self) -> Knowledge:
        """The ontology that is asked."""
        from brain2face.knowledge import Knowledge

        return self._once("knowledge", Knowledge.load)

    @property
    def registry(self) -> Registry:
        """The names of its terms."""
        from brain2face.registry import Registry

        return self._once("registry", lambda: Registry(self.knowledge))

    @property
    def known_questions(self) -> Mapping[str, Question]:
        """The questions that ``ask`` answers, by name."""
        from brain2face.questions import load_questions

        return self._once("questions", load_questions)

    def search(self, text: str, *kinds: str, limit: int = LIMIT, offset: int = 0) -> Found:
        """Find terms: see :func:`brain2face.search`."""
        return self.registry.search(text_of(text), kinds_of(kinds), offset=offset, limit=limit)

    def term(self, name: str | Named) -> Term:
        """Give a term: see :func:`brain2face.term`."""
        return self.registry.term(name_of(name))

    def unit(self, code: str | int | Named) -> Unit:
        """Give a unit: see :func:`brain2face.unit`."""
        return self.registry.unit(name_of(code))

    def emotion(self, name: str | Named) -> Emotion:
        """Give an emotion: see :func:`brain2face.emotion`."""
        return self.registry.emotion(name_of(name))

    def muscle(self, name: str | Named) -> Muscle:
        """Give a muscle: see :func:`brain2face.muscle`."""
        return self.registry.muscle(name_of(name))

    def paths(self, unit: str | int | Named) -> tuple[Way, ...]:
        """Give the ways to a unit: see :func:`brain2face.paths`."""
        return self.registry.paths(name_of(unit))

    def code(
        self,
        score: Codes,
        profile: str | Path = PROFILE,
        instrument: str = "",
        *,
        strict: bool = False,
    ) -> CodedFace:
        """Code one face: see :func:`brain2face.code`."""
        from brain2face.client.coding import coded

        return coded(self._coder_of(profile, instrument), score_of(score), strict)

    def code_all(
        self,
        scores: Iterable[Codes],
        profile: str | Path = PROFILE,
        instrument: str = "",
        *,
        strict: bool = False,
    ) -> list[CodedFace]:
        """Code many faces: see :func:`brain2face.code_all`."""
        from brain2face.client.coding import coded_all

        return coded_all(self._coder_of(profile, instrument), scores, strict)

    def agree(self, coders: Mapping[str, Iterable[Codes | None] | Mapping[str, Codes]]) -> Agreed:
        """Compare coders: see :func:`brain2face.agree`."""
        from brain2face.client.coding import agreed

        return agreed(self._coder_of(PROFILE, ""), coders_of(coders))

    def profiles(self) -> tuple[ProfileView, ...]:
        """List the coding profiles, in order of name."""
        from brain2face.client.lists import profile_views

        return self._once("profiles", lambda: profile_views(self.knowledge))

    def instruments(self) -> tuple[InstrumentView, ...]:
        """List the tools and ways of scoring, in order of name."""
        from brain2face.client.lists import instrument_views

        return self._once("instruments", lambda: instrument_views(self.knowledge))

    def questions(self) -> tuple[QuestionView, ...]:
        """List the competency questions, in order of name."""
        from brain2face.client.lists import question_view

        return tuple(map(question_view, self.known_questions.values()))

    def ask(self, question: str, /, **parameters: Given) -> Rows:
        """Answer a competency question: see :func:`brain2face.ask`."""
        from brain2face.questions import ask

        given = parameters_of(parameters)
        return rows_of(question, ask(self.knowledge, question, given, self.known_questions))

    def _coder_of(self, profile: str | Path, instrument: str) -> FaceCoder:
        if isinstance(profile, Path):
            return self._new_coder(profile, instrument)
        with self._lock:
            return self._coder(*choices_of(profile, instrument))

    def _new_coder(self, profile: str | Path, instrument: str) -> FaceCoder:
        from brain2face.coding import FaceCoder
        from brain2face.profiles import compile_profile
        from brain2face.user_profile import load_user_profile

        compiled = (
            load_user_profile(profile, self.knowledge)
            if isinstance(profile, Path)
            else compile_profile(self.knowledge, profile)
        )
        return FaceCoder(self.knowledge, compiled, instrument=instrument)

    def _once(self, name: str, make: Callable[[], _T]) -> _T:
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            return self._made[name]  # type: ignore[return-value]
