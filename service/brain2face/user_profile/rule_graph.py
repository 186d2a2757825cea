"""Rules in Turtle or TriG, written as those of the ontology and read beside it in a copy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from brain2face.errors import SourceFileError, nearest
from brain2face.knowledge import Knowledge
from brain2face.profiles import ProfileCompiler
from brain2face.rules import Profile
from brain2face.terms import B2F, PREFIXES, SOURCE, curie
from brain2face.user_profile.by_form import with_order
from brain2face.user_profile.measured import measured_profile

__all__ = ["profile_from_graph"]

_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_RULE, _PROFILE = (ox.NamedNode(B2F + name) for name in ("CodingRule", "Profile"))
_WORDS: Final = ox.DefaultGraph()


def profile_from_graph(path: Path, text: str, knowledge: Knowledge) -> Profile:
    """Compile the coding rules of a file: those its profile uses and all that stand in it.

    A file without rules may hold observations with shares, which are pooled.
    Statements without a graph stand in a place named after the file.

    Raises:
        SourceFileError: the file does not parse, or a term or rule in it cannot be used.
    """
    place = ox.NamedNode(f"urn:brain2face:profile:{quote(path.stem, safe='')}")
    quads = list(_parsed(path, text))
    _check_graphs(path, text, quads, knowledge)
    _check_terms(path, text, quads, knowledge)
    store = ox.Store()
    store.bulk_extend(knowledge.store)
    for quad in quads:
        triple = quad.subject, quad.predicate, quad.object
        store.add(ox.Quad(*triple, _WORDS))
        store.add(ox.Quad(*triple, place if quad.graph_name == _WORDS else quad.graph_name))
    store.add(ox.Quad(place, _LABEL, ox.Literal(path.stem, language="en"), _WORDS))
    compiler = ProfileCompiler(store)
    try:
        return with_order(_compiled(compiler, path, quads, place))
    except SourceFileError as error:
        iris = [quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)]
        named = [iri for iri in iris if f" {curie(iri)} " in str(error)]
        where = _where(text, named[0]) if named else ""
        raise SourceFileError(f"{path}{where}: {error}") from None


def _compiled(
    compiler: ProfileCompiler, path: Path, quads: Collection[ox.Quad], place: ox.NamedNode
) -> Profile:
    graphs = {
        place if quad.graph_name == _WORDS else quad.graph_name
        for quad in quads
        if quad.predicate == _TYPE and quad.object == _RULE
    }
    places = sorted((one for one in graphs if isinstance(one, ox.NamedNode)), key=str)
    described = {q.subject for q in quads if q.predicate == _TYPE and q.object == _PROFILE}
    profiles = sorted((one for one in described if isinstance(one, ox.NamedNode)), key=str)
    if len(profiles) > 1:
        found = ", ".join(curie(one.value) for one in profiles)
        raise SourceFileError(f"There are several profiles, {found}; keep one in a file.")
    if profiles:
        return compiler.described(profiles[0], path.stem, places)
    if not places:
        if measured := measured_profile(compiler, path, quads):
            return measured
        raise SourceFileError(
            "There is no coding rule; a rule is a b2f:CodingRule with an owl:equivalentClass and "
            "a rdfs:subClassOf such as b2f:FearExpression. Nor is there a qb:Observation with a "
            "b2f:share, as brain2face evidence writes them."
        )
    return compiler.compiled(path.stem, f"coding by {path.name}", places)


def _parsed(path: Path, text: str) -> Iterator[ox.Quad]:
    trig = path.suffix.lower() == ".trig"
    form = ox.RdfFormat.TRIG if trig else ox.RdfFormat.TURTLE
    try:
        yield from ox.parse(text, format=form, rename_blank_nodes=True)
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        said = str(error.msg).partition(": ")[2] or str(error.msg)
        raise SourceFileError(f"{path}, line {line}, column {column}: {said}.") from None


def _check_graphs(path: Path, text: str, quads: Collection[ox.Quad], knowledge: Knowledge) -> None:
    for graph in dict.fromkeys(quad.graph_name for quad in quads):
        if isinstance(graph, ox.NamedNode) and graph in set(knowledge.store.named_graphs()):
            where = _where(text, graph.value)
            raise SourceFileError(
                f"{path}{where}: {curie(graph.value)} is a place of the ontology; "
                "give the graph a name of your own."
            )


def _check_terms(path: Path, text: str, quads: Collection[ox.Quad], knowledge: Knowledge) -> None:
    own = {quad.subject for quad in quads}
    used = dict.fromkeys(
        term
        for quad in quads
        for term in (quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term not in own
    )
    for term in used:
        ours = term.value.startswith(B2F) and not term.value.startswith(SOURCE)
        if ours and not any(knowledge.store.quads_for_pattern(term, None, None, _WORDS)):
            quads_of = knowledge.store.quads_for_pattern(None, _LABEL, None, _WORDS)
            known = [q.subject.value for q in quads_of if isinstance(q.subject, ox.NamedNode)]
            near = ", ".join(nearest(curie(term.value), map(curie, known)))
            where = _where(text, term.value)
            raise SourceFileError(
                f"{path}{where}: {curie(term.value)} is no term of the ontology. Nearest: {near}."
            )


def _where(text: str, iri: str) -> str:
    name = re.escape(re.split(r"[/#:]", iri)[-1])
    found = re.search(rf"(?<=[:/#]){name}(?![\w-])", text)
    if not found:
        return ""
    line = text.count("\n", 0, found.start()) + 1
    start = text.rfind("\n", 0, found.start()) + 1
    head = re.search(r"[^\s<(\[,;]*$", text[start : found.start()])
    column = found.start() - start + 1 - (len(head[0]) if head else 0)
    return f", line {line}, column {column}"
