"""Every name of every term of ours, with how surely it tells which term is meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from brain2face.knowledge import Knowledge
from brain2face.registry.channels import channel_entries
from brain2face.registry.entry import Entry, key, unique
from brain2face.registry.folding import fold
from brain2face.registry.identity import local_name, short_name
from brain2face.registry.kinds import Kinds
from brain2face.registry.triples import pairs, texts
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["MATCHES", "entries_of", "labels_of"]

_LABEL: Final = PREFIXES["rdfs"] + "label"
_ALT_LABEL: Final = PREFIXES["skos"] + "altLabel"
_NOTATION: Final = PREFIXES["skos"] + "notation"
_STRING: Final = PREFIXES["xsd"] + "string"
_OBO: Final = "http://purl.obolibrary.org/obo/"
_CODE: Final = B2F + "FacsCode"
_PRINTED: Final = 0.93
_FAINT: Final = 0.7
MATCHES: Final = {
    PREFIXES["skos"] + relation: score
    for relation, score in (
        ("exactMatch", 0.95),
        ("closeMatch", 0.7),
        ("narrowMatch", 0.65),
        ("broadMatch", 0.65),
        ("relatedMatch", 0.6),
    )
}


def labels_of(knowledge: Knowledge) -> dict[str, str]:
    """Give the English label of everything that has one."""
    return {thing: text for thing, text, _ in reversed(texts(knowledge, _LABEL))}


def entries_of(knowledge: Knowledge, kinds: Kinds, labels: dict[str, str]) -> Iterator[Entry]:
    """Give every name of every term; a channel without a label gets one into ``labels``."""
    ours = kinds.types
    for term, text, _ in texts(knowledge, _LABEL):
        if term in ours:
            bare = text.removeprefix(local_name(term)).strip()
            yield Entry(term, text, "label", 0.98, unique(fold(text), fold(bare)))
    for term, text, _ in texts(knowledge, _ALT_LABEL):
        if term in ours:
            yield Entry(term, text, "synonym", 0.97, unique(fold(text)))
    for term, text, datatype in texts(knowledge, _NOTATION):
        if term in ours and datatype == _STRING:
            coded = _CODE in kinds.of(term)
            score = 0.99 if coded else _PRINTED
            yield Entry(term, text, "notation", score, _codes(term, text, coded=coded))
    for term in sorted(ours):
        yield from _identifiers(term)
    yield from (one for one in channel_entries(knowledge, labels) if one.term in ours)
    for relation in MATCHES:
        for term, target in pairs(knowledge, relation):
            if term in ours:
                yield from _mapped(term, target, MATCHES[relation], labels.get(target))


def _identifiers(term: str) -> Iterator[Entry]:
    local = local_name(term)
    yield Entry(term, term, "iri", 0.995, unique(key(term)), spoken=False)
    yield Entry(term, local, "name", 0.995, unique(fold(local), "b2f" + fold(local)))
    if "/" in local:
        short = curie(term)
        yield Entry(term, short, "name", 0.995, unique(fold(short)), spoken=False)


def _codes(term: str, text: str, *, coded: bool) -> tuple[str, ...]:
    code = fold(text)
    if not coded:
        return unique(code)
    spelt = (code, fold(local_name(term)), "au" + code, "actionunit" + code)
    return unique(*spelt, *("facs" + one for one in spelt))


def _mapped(term: str, target: str, score: float, label: str | None) -> Iterator[Entry]:
    short = short_name(target)
    keys = [key(target), fold(short)]
    if target.startswith(_OBO):
        keys.append("obo" + fold(short))
    yield Entry(term, short, "mapping", score, unique(*keys), spoken=False)
    if label:
        yield Entry(term, label, "mapping", min(score, _FAINT), unique(fold(label)))
