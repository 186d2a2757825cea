"""A service's knowledge, asked in one line over its web API, with the results of the embedded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from brain2face.client.contract import LIMIT, PROFILE, Codes, Given
from brain2face.client.given import (
    choices_of,
    coders_of,
    kinds_of,
    name_of,
    parameters_of,
    score_of,
    scores_of,
    text_of,
)
from brain2face.client.listed import InstrumentView, ProfileView, QuestionView
from brain2face.client.problems import told
from brain2face.client.proofs import prove_parameters, prove_search
from brain2face.client.rows import Rows
from brain2face.client.views import Agreed, CodedFace
from brain2face.client.wire import ApiWire
from brain2face.errors import UnknownNameError, UsageFault
from brain2face.registry.views import Emotion, Found, Muscle, Named, Term, Unit
from brain2face.registry.views import Path as Way
from brain2face.remote.access import TIMEOUT

__all__ = ["Elsewhere"]

_MOST: Final = 10_000
_TOLD_BY: Final[tuple[tuple[str, type[Term]], ...]] = (
    ("columns", Unit),
    ("exclusive_units", Emotion),
    ("contracts_in", Muscle),
)


class Elsewhere:
    """The methods of :class:`~brain2face.client.Client`, over a service.

    One may be used by several threads.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        """Take the address of a service; nothing is asked yet.

        Args:
            url: such as ``http://127.0.0.1:8000``.
            timeout: seconds that one request may take.

        Raises:
            UsageFault: it cannot be an address, or the timeout is none.
        """
        self._wire = ApiWire(url, timeout)
        self.url = self._wire.url
        self._questions: dict[str, QuestionView] = {}

    def __repr__(self) -> str:
        return f"<brain2face at {self.url}>"

    def search(self, text: str, *kinds: str, limit: int = LIMIT, offset: int = 0) -> Found:
        """Find terms: see :func:`brain2face.search`."""
        sought = text_of(text)
        prove_search(sought, limit, offset)
        asked = {"q": sought, "limit": str(limit), "offset": str(offset)}
        if kinds:
            asked["kind"] = ",".join(kinds_of(kinds))
        return self._wire.get("terms", Found, asked)

    def term(self, name: str | Named) -> Term:
        """Give a term: see :func:`brain2face.term`."""
        found: dict[str, Any] = self._wire.get(f"terms/{name_of(name)}", dict[str, Any])
        kind = next((kind for member, kind in _TOLD_BY if member in found), Term)
        return self._wire.value(found, kind)

    def unit(self, code: str | int | Named) -> Unit:
        """Give a unit: see :func:`brain2face.unit`."""
        return self._wire.get(f"units/{name_of(code)}", Unit)

    def emotion(self, name: str | Named) -> Emotion:
        """Give an emotion: see :func:`brain2face.emotion`."""
        return self._wire.get(f"emotions/{name_of(name)}", Emotion)

    def muscle(self, name: str | Named) -> Muscle:
        """Give a muscle: see :func:`brain2face.muscle`."""
        return self._wire.get(f"muscles/{name_of(name)}", Muscle)

    def paths(self, unit: str | int | Named) -> tuple[Way, ...]:
        """Give the ways to a unit: see :func:`brain2face.paths`."""
        return self._wire.get("paths", tuple[Way, ...], {"to": name_of(unit)})

    def code(
        self,
        score: Codes,
        profile: str | Path = PROFILE,
        instrument: str = "",
        *,
        strict: bool = False,
    ) -> CodedFace:
        """Code one face: see :func:`brain2face.code`."""
        chosen = _choices(profile, instrument, strict)
        return CodedFace(
            self._wire.post("code", dict[str, Any], {"score": score_of(score), **chosen})
        )

    def code_all(
        self,
        scores: Iterable[Codes],
        profile: str | Path = PROFILE,
        instrument: str = "",
        *,
        strict: bool = False,
    ) -> list[CodedFace]:
        """Code many faces, 10,000 a request: see :func:`brain2face.code_all`."""
        chosen = _choices(profile, instrument, strict)
        self.code("0", profile, instrument)
        found: list[CodedFace] = []
        for batch in _batches(scores):
            answer = self._wire.post(
                "code", dict[str, list[dict[str, Any]]], {"scores": batch, **chosen}
            )
            for data in answer["verdicts"]:
                if "error" in data:
                    fault = told(data["error"], self.url, data["error"]["status"])
                    raise UsageFault(f"Score {len(found) + 1}: {fault}")
                found.append(CodedFace(data))
        return found

    def agree(self, coders: Mapping[str, Iterable[Codes | None] | Mapping[str, Codes]]) -> Agreed:
        """Compare coders: see :func:`brain2face.agree`."""
        return self._wire.post("agreement", Agreed, {"coders": coders_of(coders)})

    def profiles(self) -> tuple[ProfileView, ...]:
        """List the coding profiles, in order of name."""
        return self._wire.get("profiles", tuple[ProfileView, ...])

    def instruments(self) -> tuple[InstrumentView, ...]:
        """List the tools and ways of scoring, in order of name."""
        return self._wire.get("instruments", tuple[InstrumentView, ...])

    def questions(self) -> tuple[QuestionView, ...]:
        """List the competency questions, in order of name."""
        return self._wire.get("questions", tuple[QuestionView, ...])

    def ask(self, question: str, /, **parameters: Given) -> Rows:
        """Answer a competency question: see :func:`brain2face.ask`."""
        given = parameters_of(parameters)
        prove_parameters(self._question(question), given)
        path = f"questions/{question}"
        found = self._wire.get(path, Rows, given)
        while len(found) < found.total:
            more = self._wire.get(path, Rows, {**given, "offset": str(len(found))})
            if not more.rows:
                raise self._wire.other("an answer breaks off before its end")
            found = replace(found, rows=found.rows + more.rows)
        return found

    def _question(self, name: str) -> QuestionView:
        if name not in self._questions:
            self._questions = {one.name: one for one in self.questions()}
        if name not in self._questions:
            raise UnknownNameError("question", name, self._questions)
        return self._questions[name]


def _choices(profile: str | Path, instrument: str, strict: bool) -> dict[str, object]:
    if isinstance(profile, Path):
        raise UsageFault(f"A service codes by its own profiles, not by the file {profile}.")
    name, by = choices_of(profile, instrument)
    return {"profile": name, "instrument": by, "strict": bool(strict)}


def _batches(scores: Iterable[Codes]) -> Iterator[list[str]]:
    waiting = scores_of(scores)
    while batch := list(islice(waiting, _MOST)):
        yield batch
