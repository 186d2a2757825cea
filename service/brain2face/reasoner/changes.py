"""What one set of inferred graphs has and another has not, in words and in short names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from brain2face.reasoner.blame import written
from brain2face.reasoner.closure import signals_of
from brain2face.reasoner.inferred import Inferred
from brain2face.reasoner.library import Library
from brain2face.reasoner.scenario import Scenario
from brain2face.reasoner.statements import TYPE, Term, b2f, rdfs
from brain2face.terms import curie

__all__ = ["difference", "in_words"]


def difference(old: Inferred, new: Inferred) -> list[str]:
    """Give ``- lost`` and ``+ gained`` statements, graph by graph, in short names."""
    lines = []
    for name in sorted({*old, *new}):
        before, after = old.get(name, frozenset()), new.get(name, frozenset())
        gone = [f"- {written(t)}  ({curie(name)})" for t in _sorted(before - after)]
        come = [f"+ {written(t)}  ({curie(name)})" for t in _sorted(after - before)]
        lines += gone + come
    return lines


def in_words(
    library: Library, chosen: Iterable[Scenario], old: Inferred, new: Inferred
) -> dict[str, list[str]]:
    """Give a sentence for each statement lost or gained, under the label of its graph."""
    speaker = _Speaker(library)
    answer = {}
    for scenario in chosen:
        before, after = (graphs.get(scenario.name, frozenset()) for graphs in (old, new))
        lost = [speaker.lost(t, scenario) for t in _sorted(before - after)]
        gained = [speaker.gained(t) for t in _sorted(after - before)]
        sentences = [line for line in (*lost, *gained) if line]
        answer[speaker.name(NamedNode(scenario.name))] = list(dict.fromkeys(sentences))
    return answer


def _sorted(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(triples, key=_in_reading_order)


def _in_reading_order(triple: Triple) -> list[tuple[int, str]]:
    """AU2 comes before AU12."""
    pieces = re.split(r"(\d+)", written(triple))
    return [(int(piece), "") if piece.isdigit() else (0, piece) for piece in pieces]


class _Speaker:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._all = library.everything
        self._codes = self._all.instances(b2f("FacsCode"))

    def name(self, term: Term) -> str:
        """The label of a term; the id of a FACS code."""
        if not isinstance(term, NamedNode):
            return str(term)
        labels = [v.value for v in self._all.objects(term, rdfs("label")) if isinstance(v, Literal)]
        if labels and term not in self._codes:
            return labels[0]
        return curie(term.value).removeprefix("b2f:")

    def lost(self, triple: Triple, scenario: Scenario) -> str:
        """The sentence for a statement that no longer follows."""
        subject, predicate, value = triple
        names = self.name(subject), self.name(value)
        if predicate == b2f("exclusivelySignals"):
            others = self._others(subject, value, scenario)
            why = f": it now also signals {others}" if others else ""
            return f"{names[0]} no longer exclusively signals {names[1]}{why}."
        if predicate == TYPE:
            return "" if self._told(value) else f"{names[0]} is no longer {_article(names[1])}."
        if predicate == rdfs("subClassOf"):
            return f"A face that meets {names[0]} need no longer meet {names[1]}."
        return f"{names[0]} no longer {self.name(predicate)} {names[1]}."

    def gained(self, triple: Triple) -> str:
        """The sentence for a statement that now follows."""
        subject, predicate, value = triple
        names = self.name(subject), self.name(value)
        if predicate == TYPE:
            return "" if self._told(value) else f"{names[0]} is now {_article(names[1])}."
        if predicate == rdfs("subClassOf"):
            return f"Every face that meets {names[0]} now also meets {names[1]}."
        return f"{names[0]} now {self.name(predicate)} {names[1]}."

    def _told(self, kind: Term) -> bool:
        return b2f("ExclusiveUnit") in self._all.above(kind)

    def _others(self, unit: Term, emotion: Term, scenario: Scenario) -> str:
        signalled: set[NamedNode] = set()
        for place in scenario.closes:
            if isinstance(unit, NamedNode):
                signalled |= signals_of(self._library, place).get(unit, frozenset()) - {emotion}
        return " and ".join(sorted(self.name(other) for other in signalled))


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
