"""The table as a Data Cube: the one written form, whole by the shapes, and a profile to code by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph, Namespace

from brain2face.canonical import canonical_form
from brain2face.coder import code
from brain2face.errors import SourceFileError, UsageFault
from brain2face.evidence import Method, tabulate
from brain2face.evidence.cube import as_cube
from brain2face.evidence.naming import Naming
from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge
from brain2face.notation import parse_score
from brain2face.profiles import unit_names
from brain2face.rules import Profile
from brain2face.terms import PREFIXES
from brain2face.user_profile import load_user_profile
from evidence_world import EMOTIONS, PEAK, drawn, labelled

METHODS = [Method(one, how) for one in (1, 2) for how in ("printed", "published")]
IDS = [f"{one.algorithm}-{one.reading}" for one in METHODS]
FACES = {"6+12": "happiness", "1+2+5+26": "surprise", "9+10+24": "disgust", "4+15+17": "sadness"}
FACES |= {"4+7+23": "anger", "1+4+5+20": "fear"}


_PREFIXES = "".join(f"PREFIX {one}: <{PREFIXES[one]}> " for one in ("b2f", "qb", "rdfs"))
_OWN = "FILTER STRSTARTS(STR(?o), 'urn:brain2face:evidence/my%20lab/')"
_ASKED = (
    "SELECT DISTINCT ?p { ?o qb:dataSet/qb:structure/qb:component ?component ."
    f" ?component qb:measure|qb:dimension|qb:attribute ?p {_OWN} }}"
)


@pytest.fixture(scope="module")
def naming(knowledge: Knowledge) -> Naming:
    return Naming(knowledge, unit_names(knowledge))


@pytest.fixture(scope="module")
def cube(naming: Naming) -> Callable[[Method], str]:
    labels, scores = drawn(3_000, seed=3)
    labels["few"] = parse_score("19+12")
    sad = EMOTIONS[4]
    scores["few"] = next(found for found in scores.values() if found[sad] == PEAK)
    written = {one: as_cube(tabulate(labels, scores, one), naming, "my lab") for one in METHODS}
    return written.__getitem__


def beside(knowledge: Knowledge, text: str) -> Knowledge:
    store = ox.Store()
    store.bulk_extend(knowledge.store)
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    return Knowledge(store)


def rows(knowledge: Knowledge, query: str) -> list[ox.QuerySolution]:
    results = knowledge.query(_PREFIXES + query).results
    assert isinstance(results, ox.QuerySolutions)
    return list(results)


def term(node: object) -> str:
    assert isinstance(node, ox.NamedNode | ox.Literal)
    return node.value


def profile(folder: Path, knowledge: Knowledge, text: str) -> Profile:
    path = folder / "mine.ttl"
    path.write_text(text, encoding="utf-8")
    return load_user_profile(path, knowledge)


@pytest.mark.parametrize("method", METHODS, ids=IDS)
def test_a_graph_stands_in_the_one_written_form(
    cube: Callable[[Method], str], method: Method, tmp_path: Path
) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(cube(method), encoding="utf-8")
    assert canonical_form(path) == cube(method)


@pytest.mark.parametrize("method", METHODS, ids=IDS)
def test_every_observation_is_whole_by_the_shapes_of_the_ontology(
    cube: Callable[[Method], str], method: Method
) -> None:
    shape = Namespace("https://w3id.org/brain2face/shapes/")
    shapes = Graph().parse(ontology_dir() / "shapes" / "claims.ttl")
    text = "\n\n".join(cube(method).split("\n\n")[:40])
    names = [str(shape.WholeObservation)]
    assert (shape.WholeObservation, None, None) in shapes
    assert validate(Graph().parse(data=text), shacl_graph=shapes, use_shapes=names)[0]
    broken = Graph().parse(data=text.replace("b2f:aboutUnit", "b2f:aboutBody", 1))
    assert not validate(broken, shacl_graph=shapes, use_shapes=names)[0]


@pytest.mark.parametrize("method", METHODS, ids=IDS)
def test_every_observation_has_what_the_structure_in_the_ontology_asks_for(
    cube: Callable[[Method], str], method: Method, knowledge: Knowledge
) -> None:
    store = beside(knowledge, cube(method))
    asked = {term(row["p"]) for row in rows(store, _ASKED)}
    assert len(asked) == 7
    seen: dict[str, set[str]] = {}
    for row in rows(store, f"SELECT ?o ?p {{ ?o a qb:Observation ; ?p ?v {_OWN} }}"):
        seen.setdefault(term(row["o"]), set()).add(term(row["p"]))
    assert len(seen) > 50
    assert all(asked <= said for said in seen.values())


def test_the_first_code_of_an_emotion_is_asked_for_beside_the_ontology(
    cube: Callable[[Method], str], knowledge: Knowledge
) -> None:
    query = (
        "SELECT ?label ?n { ?o b2f:aboutEmotion b2f:Happiness ; b2f:rank 1 ; b2f:sampleSize ?n ;"
        f" b2f:byMethod b2f:Algorithm2 ; b2f:aboutUnit/rdfs:label ?label {_OWN} }}"
    )
    found = rows(beside(knowledge, cube(Method(2))), query)
    assert [term(row["label"]) for row in found] == ["AU12 lip corner puller"]
    assert int(term(found[0]["n"])) > 100


@pytest.mark.parametrize("method", METHODS, ids=IDS)
def test_a_graph_codes_faces_as_its_corpus_has_them(
    cube: Callable[[Method], str], method: Method, tmp_path: Path, knowledge: Knowledge
) -> None:
    mine = profile(tmp_path, knowledge, cube(method))
    for face, emotion in FACES.items():
        verdict = code(parse_score(face), mine)
        assert [one.label for one in verdict.results] == [emotion], face
        assert verdict.unmentioned == ()
    assert code(parse_score("25"), mine).outcome == "none"
    assert code(parse_score("0"), mine).outcome == "neutral"


def test_a_code_of_which_every_figure_rests_on_few_images_stays_out(
    cube: Callable[[Method], str], tmp_path: Path, knowledge: Knowledge
) -> None:
    mine = profile(tmp_path, knowledge, cube(Method(2)))
    assert code(parse_score("12+19"), mine).unmentioned == ("19",)
    assert "b2f:hasStanding b2f:FewCases" in cube(Method(2))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("b2f:share 100.0000", "b2f:share 101", "has the b2f:share 101: give per cent"),
        ("b2f:share 100.0000", 'b2f:share "much"', "'much', which is no number"),
        ("b2f:aboutUnit b2f:AU6", "b2f:aboutUnit b2f:Fear", "lacks its code or its emotion"),
        ("b2f:aboutEmotion b2f:Fear", "b2f:aboutEmotion b2f:Happiness", "one for each pair"),
        ("b2f:aboutEmotion b2f:Fear", "b2f:aboutEmotion b2f:AU1", "which is no emotion"),
        ("qb:dataSet <urn", "qb:dataSet b2f:AU1 .\n<urn:a> b2f:rank <urn", "in 2 data sets"),
        ("b2f:share ", "b2f:rank ", "Nor is there a qb:Observation with a b2f:share"),
        ("b2f:rank ", "b2f:hasStanding b2f:FewCases ; b2f:rank ", "Every figure rests on few"),
    ],
)
def test_a_graph_that_makes_no_profile_says_why(
    tmp_path: Path, knowledge: Knowledge, naming: Naming, old: str, new: str, said: str
) -> None:
    b2f = "https://w3id.org/brain2face/"
    rows = [("a", "6+12", (0.9, 0.1)), ("b", "12", (0.8, 0.2))]
    table = tabulate(*labelled(rows, (f"{b2f}Happiness", f"{b2f}Fear")), Method(2), least=1)
    text = as_cube(table, naming, "x")
    assert profile(tmp_path, knowledge, text).members
    assert old in text
    every = -1 if "Nor" in said or "Every" in said or "pair" in said else 1
    with pytest.raises(SourceFileError, match=said):
        profile(tmp_path, knowledge, text.replace(old, new, every))


def test_a_base_that_begins_no_iri_is_refused(naming: Naming) -> None:
    with pytest.raises(UsageFault, match="begins no IRI"):
        as_cube(tabulate({}, {}), naming, "x", "not an iri ")
