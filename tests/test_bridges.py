"""The bridges say in OWL what the exact mappings say, no more, and nothing new about our terms."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from brain2face import __version__
from brain2face.canonical import canonical_form
from brain2face.files import ontology_dir, ontology_files
from brain2face.knowledge import Knowledge
from brain2face.reasoner import LOCK_FILE, Library, committed, find_java, scenarios
from brain2face.reasoner.closure import closed_world, open_world
from brain2face.reasoner.hermit import Derived, InconsistentError, classify
from brain2face.reasoner.inferred import new_statements
from brain2face.reasoner.logic import logical
from brain2face.terms import B2F, PREFIXES
from reasoner_world import DONG

FOLDER = ontology_dir() / "alignments"
BRIDGES = {name: FOLDER / f"bridge-{name}.ttl" for name in ("mfoem", "uberon")}
MAPPINGS = B2F + "mappings/"
OBO = "http://purl.obolibrary.org/obo/"
OWL, RDFS, DCTERMS = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["dcterms"]
EQUIVALENT = ox.NamedNode(OWL + "equivalentClass")
FORMS = {OWL + "hasValue": "is the kind", OWL + "someValuesFrom": "has the kind as a member"}
Axiom = tuple[str, str, str]


def exact_rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.sssom.tsv").open(encoding="utf-8") as stream:
        rows = csv.DictReader((line for line in stream if line[0] != "#"), delimiter="\t")
        return [row for row in rows if row["predicate_id"] == "skos:exactMatch"]


def target(row: dict[str, str]) -> str:
    return OBO + row["object_id"].replace(":", "_")


def form_of(store: ox.Store, term: str) -> str:
    """Say how a term stands to the class of its particulars."""
    if bool(store.query(f"ASK {{ <{term}> <{RDFS}subClassOf>* <{B2F}Expression> }}")):
        return "is the class"
    kind = bool(store.query(f"ASK {{ <{term}> a <{OWL}NamedIndividual> }}"))
    return FORMS[OWL + "hasValue" if kind else OWL + "someValuesFrom"]


def loaded(text: str) -> ox.Store:
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    return store


def text_of(name: str) -> str:
    return BRIDGES[name].read_text(encoding="utf-8")


def axioms(name: str) -> set[Axiom]:
    store = loaded(text_of(name))
    found: set[Axiom] = set()
    for quad in store.quads_for_pattern(None, EQUIVALENT, None):
        assert isinstance(quad.subject, ox.NamedNode)
        if isinstance(quad.object, ox.NamedNode):
            found.add((quad.object.value, "is the class", quad.subject.value))
            continue
        assert isinstance(quad.object, ox.BlankNode)
        facts = {
            q.predicate.value: q.object for q in store.quads_for_pattern(quad.object, None, None)
        }
        assert facts.pop(OWL + "onProperty") == ox.NamedNode(B2F + "ofKind")
        assert facts.pop(PREFIXES["rdf"] + "type") == ox.NamedNode(OWL + "Restriction")
        ((form, kind),) = facts.items()
        assert isinstance(kind, ox.NamedNode)
        found.add((kind.value, FORMS[form], quad.subject.value))
    return found


@pytest.mark.parametrize("name", BRIDGES)
def test_a_bridge_has_one_axiom_for_each_exact_mapping_and_no_other(
    name: str, knowledge: Knowledge
) -> None:
    rows = exact_rows(name)
    terms = [row["subject_id"].replace("b2f:", B2F) for row in rows]
    expected = {
        (term, form_of(knowledge.store, term), target(row))
        for term, row in zip(terms, rows, strict=True)
    }
    assert len(rows) > 15
    assert axioms(name) == expected
    mentioned = {q.predicate.value for q in loaded(text_of(name))}
    assert not {p for p in mentioned if p.startswith(RDFS)} - {RDFS + "label", RDFS + "comment"}


@pytest.mark.parametrize("name", BRIDGES)
def test_a_bridge_is_an_ontology_of_its_own_that_imports_nothing(name: str) -> None:
    iri = f"{MAPPINGS}bridge-{name}"
    store = loaded(text_of(name))
    header = {
        quad.predicate.value: quad.object
        for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None)
    }
    assert header[OWL + "versionIRI"] == ox.NamedNode(f"{iri}/{__version__}")
    assert header[OWL + "versionInfo"] == ox.Literal(__version__)
    assert header[DCTERMS + "source"] == ox.NamedNode(MAPPINGS + name)
    assert {RDFS + "label", DCTERMS + "description", DCTERMS + "license"} <= header.keys()
    assert OWL + "imports" not in header
    assert text_of(name) == canonical_form(BRIDGES[name])
    labels = {target(row): row["object_label"] for row in exact_rows(name)}
    found = store.quads_for_pattern(None, ox.NamedNode(RDFS + "label"), None)
    given = {str(q.subject)[1:-1]: getattr(q.object, "value", "") for q in found}
    assert {key: text for key, text in given.items() if key.startswith(OBO)} == labels


def test_the_bridges_stay_out_of_the_ontology(knowledge: Knowledge) -> None:
    assert not [path for path in ontology_files() if "alignments" in path.parts]
    for quad in knowledge.store.quads_for_pattern(None, EQUIVALENT, None):
        assert not str(quad.subject).startswith(f"<{OBO}")


def bridged(library: Library, *texts: str) -> Library:
    """Give the ontology as it is with bridges loaded beside it."""
    more = [quad.triple for text in texts for quad in loaded(text)]
    return replace(library, core=(*library.core, *more))


def derived(world: Iterable[ox.Triple], scratch: Path) -> Derived:
    return classify(world, find_java(), scratch)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(ontology_dir())


@pytest.fixture(scope="module")
def both(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Derived:
    scenario = {one.name: one for one in scenarios(library)}[DONG]
    world = closed_world(bridged(library, *map(text_of, BRIDGES)), scenario)
    return derived(world, tmp_path_factory.mktemp("both"))


def test_with_both_bridges_hermit_derives_of_our_terms_what_it_derives_without(
    library: Library, both: Derived
) -> None:
    scenario = {one.name: one for one in scenarios(library)}[DONG]
    lock = committed(ontology_dir() / LOCK_FILE)
    assert new_statements(library, scenario, both) == lock[DONG]


def test_what_we_say_of_kinds_follows_for_the_classes_of_others(both: Derived) -> None:
    above = {
        below.removeprefix(OBO): {one.removeprefix(OBO) for one in up if one.startswith(OBO)}
        for below, up in both.ancestors.items()
    }
    assert above["UBERON_0008593"] >= {"UBERON_0001577"}, "zygomaticus major, facial muscle"
    assert above["UBERON_0001647"] >= {"UBERON_0001785", "UBERON_0001021"}, "facial nerve"
    assert above["MFOEM_000042"] >= {"MFOEM_000211"}, "happiness, positive emotion"
    assert above["MFOEM_000126"] >= {"MFOEM_000125"}, "smiling, facial expression behaviour"
    assert "UBERON_0001577" not in above.get("UBERON_0001597", ()), (
        "the masseter is no facial muscle"
    )


def test_one_wrong_axiom_changes_what_follows_of_our_terms(
    library: Library, both: Derived, tmp_path: Path
) -> None:
    right = text_of("mfoem")
    wrong = right.replace("MFOEM:000130 a owl:Class", "MFOEM:000126 a owl:Class")
    assert wrong != right
    found = derived(open_world(bridged(library, wrong), (), ()), tmp_path)
    assert B2F + "Frown" in found.ancestors[B2F + "Smile"]
    assert B2F + "Frown" not in both.ancestors[B2F + "Smile"]


def test_two_people_may_be_happy_which_an_emotion_as_its_only_member_forbids(
    tmp_path: Path,
) -> None:
    two = f"""@prefix owl: <{OWL}> . <urn:b> owl:differentFrom <urn:a> .
    <urn:a> a <{OBO}MFOEM_000042>, owl:NamedIndividual .
    <urn:b> a <{OBO}MFOEM_000042>, owl:NamedIndividual ."""
    right = text_of("mfoem")
    of_kind = "[ a owl:Restriction ; owl:onProperty b2f:ofKind ; owl:hasValue b2f:Happiness ]"
    only = right.replace(of_kind, "[ a owl:Class ; owl:oneOf ( b2f:Happiness ) ]")
    assert only != right
    worlds = [logical(q.triple for t in (text, two) for q in loaded(t)) for text in (right, only)]
    found = derived(worlds[0], tmp_path)
    assert ("urn:a", B2F + "ofKind", B2F + "Happiness") in found.relations
    with pytest.raises(InconsistentError):
        derived(worlds[1], tmp_path)
