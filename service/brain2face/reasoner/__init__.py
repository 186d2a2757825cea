"""The closure of each source and what follows from it, by HermiT.

The only room that needs owlready2 and Java. Everything else reads the lock file that it writes,
``ontology/inferred.trig``.
"""

from __future__ import annotations

from brain2face.reasoner.addition import add
from brain2face.reasoner.changes import difference, in_words
from brain2face.reasoner.digest import digest_of
from brain2face.reasoner.inferred import Inferred, committed, prove_writable, text_of, write
from brain2face.reasoner.java import find_java
from brain2face.reasoner.library import LOCK_FILE, Library
from brain2face.reasoner.scenario import Scenario, scenarios
from brain2face.reasoner.session import reason
from brain2face.reasoner.term_check import check_ontology

__all__ = [
    "LOCK_FILE",
    "Inferred",
    "Library",
    "Scenario",
    "add",
    "check_ontology",
    "committed",
    "difference",
    "digest_of",
    "find_java",
    "in_words",
    "prove_writable",
    "reason",
    "scenarios",
    "text_of",
    "write",
]
