"""All that is known of one term, as one value; units, emotions and muscles tell more of theirs."""

from __future__ import annotations

from typing import Any, Final

from brain2face.knowledge import Knowledge
from brain2face.registry.columns import columns_of
from brain2face.registry.drawn import DRAWN
from brain2face.registry.entries import MATCHES
from brain2face.registry.identity import relation_name, short_name
from brain2face.registry.index import Index, Match
from brain2face.registry.mappings import mappings_of
from brain2face.registry.rules import rules_of
from brain2face.registry.statements import Said, Statements
from brain2face.registry.views import Emotion, Hit, Link, Muscle, Term, Unit
from brain2face.terms import B2F, PREFIXES

__all__ = ["EMOTIONS", "MUSCLES", "UNITS", "Describer"]

UNITS: Final = (B2F + "FacsCode",)
EMOTIONS: Final = (B2F + "Emotion", B2F + "AffectiveState")
MUSCLES: Final = (B2F + "Muscle",)

_SKOS: Final = PREFIXES["skos"]
_TYPE: Final = PREFIXES["rdf"] + "type"
_INDIVIDUAL: Final = PREFIXES["owl"] + "NamedIndividual"
_LABEL: Final = PREFIXES["rdfs"] + "label"
_DEFINITION: Final = _SKOS + "definition"
_SOURCE: Final = PREFIXES["dcterms"] + "source"
_TEXTS: Final = {
    "synonyms": _SKOS + "altLabel",
    "notations": _SKOS + "notation",
    "examples": _SKOS + "example",
    "counter_examples": B2F + "counterExample",
    "notes": _SKOS + "scopeNote",
}


class Describer:
    """Describes the terms of one knowledge."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        """Take the knowledge and its names."""
        self._knowledge = knowledge
        self._kinds = index.kinds
        self._statements = Statements(knowledge, index)

    def term(self, iri: str) -> Term:
        """Describe a term: a FACS code as ``Unit``, an emotion or a muscle likewise."""
        kinds = self._kinds.of(iri)
        if not kinds.isdisjoint(UNITS):
            return self.unit(iri)
        if not kinds.isdisjoint(EMOTIONS):
            return self.emotion(iri)
        return Term(**self._known(iri)) if kinds.isdisjoint(MUSCLES) else self.muscle(iri)

    def hit(self, match: Match) -> Hit:
        """Tell a match, with what the term is."""
        iri, say = match.entry.term, self._statements
        texts = say.texts(iri)
        stated = sorted(self._kinds.types.get(iri, set()) - {_INDIVIDUAL})
        return Hit(
            id=iri,
            name=short_name(iri),
            label=say.label(iri),
            types=tuple(map(say.named, stated)),
            definition=next(iter(texts.get(_DEFINITION, ())), None),
            matched=match.entry.text,
            how=match.how,
            score=round(match.score, 4),
        )

    def _known(self, iri: str) -> dict[str, Any]:
        say = self._statements
        texts = say.texts(iri)
        outward, inward = say.of(iri), say.about(iri)
        types = outward.pop(_TYPE, {})
        types.pop(_INDIVIDUAL, None)
        derived = {kind: said for kind, said in types.items() if say.derived(said)}
        if derived:
            outward[_TYPE] = derived
        sources = outward.pop(_SOURCE, {})
        mapped = {match: outward.pop(match) for match in MATCHES if match in outward}
        known: dict[str, Any] = {
            "id": iri,
            "name": short_name(iri),
            "label": say.label(iri),
            "definition": next(iter(texts.pop(_DEFINITION, ())), None),
            "types": tuple(say.named(kind) for kind in sorted(types.keys() - derived)),
            **{name: texts.pop(predicate, ()) for name, predicate in _TEXTS.items()},
            "sources": say.all_cited(sources),
            "relations": self._named(outward),
            "incoming": self._named(inward),
            "mappings": {
                relation_name(match): mappings_of(self._knowledge, say, iri, match, said)
                for match, said in mapped.items()
            },
        }
        texts.pop(_LABEL, None)
        known["values"] = {relation_name(relation): said for relation, said in texts.items()}
        known["picture"] = f"{iri}.svg" if self._drawn(known) else None
        return known

    def _named(self, said: dict[str, dict[str, Said]]) -> dict[str, tuple[Link, ...]]:
        named = {relation_name(relation): some for relation, some in said.items()}
        return {relation: self._statements.links(named[relation]) for relation in sorted(named)}

    def _drawn(self, known: dict[str, Any]) -> bool:
        kinds = self._kinds.of(known["id"])
        return any(
            B2F + kind in kinds
            and not known["relations" if ahead else "incoming"].keys().isdisjoint(relations)
            for kind, (ahead, relations) in DRAWN.items()
        )

    def unit(self, iri: str) -> Unit:
        """Describe a FACS code."""
        known = self._known(iri)
        relations, incoming = known["relations"], known["incoming"]
        return Unit(
            **known,
            code=next(iter(known["notations"]), known["name"]),
            muscles=incoming.get("contractsIn", ()),
            relaxed_muscles=incoming.get("relaxesIn", ()),
            branches=incoming.get("controls", ()),
            emotions=relations.get("signals", ()),
            exclusive_to=relations.get("exclusivelySignals", ()),
            excludes=relations.get("excludes", ()),
            columns=columns_of(self._knowledge, self._statements, iri),
        )

    def emotion(self, iri: str) -> Emotion:
        """Describe an emotion or affective state."""
        known = self._known(iri)
        return Emotion(
            **known,
            units=known["incoming"].get("signals", ()),
            exclusive_units=known["incoming"].get("exclusivelySignals", ()),
            rules=rules_of(self._knowledge, self._statements, iri),
        )

    def muscle(self, iri: str) -> Muscle:
        """Describe a muscle."""
        known = self._known(iri)
        return Muscle(
            **known,
            branches=known["incoming"].get("innervates", ()),
            contracts_in=known["relations"].get("contractsIn", ()),
            relaxes_in=known["relations"].get("relaxesIn", ()),
        )
