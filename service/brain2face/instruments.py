"""What each instrument sees of a face, compiled from the columns that the ontology gives it.

A code that an instrument does not measure is not absent from a face: it was not looked for. What a
place says that is contradicted or disputed is not compiled, and answers to queries only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.records import Channel
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["Instrument", "fold_column", "instrument_named", "load_instruments"]

_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_NOTATION: Final = ox.NamedNode(PREFIXES["skos"] + "notation")
_INSTRUMENTS: Final = (
    f"SELECT DISTINCT ?one {{ ?one a/<{PREFIXES['rdfs']}subClassOf>* <{B2F}Instrument> }}"
)
_WORDS: Final = ox.DefaultGraph()
_NOT_FOLLOWED: Final = ("Contradicted", "Disputed")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument, by the notation that names it, and what it records.

    ``codes`` are those it tells from all others; ``maybe`` those that it knows only through columns
    which stand for several codes. ``channels`` are its columns by folded name; a person has none.
    """

    name: str
    label: str
    codes: frozenset[str]
    maybe: frozenset[str] = frozenset()
    channels: Mapping[str, Channel] = field(default_factory=dict)

    def unseen(self, all_codes: Collection[str]) -> frozenset[str]:
        """Give those of ``all_codes`` whose absence from its record says nothing."""
        return frozenset(all_codes) - self.codes - self.maybe

    def channel(self, column: str) -> Channel | None:
        """Give the channel of a column as a file spells it, if the column stands for a code."""
        return self.channels.get(fold_column(column))


def fold_column(name: str) -> str:
    """Give a column name without regard to capitals, spaces, hyphens and underscores."""
    return re.sub(r"[\s_\-\u2010-\u2015\u2212\ufeff]+", "", name.casefold())


def instrument_named(instruments: Mapping[str, Instrument], name: str) -> Instrument:
    """Find an instrument by its notation or label, whatever the case.

    Raises:
        UnknownNameError: none is called so; the nearest are named.
    """
    folded = fold_column(name)
    for known in instruments.values():
        if folded in (known.name, fold_column(known.label)):
            return known
    raise UnknownNameError("instrument", name, instruments)


def load_instruments(knowledge: Knowledge) -> dict[str, Instrument]:
    """Compile every instrument of the ontology, by notation.

    Raises:
        SourceFileError: what the ontology says of a channel is not enough to read it.
    """
    reader = _Reader(knowledge.store)
    compiled = (reader.instrument(node) for node in reader.instruments)
    return {one.name: one for one in sorted(compiled, key=lambda one: one.name)}


class _Reader:
    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._notations = dict(self._texts(_NOTATION))
        self._labels = dict(self._texts(_LABEL))
        self._distrusted = {
            quad.subject
            for standing in _NOT_FOLLOWED
            for quad in store.quads_for_pattern(None, _b2f("hasStanding"), _b2f(standing), _WORDS)
        }
        found = store.query(_INSTRUMENTS)
        solutions = found if isinstance(found, ox.QuerySolutions) else ()
        self.instruments = {solution[0] for solution in solutions}
        self._measures = self._said("measures")
        self._may_measure = self._said("mayMeasure")
        self._columns = self._said("columnName")
        self._scales = self._said("onScale")
        self._sides = self._said("hasSide")
        self._from, self._above = self._said("presentFrom"), self._said("presentAbove")
        self._channels: dict[Term, list[Term]] = defaultdict(list)
        for channel, owners in self._said("ofInstrument").items():
            for owner in owners:
                self._channels[owner].append(channel)
        for owner in self._channels.keys() - self.instruments:
            raise SourceFileError(f"A channel is of {_name(owner)}, which is no b2f:Instrument.")

    def instrument(self, node: Term) -> Instrument:
        if node not in self._notations:
            raise SourceFileError(f"{_name(node)} has no skos:notation to be named by.")
        channels: dict[str, Channel] = {}
        certain, maybe = set(self._codes(node, self._measures)), set[str]()
        for one in sorted(self._channels[node], key=str):
            for channel in self._channel(one, node):
                folded = fold_column(channel.column)
                if folded in channels:
                    both = f"{channels[folded].column!r} and {channel.column!r}"
                    raise SourceFileError(f"Two channels of {_name(node)} are both called {both}.")
                channels[folded] = channel
                (certain if len(channel.codes) == 1 else maybe).update(channel.codes)
        name = self._notations[node]
        return Instrument(
            name=name,
            label=self._labels.get(node, name),
            codes=frozenset(certain),
            maybe=frozenset(maybe - certain),
            channels=channels,
        )

    def _channel(self, node: Term, owner: Term) -> Iterator[Channel]:
        certain = self._codes(node, self._measures)
        codes = certain | self._codes(node, self._may_measure)
        if len(certain) > 1 or not codes or (not certain and len(codes) == 1):
            raise _unread(node, "measures neither one code nor may measure several")
        if len(self._scales[node]) != 1 or len(self._sides[node]) > 1:
            raise _unread(node, "has not one scale, or more than one side")
        if not self._columns[node]:
            raise _unread(node, "has no column name")
        (scale,) = self._scales[node]
        threshold, strict = self._threshold(owner, scale)
        sides = [self._notation(side) for side in self._sides[node]]
        for column in self._columns[node]:
            yield Channel(
                column=column.value if isinstance(column, ox.Literal) else str(column),
                codes=tuple(sorted(codes, key=_natural)),
                scale=self._notation(scale),
                threshold=threshold,
                side=sides[0] if sides else None,
                strict=strict,
            )

    def _threshold(self, owner: Term, scale: Term) -> tuple[float, bool]:
        for node in (owner, scale):
            for said, strict in ((self._from, False), (self._above, True)):
                for value in said[node]:
                    if isinstance(value, ox.Literal):
                        return float(value.value), strict
        raise _unread(scale, "has no value from which a code is present")

    def _codes(self, node: Term, said: Mapping[Term, list[Term]]) -> set[str]:
        return {self._notation(unit) for unit in said.get(node, ())}

    def _notation(self, node: Term) -> str:
        if node not in self._notations:
            raise _unread(node, "has no skos:notation")
        return self._notations[node]

    def _said(self, relation: str) -> defaultdict[Term, list[Term]]:
        found: defaultdict[Term, list[Term]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, _b2f(relation), None, None):
            fresh = quad.object not in found[quad.subject]
            if fresh and quad.graph_name not in self._distrusted:
                found[quad.subject].append(quad.object)
        return found

    def _texts(self, predicate: ox.NamedNode) -> Iterator[tuple[Term, str]]:
        for quad in self._store.quads_for_pattern(None, predicate, None, _WORDS):
            if isinstance(quad.object, ox.Literal):
                yield quad.subject, quad.object.value


def _b2f(name: str) -> ox.NamedNode:
    return ox.NamedNode(B2F + name)


def _unread(node: Term, why: str) -> SourceFileError:
    return SourceFileError(f"{_name(node)} {why}.")


def _name(node: Term) -> str:
    return curie(node.value) if isinstance(node, ox.NamedNode) else str(node)


def _natural(code: str) -> tuple[int, str]:
    return int(re.sub(r"\D", "", code) or 0), code
