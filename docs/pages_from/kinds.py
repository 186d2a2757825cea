"""On which page a term of the ontology stands: the first one whose classes it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brain2face.terms import B2F, PREFIXES

__all__ = ["PAGES", "page_of"]

_OWL: Final = PREFIXES["owl"]
_OURS: Final[Mapping[str, tuple[str, ...]]] = {
    "action-units": ("FacsCode",),
    "muscles": ("Muscle", "MuscleGroup", "MuscleRegion"),
    "landmarks": ("AnatomicalLandmark", "FacialRegion", "BodySide"),
    "nerves": ("Nerve", "NerveBranch", "NerveSegment", "NerveRoot", "Ganglion", "NerveDisorder"),
    "brain": (
        "BrainRegion",
        "CerebralHemisphere",
        "CorticalArea",
        "MotorSystem",
        "NeuralSystem",
        "NeuronPopulation",
        "Nucleus",
        "NucleusPart",
        "Tract",
    ),
    "emotions": ("Emotion", "AffectiveState", "Valence", "MicroExpressionType", "ObjectiveClass"),
    "rules": ("CodingRule", "Profile", "MatchPolicy", "Correction"),
    "sources": ("Source", "Place", "InferredGraph"),
    "mappings": ("MappingSet",),
    "studies": ("CitedStudy", "Finding"),
    "instruments": (
        "Instrument",
        "Channel",
        "FaceFormat",
        "FormatChannel",
        "Scale",
        "FaceDataSet",
        "DetectionTechnique",
    ),
}
PAGES: Final[Mapping[str, frozenset[str]]] = {
    **{page: frozenset(B2F + kind for kind in kinds) for page, kinds in _OURS.items()},
    "figures": frozenset(
        PREFIXES["qb"] + kind for kind in ("Observation", "DataSet", "DataStructureDefinition")
    ),
    "properties": frozenset(
        _OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    ),
    "classes": frozenset({_OWL + "Class"}),
}
_OTHER: Final = "other"


def page_of(classes: frozenset[str]) -> str:
    """Give the page for a term of these classes, those above them included."""
    return next((page for page, kinds in PAGES.items() if kinds & classes), _OTHER)
