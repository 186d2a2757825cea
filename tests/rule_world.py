"""A small ontology folder with two profiles, for tests that break or change a rule."""

from pathlib import Path

__all__ = ["TRIG", "rule", "shows", "world"]

_CODES = {"0": "neutral", "1": "inner brow raiser", "4": "brow lowerer", "5": "upper lid raiser"}
_CODES |= {"12": "lip corner puller", "14": "dimpler", "20": "lip stretcher", "25": "lips part"}
_CODES |= {"26": "jaw drop", "43": "eye closure", "M55": "head tilt left movement"}
_PREFIXES = """
@prefix b2f: <https://w3id.org/brain2face/> .
@prefix book: <https://w3id.org/brain2face/source/book/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix src: <https://w3id.org/brain2face/source/> .
"""
_WORDS = """
b2f:ActionUnit rdfs:subClassOf b2f:FacsCode .
b2f:Fear a b2f:BasicEmotion ; rdfs:label "fear"@en .
b2f:Contempt a b2f:BasicEmotion ; rdfs:label "contempt"@en .
b2f:Sadness a b2f:BasicEmotion ; rdfs:label "sadness"@en .
b2f:BasicEmotion rdfs:subClassOf b2f:Emotion .
b2f:NegativeValence a b2f:Valence ; rdfs:label "negative"@en .
b2f:NegativeExpression rdfs:subClassOf b2f:Expression ,
  [ owl:onProperty b2f:concludes ; owl:hasValue b2f:NegativeValence ] .
b2f:FearExpression rdfs:subClassOf b2f:NegativeExpression ,
  [ owl:onProperty b2f:concludes ; owl:hasValue b2f:Fear ] .
b2f:SadnessExpression rdfs:subClassOf b2f:NegativeExpression ,
  [ owl:onProperty b2f:concludes ; owl:hasValue b2f:Sadness ] .
b2f:ContemptExpression rdfs:subClassOf b2f:NegativeExpression ,
  [ owl:onProperty b2f:concludes ; owl:hasValue b2f:Contempt ] .
b2f:IntensityB skos:notation "B" . b2f:IntensityC skos:notation "C" .
b2f:UnspecifiedSide skos:notation "U" . b2f:LeftSide skos:notation "L" .
b2f:AnyRuleMatch a b2f:MatchPolicy . b2f:ExactMatch a b2f:MatchPolicy .
b2f:ProfileBook a b2f:Profile ; skos:notation "book" ; rdfs:label "rules of the book"@en .
b2f:ProfileStrict a b2f:Profile ; skos:notation "strict" ; rdfs:label "the book, exactly"@en .
book:rules dcterms:isPartOf src:book ; rdfs:label "Rules of the book"@en .
book:table dcterms:isPartOf src:book ; rdfs:label "Table of the book"@en .
book:inferred dcterms:isPartOf src:book ; rdfs:label "what follows from the book"@en .
src:profiles b2f:inDefaultGraph true .
book:rules b2f:inDefaultGraph true .
book:inferred b2f:inDefaultGraph true .
GRAPH src:profiles {
  b2f:ProfileBook b2f:usesRulesOf book:rules ; b2f:hasMatchPolicy b2f:AnyRuleMatch .
  b2f:ProfileStrict b2f:usesRulesOf book:rules ; b2f:hasMatchPolicy b2f:ExactMatch .
}
"""
_CLAIMS = """
GRAPH book:table { b2f:AU1 b2f:signals b2f:Fear . b2f:AU4 b2f:signals b2f:Fear, b2f:Sadness . }
GRAPH book:inferred {
  b2f:AU1 b2f:exclusivelySignals b2f:Fear ; b2f:signals b2f:Fear .
  b2f:AU43 b2f:exclusivelySignals b2f:Sadness .
  b2f:BookFear rdfs:subClassOf b2f:BookSadness .
}
"""


def shows(code: str) -> str:
    """Give the restriction that a face shows a code."""
    return f"[ owl:onProperty b2f:shows ; owl:hasValue b2f:AU{code} ]"


def rule(name: str, conclusion: str, *parts: str, printed: str = "") -> str:
    """Give a rule class with a definition of these parts."""
    return f"""
  b2f:{name} a owl:Class, b2f:CodingRule ; rdfs:label "rule {name}"@en ;
    b2f:locator "page 7" ; b2f:printedAs "{printed}" ;
    owl:equivalentClass [ owl:intersectionOf ( b2f:Expression {" ".join(parts)} ) ] ;
    rdfs:subClassOf b2f:{conclusion}Expression ."""


TRIG = (
    rule("BookFear", "Fear", shows("1"), shows("4"), shows("5"), printed="1+4+5"),
    rule("BookSadness", "Sadness", shows("4"), shows("5"), printed="4+5"),
    rule("BookFrown", "Negative", shows("4"), printed="4"),
)


def world(folder: Path, *rules: str, claims: str = _CLAIMS) -> Path:
    """Write the folder, with ``rules`` in the place of its usual three; give its path."""
    units = "".join(
        f'b2f:AU{code} a b2f:ActionUnit ; skos:notation "{code}" ;'
        f' rdfs:label "AU{code} {name}"@en .\n'
        for code, name in _CODES.items()
    )
    graph = "GRAPH book:rules {" + "".join(rules or TRIG) + "\n}\n"
    folder.mkdir(exist_ok=True)
    (folder / "world.trig").write_text(_PREFIXES + _WORDS + units + graph + claims, "utf-8")
    return folder
