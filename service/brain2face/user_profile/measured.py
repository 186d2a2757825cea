"""A Data Cube of what was measured in a corpus as a profile: no rules, but shares that are pooled.

``brain2face evidence`` writes such files. What is done with the shares is told in
``docs/explanation/evidence.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from brain2face.definitions import Term
from brain2face.errors import SourceFileError
from brain2face.profiles import ProfileCompiler
from brain2face.rules import Association, Conclusion, Evidence, Place, Profile
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["measured_profile"]

_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_OBSERVATION, _SET = (PREFIXES["qb"] + name for name in ("Observation", "dataSet"))
_EMOTION, _UNIT, _METHOD, _RANK, _SCORE, _SHARE, _STANDING, _FEW = (
    B2F + name
    for name in (
        "aboutEmotion",
        "aboutUnit",
        "byMethod",
        "rank",
        "score",
        "share",
        "hasStanding",
        "FewCases",
    )
)
_PERCENT: Final = 100.0
_FEWEST_EMOTIONS: Final = 2


@dataclass(frozen=True, slots=True)
class _Figure:
    code: str
    emotion: Conclusion
    share: float
    few: bool
    evidence: Evidence | None


def measured_profile(
    compiler: ProfileCompiler, path: Path, quads: Collection[ox.Quad]
) -> Profile | None:
    """Make a profile of the observations of a file that give shares; none if there are none.

    A code stays out if every figure of it rests on few cases. An emotion that a code has no
    observation for has it in no image.

    Raises:
        SourceFileError: an observation lacks something, or says what cannot be.
    """
    found = _observations(quads)
    if not found:
        return None
    places = {one[_SET] for one in found.values() if _SET in one}
    if len(places) != 1:
        raise SourceFileError(
            f"The observations stand in {len(places)} data sets; keep one qb:dataSet in a file."
        )
    label = next((q.object for q in quads if q.subject in places and q.predicate == _LABEL), None)
    place = Place(_value(places.pop()), path.stem if label is None else _value(label))
    figures = [
        _figure(compiler, subject, said, place)
        for subject, said in sorted(found.items(), key=lambda item: item[0].value)
    ]
    shares = {(one.emotion.iri, one.code): one.share for one in figures}
    kept = {one.code for one in figures if not one.few}
    if len(shares) < len(figures):
        raise SourceFileError(
            f"{len(figures)} observations are about {len(shares)} pairs of a code and an emotion;"
            " give one for each pair."
        )
    if len({one.emotion for one in figures}) < _FEWEST_EMOTIONS:
        raise SourceFileError("All observations are about one emotion; give two emotions or more.")
    if not kept:
        raise SourceFileError("Every figure rests on few cases; take a larger corpus.")
    bare = compiler.assembled(path.stem, f"coding by what was measured in {path.name}", ())
    member = replace(
        bare,
        signals=tuple(Association(one.code, one.emotion, place) for one in figures),
        shares={key: share for key, share in shares.items() if key[1] in kept},
    )
    own = tuple(one.evidence for one in figures if one.evidence)
    return replace(bare, members=(member,), evidence=(*own, *bare.evidence))


def _observations(quads: Collection[ox.Quad]) -> dict[ox.NamedNode, dict[str, Term]]:
    found: dict[ox.NamedNode, dict[str, Term]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            found.setdefault(quad.subject, {})[quad.predicate.value] = quad.object
    kinds = {
        quad.subject
        for quad in quads
        if quad.predicate == _TYPE and _value(quad.object) == _OBSERVATION
    }
    return {node: said for node, said in found.items() if node in kinds and _SHARE in said}


def _figure(
    compiler: ProfileCompiler, node: ox.NamedNode, said: Mapping[str, Term], place: Place
) -> _Figure:
    statements = compiler.statements
    unit, emotion = said.get(_UNIT), said.get(_EMOTION)
    code = statements.notations.get(unit) if unit is not None else None
    if code is None or not isinstance(emotion, ox.NamedNode):
        raise SourceFileError(
            f"Observation {curie(node.value)} lacks its code or its emotion: say b2f:aboutUnit and"
            " b2f:aboutEmotion."
        )
    conclusion = statements.conclusion(emotion)
    if conclusion.kind != "emotion":
        raise SourceFileError(
            f"Observation {curie(node.value)} is about {curie(emotion.value)}, which is no emotion."
        )
    share = _number(node, said[_SHARE], "b2f:share")
    if not 0 <= share <= _PERCENT:
        raise SourceFileError(
            f"Observation {curie(node.value)} has the b2f:share {share:g}: give per cent, 0 to 100."
        )
    row = None
    if said.keys() >= {_RANK, _SCORE, _METHOD} and isinstance(said[_METHOD], ox.NamedNode):
        row = Evidence(
            code=code,
            emotion=conclusion,
            method=statements.text(ox.NamedNode(_value(said[_METHOD]))),
            rank=int(_number(node, said[_RANK], "b2f:rank")),
            score=_number(node, said[_SCORE], "b2f:score"),
            place=place,
        )
    few = _STANDING in said and _value(said[_STANDING]) == _FEW
    return _Figure(code, conclusion, share / _PERCENT, few, row)


def _number(node: ox.NamedNode, term: Term, name: str) -> float:
    try:
        return float(_value(term))
    except ValueError:
        raise SourceFileError(
            f"Observation {curie(node.value)} has the {name} {_value(term)!r}, which is no number."
        ) from None


def _value(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
