"""How tools and formats write a unit: the channels that stand for it."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.channels import CHANNEL_NAMES, MEANT, TOOLS
from brain2face.registry.ordering import natural
from brain2face.registry.statements import Statements
from brain2face.registry.views import Column
from brain2face.terms import B2F

__all__ = ["columns_of"]

_SIDE: Final = B2F + "hasSide"


def columns_of(knowledge: Knowledge, say: Statements, unit: str) -> tuple[Column, ...]:
    """Give the columns by which tools and formats write a unit, in order of tool and name."""
    places: dict[str, set[str]] = {}
    for relation in MEANT:
        quads = knowledge.store.quads_for_pattern(
            None, ox.NamedNode(relation), ox.NamedNode(unit), None
        )
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode):
                places.setdefault(quad.subject.value, set()).add(quad.graph_name.value)
    found = []
    for channel, known in places.items():
        told, said = say.of(channel), say.texts(channel)
        side = next(iter(told.get(_SIDE, ())), None)
        found += [
            Column(
                column=column,
                instrument=say.named(tool),
                side=say.named(side) if side else None,
                places=say.all_cited(known),
            )
            for name in CHANNEL_NAMES
            for column in said.get(name, ())
            for one in TOOLS
            for tool in told.get(one, ())
        ]
    return tuple(sorted(found, key=lambda one: (one.instrument.name, natural(one.column))))
