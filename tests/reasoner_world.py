"""A folder with two branches, four muscles, a printed table and two rules, for HermiT to close."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from brain2face.files import ontology_dir
from brain2face.reasoner import Inferred, Library, reason, scenarios
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["DONG", "FACES", "NERVES", "TABLE", "derived", "pairs", "rule", "world"]

DONG = PREFIXES["dong"] + "inferred"
TABLE: Mapping[str, str] = {
    "Happiness": "1 6 12 14 26 27 28",
    "Surprise": "1 2 5 25 26 27",
    "Anger": "4 5 9 10 16 22 23",
    "Fear": "1 4 5 20 25",
    "Disgust": "1 4 7 9 10 14 15 17 24 25",
    "Sadness": "1 4 14 15 17 43",
}
NERVES = """
  b2f:TemporalBranch b2f:innervates b2f:Frontalis, b2f:OrbicularisOculi .
  b2f:ZygomaticBranch b2f:innervates b2f:OrbicularisOculi .
  b2f:OrbitalPart b2f:partOf b2f:OrbicularisOculi ; b2f:contractsIn b2f:AU6 .
  b2f:Frontalis b2f:contractsIn b2f:AU2 .
  b2f:LevatorPalpebrae b2f:contractsIn b2f:AU5 .
  b2f:UpperFacialNucleus b2f:supplies b2f:UpperFace .
  b2f:AU2 b2f:appearsIn b2f:UpperFace .
  b2f:AU5 b2f:appearsIn b2f:UpperFace .
  b2f:AU6 b2f:appearsIn b2f:UpperFace .
  b2f:AU26 b2f:excludes b2f:AU27 .
"""
_KINDS = {
    "ActionUnit": "FacsCode", "BasicEmotion": "Emotion", "CompoundEmotion": "Emotion",
    "EmotionalFacialExpression": "Expression", "CodingRule": "", "Emotion": "", "Expression": "",
    "FacialNerveBranch": "", "FacialRegion": "", "FacsCode": "", "Muscle": "", "NucleusPart": "",
    "Place": "",
}  # fmt: skip
_THINGS = {
    "BasicEmotion": " ".join(TABLE),
    "CompoundEmotion": "HappilySurprised",
    "FacialNerveBranch": "TemporalBranch ZygomaticBranch",
    "FacialRegion": "LowerFace UpperFace",
    "Muscle": "Frontalis LevatorPalpebrae OrbicularisOculi OrbitalPart",
    "NucleusPart": "LowerFacialNucleus UpperFacialNucleus",
}


def rule(name: str, units: str, conclusion: str) -> str:
    """Give a rule class: a face with all these units is a face of this emotion."""
    shown = " ".join(
        f"[ a owl:Restriction ; owl:onProperty b2f:shows ; owl:hasValue b2f:AU{unit} ]"
        for unit in units.split()
    )
    return (
        f"b2f:{name} a owl:Class, b2f:CodingRule ; rdfs:subClassOf b2f:{conclusion}Expression ; "
        f"owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( b2f:Expression {shown} ) ] .\n"
    )


FACES = rule("RuleFear", "1 4 5 25", "Fear") + rule("RuleSad", "4 5", "Sadness")


def world(
    folder: Path,
    table: Mapping[str, str] = TABLE,
    nerves: str = NERVES,
    rules: str = FACES,
    more: str = "",
) -> Path:
    """Write the folder: the real relations and derived classes, and these words and claims."""
    folder.mkdir(exist_ok=True)
    for name in ("relations.ttl", "values.ttl", "derived.ttl"):
        shutil.copy(ontology_dir() / name, folder / name)
    words = [_kind(name, upper) for name, upper in _KINDS.items()]
    units = sorted({u for row in TABLE.values() for u in row.split()})
    things = {**_THINGS, "ActionUnit": " ".join(f"AU{u}" for u in units)}
    for kind, names in things.items():
        words += [f"b2f:{name} a owl:NamedIndividual, b2f:{kind} .\n" for name in names.split()]
    for name in (*TABLE, "HappilySurprised"):
        words.append(
            f'b2f:{name} rdfs:label "{name.lower()}"@en .\n'
            f"b2f:{name}Expression a owl:Class ; rdfs:subClassOf b2f:EmotionalFacialExpression, "
            f"[ a owl:Restriction ; owl:onProperty b2f:concludes ; owl:hasValue b2f:{name} ] .\n"
        )
    head = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    (folder / "words.ttl").write_text(head + "".join(words), encoding="utf-8")
    signals = "".join(
        f"  b2f:AU{unit} b2f:signals b2f:{emotion} .\n"
        for emotion, row in table.items()
        for unit in row.split()
    )
    (folder / "dong.trig").write_text(
        f"""{head}
dong:inferred a b2f:InferredGraph, owl:NamedIndividual ; rdfs:label "what follows"@en ;
  b2f:inDefaultGraph true ; b2f:closes dong:table3 ;
  prov:wasDerivedFrom dong:section2, dong:section7, dong:table3 .
GRAPH dong:table3 {{\n{signals}}}
GRAPH dong:section2 {{ {nerves} }}
GRAPH dong:section7 {{ {rules} }}
{more}""",
        encoding="utf-8",
    )
    return folder


def _kind(name: str, upper: str) -> str:
    return f"b2f:{name} a owl:Class" + (f" ; rdfs:subClassOf b2f:{upper}" if upper else "") + " .\n"


def derived(folder: Path) -> Inferred:
    """Run HermiT over each scenario of a folder."""
    library = Library.load(folder)
    return reason(library, scenarios(library))


def pairs(triples: Iterable[Triple], relation: str) -> set[tuple[str, str]]:
    """Give subject and object of a relation, in short names without our prefix."""
    return {
        (curie(t.subject.value)[4:], curie(t.object.value)[4:])
        for t in triples
        if curie(t.predicate.value).removeprefix("b2f:") == relation
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
        and t.object.value.startswith(B2F)
    }
