"""One HermiT run in a process of its own, so that owlready2's global state and noise end with it.

Called as a script, so that it imports no more than owlready2, with a job in JSON on the standard
input; the answer is JSON on the standard output. What was loaded is counted against what was
written, because owlready2 drops a file that it cannot read without a word.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from pathlib import Path
from typing import Any

__all__ = ["main", "run"]

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OWL = "http://www.w3.org/2002/07/owl#"
_KINDS = {
    "http://www.w3.org/2000/01/rdf-schema#subClassOf": "subclasses",
    _OWL + "equivalentClass": "equivalents",
    _RDF_TYPE: "types",
}


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Load ``job["file"]`` (N-Triples), check the counts, classify, and give what is new.

    The answer has the key ``failed`` (``"load"``, ``"inconsistent"`` or ``"java"``, with
    ``message``), or lists of IRIs: ``subclasses``, ``equivalents``, ``types``, ``relations``.
    """
    import owlready2
    from owlready2 import reasoning

    owlready2.JAVA_EXE = job["java"]
    reasoning.JAVA_MEMORY = job["memory"]
    world = owlready2.World()
    ontology = world.get_ontology("https://w3id.org/brain2face/reasoned/")
    with Path(job["file"]).open("rb") as stream:
        ontology.load(fileobj=stream)
    found = _counts(world)
    if found != job["counts"]:
        return {"failed": "load", "message": f"wrote {job['counts']}, loaded {found}"}
    try:
        reasoning.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"failed": "inconsistent", "message": ""}
    except owlready2.OwlReadyJavaError as error:
        return {"failed": "java", "message": str(error)}
    return _new(world)


def _counts(world: Any) -> dict[str, int]:
    kinds = {"classes": "Class", "individuals": "NamedIndividual", "properties": "ObjectProperty"}
    kind_of = world._abbreviate(_RDF_TYPE)
    counts = {
        key: len(set(world._get_obj_triples_po_s(kind_of, world._abbreviate(_OWL + name))))
        for key, name in kinds.items()
    }
    header = list(world._get_obj_triples_po_s(kind_of, world._abbreviate(_OWL + "Ontology")))
    return {**counts, "triples": len(world.graph) - len(header)}


def _new(world: Any) -> dict[str, Any]:
    answer: dict[str, list[list[str]]] = {
        "subclasses": [], "equivalents": [], "types": [], "relations": []
    }  # fmt: skip
    inferences = world.get_ontology("http://inferrences/")
    for subject, predicate, value in inferences._get_obj_triples_spo_spo(None, None, None):
        if subject < 0 or value < 0:
            continue
        names = [world._unabbreviate(item) for item in (subject, predicate, value)]
        kind = _KINDS.get(names[1])
        if kind:
            answer[kind].append([names[0], names[2]])
        elif not names[1].startswith(_OWL):
            answer["relations"].append(names)
    return {key: sorted(rows) for key, rows in answer.items()}


def main() -> None:
    """Read the job, run it, write the answer."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    json.dump(run(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
