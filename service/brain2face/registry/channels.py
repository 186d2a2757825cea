"""The columns by which tools and formats write a unit: names of the channel and of the unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from brain2face.knowledge import Knowledge
from brain2face.registry.entry import Entry, unique
from brain2face.registry.folding import fold
from brain2face.registry.triples import pairs, texts
from brain2face.terms import B2F, PREFIXES

__all__ = ["CHANNEL_NAMES", "MEANT", "TOOLS", "channel_entries"]

CHANNEL_NAMES: Final = (B2F + "columnName", B2F + "writtenAs")
TOOLS: Final = (B2F + "ofInstrument", B2F + "ofFormat")
MEANT: Final = tuple(B2F + one for one in ("measures", "standsFor", "mayMeasure", "mayStandFor"))
_NOTATION: Final = PREFIXES["skos"] + "notation"
_NOTATION_TYPE: Final = B2F + "notationType"
_SURE: Final = 0.96
_OPEN: Final = 0.9


def channel_entries(knowledge: Knowledge, labels: dict[str, str]) -> Iterator[Entry]:
    """Give the columns as names; a channel without a label gets one into ``labels``.

    A column names a unit surely where the ontology gives it to the unit as a notation of a tool;
    a column that leaves several units open, or that places disagree on, comes after the channel.
    """
    types = {datatype: tool for tool, datatype in pairs(knowledge, _NOTATION_TYPE)}
    for unit, column, datatype in texts(knowledge, _NOTATION):
        if datatype in types:
            yield _entry(unit, column, [labels.get(types[datatype], "")], _SURE)
    tools: dict[str, list[str]] = {}
    for one in TOOLS:
        for channel, tool in pairs(knowledge, one):
            tools.setdefault(channel, []).append(labels.get(tool, ""))
    columns: dict[str, list[str]] = {}
    for one in CHANNEL_NAMES:
        for channel, column, _ in texts(knowledge, one):
            columns.setdefault(channel, []).append(column)
    for channel, names in columns.items():
        known = [tool for tool in tools.get(channel, ()) if tool]
        if channel not in labels:
            labels[channel] = _label(names[0], known)
            yield Entry(channel, labels[channel], "label", _SURE, unique(fold(labels[channel])))
        for column in names:
            yield _entry(channel, column, known, _SURE)
    for one in MEANT:
        for channel, unit in pairs(knowledge, one):
            for column in columns.get(channel, ()):
                yield _entry(unit, column, tools.get(channel, ()), _OPEN)


def _label(column: str, tools: list[str]) -> str:
    return f"{column} of {' and '.join(tools)}" if tools else column


def _entry(term: str, column: str, tools: Iterable[str], score: float) -> Entry:
    spelt = (fold(column), *(fold(f"{tool} {column}") for tool in tools))
    return Entry(term, column, "column", score, unique(*spelt))
