"""What other ontologies call the same things: one SSSOM file a target, one named graph a file.

A mapping says how near a term of ours is to one of theirs. It is no part of the ontology: it never
stands in the default graph, and no reasoner reads it.
"""

from __future__ import annotations

from brain2face.alignments.graph import quads
from brain2face.alignments.reading import read
from brain2face.alignments.values import PREDICATES, Mapping, MappingSet

__all__ = ["PREDICATES", "Mapping", "MappingSet", "quads", "read"]
