"""OWL functional syntax by py-horned-owl, and the proof that nothing was lost on the way.

A reader of OWL drops what it cannot take for an axiom without a word: a relation that nobody
declared, say. So the text is read back, and has to say what went in. py-horned-owl gives an
individual without a name two names, one as subject and one as object; here it has a name of its
own until the text is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pyoxigraph as ox

from brain2face.errors import EnvironmentFault, SourceFileError
from brain2face.exports.merging import canonical
from brain2face.terms import PREFIXES, curie

__all__ = ["functional_syntax"]

_SHOWN: Final = 3
_FOR_NOW: Final = "urn:brain2face:without-name:"
_LOGIC: Final = tuple(PREFIXES[name] for name in ("owl", "rdf", "rdfs", "xsd"))


def functional_syntax(ontology: Sequence[ox.Quad]) -> bytes:
    """Write an ontology in OWL functional syntax.

    Raises:
        EnvironmentFault: py-horned-owl is not installed.
        SourceFileError: a statement is no part of an OWL 2 ontology; the message gives some.
    """
    try:
        import pyhornedowl
    except ImportError:
        raise EnvironmentFault(
            'OWL functional syntax needs py-horned-owl: pip install "brain2face[owl]",'
            " or choose other formats with --format."
        ) from None
    named = _named(ontology)
    xml = ox.serialize([quad.triple for quad in named], format=ox.RdfFormat.RDF_XML) or b""
    loaded = pyhornedowl.open_ontology_from_string(xml.decode(), "owl")
    _declare_prefixes(loaded, named)
    text: str = loaded.save_to_string("ofn")
    again = pyhornedowl.open_ontology_from_string(text, "ofn").save_to_string("owl")
    _prove(named, canonical(ox.parse(again.encode(), format=ox.RdfFormat.RDF_XML)))
    return re.sub(rf"<{_FOR_NOW}(\w+)>", r"_:\1", text).encode()


def _named(ontology: Sequence[ox.Quad]) -> tuple[ox.Quad, ...]:
    """Name every blank node that is an individual, and no part of an axiom or a list."""
    logic = {quad.subject for quad in ontology if quad.predicate.value.startswith(_LOGIC)}

    def name(term: Any) -> Any:
        unnamed = isinstance(term, ox.BlankNode) and term not in logic
        return ox.NamedNode(_FOR_NOW + term.value) if unnamed else term

    return canonical(
        ox.Quad(name(quad.subject), quad.predicate, name(quad.object)) for quad in ontology
    )


def _declare_prefixes(loaded: Any, quads: Iterable[ox.Quad]) -> None:
    said = "\n".join(map(str, quads))
    for prefix, base in sorted(PREFIXES.items()):
        if base in _LOGIC or f"<{base}" in said:
            loaded.prefix_mapping.add_prefix(prefix, base)


def _prove(meant: Sequence[ox.Quad], found: Sequence[ox.Quad]) -> None:
    if list(meant) == list(found):
        return
    lost = sorted(set(meant) - set(found), key=lambda quad: ("_:" in str(quad), str(quad)))
    told = "; ".join(
        " ".join(curie(getattr(term, "value", str(term))) for term in quad.triple)
        for quad in lost[:_SHOWN]
    )
    raise SourceFileError(
        f"OWL functional syntax cannot hold every statement, for example: {told}. These are no"
        " axioms of OWL 2, or name a relation that nobody declared; mend them or leave out ofn."
    )
