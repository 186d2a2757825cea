"""What tables say of a code and an emotion: that they go together, how strongly, how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from brain2face.definitions import Term
from brain2face.profiles.statements import PART_OF, Statements, natural
from brain2face.rules import Association, Conclusion, Evidence
from brain2face.terms import B2F

__all__ = ["associations", "evidence", "shares"]

_PERCENT: Final = 100
_EMOTION, _UNIT, _METHOD, _RANK, _SCORE, _SHARE = (
    ox.NamedNode(B2F + name)
    for name in ("aboutEmotion", "aboutUnit", "byMethod", "rank", "score", "share")
)


def associations(
    statements: Statements, relation: str, sources: Iterable[ox.NamedNode]
) -> Iterator[Association]:
    """Give what sources associate: ``signals`` as printed, ``exclusivelySignals`` as derived."""
    predicate = ox.NamedNode(B2F + relation)
    for source in sorted(sources, key=natural):
        derived = ox.NamedNode(source.value + "/inferred")
        printed = sorted({*statements.named(None, PART_OF, source)} - {derived}, key=natural)
        for place in printed if relation == "signals" else [derived]:
            quads = statements.store.quads_for_pattern(None, predicate, None, place)
            for quad in sorted(quads, key=lambda one: natural(one.subject)):
                code, emotion = statements.notations.get(quad.subject), quad.object
                if code is not None and isinstance(emotion, ox.NamedNode):
                    conclusion = statements.conclusion(emotion)
                    yield Association(code, conclusion, statements.place(place))


def evidence(statements: Statements) -> Iterator[Evidence]:
    """Give every ranked score of a printed table, by place, emotion and rank."""
    quads = statements.store.quads_for_pattern(None, _SCORE, None, None)
    graphs = {quad.graph_name for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    for graph in sorted(filter(statements.is_printed, graphs), key=natural):
        place = statements.place(graph)
        emotions, units, methods, ranks, scores = (
            _column(statements.store, one, graph)
            for one in (_EMOTION, _UNIT, _METHOD, _RANK, _SCORE)
        )
        conclusions: dict[Term, Conclusion] = {
            one: statements.conclusion(one) for one in _named(emotions)
        }
        names: dict[Term, str] = {one: statements.text(one) for one in _named(methods)}
        whole = emotions.keys() & units.keys() & methods.keys() & ranks.keys() & scores.keys()
        found = [
            Evidence(
                code=statements.notations[units[one]],
                emotion=conclusions[emotions[one]],
                method=names[methods[one]],
                rank=int(_text(ranks[one])),
                score=float(_text(scores[one])),
                place=place,
            )
            for one in whole
            if emotions[one] in conclusions and methods[one] in names
        ]
        yield from sorted(found, key=lambda one: (one.emotion.label, one.rank, one.code))


def shares(statements: Statements, places: Iterable[ox.NamedNode]) -> dict[tuple[str, str], float]:
    """Give the shares of subjects in printed places, 0 to 1, by the IRI of an emotion and a code.

    What a place gives from general knowledge, unconfirmed in print, stays out.
    """
    found: dict[tuple[str, str], float] = {}
    for place in filter(statements.is_printed, places):
        percents = _column(statements.store, _SHARE, place)
        emotions = _column(statements.store, _EMOTION, place) if percents else {}
        units = _column(statements.store, _UNIT, place) if percents else {}
        for one in percents.keys() & emotions.keys() & units.keys():
            key = (_text(emotions[one]), statements.notations[units[one]])
            found[key] = float(_text(percents[one])) / _PERCENT
    return found


def _column(store: ox.Store, predicate: ox.NamedNode, graph: ox.NamedNode) -> dict[Term, Term]:
    quads = store.quads_for_pattern(None, predicate, None, graph)
    return {quad.subject: quad.object for quad in quads}


def _named(column: dict[Term, Term]) -> set[ox.NamedNode]:
    return {one for one in column.values() if isinstance(one, ox.NamedNode)}


def _text(node: Term) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node)
