"""One face or one expression coded: what could not be seen is left open, its length judged.

What the ontology says of instruments, lengths and hidden parts of the face is compiled when it is
first needed, and once.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from brain2face.coder import code
from brain2face.errors import UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.observation import Observation
from brain2face.reading import Reading, read_score
from brain2face.rules import Profile
from brain2face.verdict import Verdict
from brain2face.visibility import hidden_codes

if TYPE_CHECKING:
    from brain2face.durations import Definition
    from brain2face.instruments import Instrument
    from brain2face.records import CodedEvent, Event

__all__ = ["DEFINITION", "HABITS", "FaceCoder"]

DEFINITION: Final = "dong2022"
HABITS: Final = "brain2face,dong2022"
"""Whose habitual actions are set aside where nothing is chosen: each that has a FACS code, and the
frown of a blink or a sniff, as section 5 of Dong et al. 2022 asks."""
_REMEMBERED: Final = 4096


class FaceCoder:
    """Codes by one profile what a person scored or an instrument measured."""

    def __init__(
        self,
        knowledge: Knowledge,
        profile: Profile,
        *,
        instrument: str = "",
        definition: str = DEFINITION,
    ) -> None:
        """Take the choices that hold for every face.

        Args:
            knowledge: the ontology.
            profile: whose rules.
            instrument: what the faces were scored by, where a score or a file does not say.
            definition: by whose definition an expression is a micro-expression.

        Raises:
            UnknownNameError: there is no such instrument or definition.
        """
        self.knowledge = knowledge
        self.profile = profile
        self.instrument = self._instrument(instrument) if instrument else None
        self._definition_name = definition
        self.verdict: Callable[[Observation], Verdict] = functools.lru_cache(_REMEMBERED)(
            functools.partial(code, profile=profile)
        )

    @functools.cached_property
    def instruments(self) -> dict[str, Instrument]:
        """Every instrument, by its notation."""
        from brain2face.instruments import load_instruments

        return load_instruments(self.knowledge)

    @functools.cached_property
    def definition(self) -> Definition:
        """The definition of a micro-expression that was chosen.

        Raises:
            UnknownNameError: there is no such definition.
        """
        from brain2face.durations import load_definitions

        found = load_definitions(self.knowledge)
        if self._definition_name not in found:
            kind = "definition of micro-expressions"
            raise UnknownNameError(kind, self._definition_name, found)
        return found[self._definition_name]

    def score(self, text: str) -> tuple[Reading, Verdict]:
        """Read one score and code it; what could not be read is in the remarks of the reading."""
        reading = read_score(text, self.profile.unit_names)
        return reading, self.verdict(self.seen(Observation(reading.score, reading.doubtful)))

    def seen(self, observation: Observation) -> Observation:
        """Add to an observation what its instrument does not measure and what codes 70-74 hide."""
        unseen, name = set(observation.unseen), observation.instrument
        if self.instrument and name in ("", "facs"):
            unseen |= self.instrument.unseen(self.profile.unit_names)
            name = self.instrument.name
        for mark in self._hidden.keys() & observation.score.codes:
            unseen |= self._hidden[mark]
        unseen -= observation.score.codes
        return replace(observation, unseen=frozenset(unseen), instrument=name)

    def event(self, event: Event) -> CodedEvent:
        """Code one expression, and say by its length what it is."""
        from brain2face.records import CodedEvent

        observation = self.seen(event.observation)
        length = self.definition.length_of(event.span) if event.span else ""
        return CodedEvent(
            replace(event, observation=observation),
            self.verdict(observation),
            length,
            self.definition.name if length else "",
        )

    def _instrument(self, name: str) -> Instrument:
        from brain2face.instruments import instrument_named

        return instrument_named(self.instruments, name)

    @functools.cached_property
    def _hidden(self) -> dict[str, frozenset[str]]:
        return hidden_codes(self.knowledge)
