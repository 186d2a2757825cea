"""What an export holds, its blank nodes named by what they say: the same knowledge, the same bytes.

The merged ontology is the default graph: the header, the words, the claims that a plain query sees
and what is derived from them. The dataset is all of it, graph by graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from brain2face.knowledge import Knowledge

__all__ = ["Publication", "canonical", "gather"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, sorted, with canonical blank nodes.

    Attributes:
        ontology: the merged ontology, as quads of the default graph.
        dataset: the default graph and every named graph.
    """

    ontology: tuple[ox.Quad, ...]
    dataset: tuple[ox.Quad, ...]


def gather(knowledge: Knowledge) -> Publication:
    """Take the merged ontology and the whole dataset out of the knowledge."""
    merged = knowledge.store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return Publication(canonical(merged), canonical(knowledge.store))


def canonical(quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """Give quads sorted, their blank nodes named as RDFC-1.0 names them.

    Two sets of quads that differ in the names of blank nodes only give the same.
    """
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted(dataset, key=_order))


def _order(quad: ox.Quad) -> tuple[bool, str, str]:
    """The default graph first, then graph by graph."""
    named = not isinstance(quad.graph_name, ox.DefaultGraph)
    return named, str(quad.graph_name), str(quad)
