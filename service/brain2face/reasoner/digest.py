"""One short text that stands for all that follows: it changes when an inference does.

The changelog gives it for each version, and a test compares, so that no inference changes unseen.
"""

from __future__ import annotations

import hashlib

from pyoxigraph import NamedNode, Quad

from brain2face.reasoner.inferred import Inferred

__all__ = ["digest_of"]


def digest_of(inferred: Inferred) -> str:
    """Give the SHA-256 of the statements as sorted N-Quads, whatever file they were read from."""
    lines = {
        f"{Quad(t.subject, t.predicate, t.object, NamedNode(name))} .\n"
        for name, triples in inferred.items()
        for t in triples
    }
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
