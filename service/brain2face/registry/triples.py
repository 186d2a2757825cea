"""All statements of one relation, in whatever graph, as plain values in a steady order."""

from __future__ import annotations

import pyoxigraph as ox

from brain2face.knowledge import Knowledge

__all__ = ["pairs", "texts"]


def texts(knowledge: Knowledge, relation: str) -> list[tuple[str, str, str]]:
    """Give each thing with a text of it and the datatype of that, English or of no language."""
    return sorted(
        {
            (quad.subject.value, quad.object.value, quad.object.datatype.value)
            for quad in knowledge.store.quads_for_pattern(None, ox.NamedNode(relation), None, None)
            if isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.Literal)
            and quad.object.language in (None, "en")
        }
    )


def pairs(knowledge: Knowledge, relation: str) -> list[tuple[str, str]]:
    """Give each thing with each thing that it is related to."""
    return sorted(
        {
            (quad.subject.value, quad.object.value)
            for quad in knowledge.store.quads_for_pattern(None, ox.NamedNode(relation), None, None)
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
        }
    )
