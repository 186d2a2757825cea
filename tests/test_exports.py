"""An export says the same in every format, with the same bytes each time, and OWL tools read it."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import owlready2
import pytest
from pyld import jsonld
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from brain2face.exports import FORMATS, Exported, Publication, as_bytes, export, gather
from brain2face.exports.merging import canonical
from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge
from brain2face.reasoner import find_java
from brain2face.terms import B2F, ONTOLOGY, PREFIXES

RDF = {"ttl": RdfFormat.TURTLE, "owl": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}
QUADS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
HERMIT = Path(owlready2.__file__).parent / "hermit"
CONTRADICTION = f"ClassAssertion(<{PREFIXES['owl']}Nothing> <{B2F}AU12>)\n)\n"


@pytest.fixture(scope="module")
def publication(knowledge: Knowledge) -> Publication:
    return gather(knowledge)


@pytest.fixture(scope="module")
def files(publication: Publication) -> dict[str, bytes]:
    return {fmt: as_bytes(publication, fmt) for fmt in FORMATS}


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Exported]:
    folder = tmp_path_factory.mktemp("exports") / "again"
    return folder, export(folder)


def read(text: bytes, fmt: RdfFormat) -> tuple[Quad, ...]:
    return canonical(parse(text, format=fmt))


@pytest.mark.parametrize("fmt", RDF)
def test_each_format_of_the_merged_ontology_says_the_same(
    publication: Publication, files: dict[str, bytes], fmt: str
) -> None:
    assert read(files[fmt], RDF[fmt]) == publication.ontology
    assert len(publication.ontology) > 9_000


@pytest.mark.parametrize("fmt", QUADS)
def test_each_format_of_the_dataset_says_the_same(
    publication: Publication, files: dict[str, bytes], fmt: str
) -> None:
    assert read(files[fmt], QUADS[fmt]) == publication.dataset


def test_the_dataset_has_every_graph_and_the_merged_ontology_as_its_default_graph(
    publication: Publication, knowledge: Knowledge
) -> None:
    named = {str(graph) for graph in knowledge.store.named_graphs()}
    assert {str(quad.graph_name) for quad in publication.dataset} == {"DEFAULT", *named}
    assert len(publication.dataset) == len(knowledge.store)
    default = [quad for quad in publication.dataset if str(quad.graph_name) == "DEFAULT"]
    assert canonical(default) == publication.ontology


def test_the_json_ld_is_short_and_means_the_same_to_another_processor(
    publication: Publication, files: dict[str, bytes]
) -> None:
    document = json.loads(files["jsonld"])
    assert "b2f:AU12" in {node["@id"] for node in document["@graph"]}
    assert files["jsonld"].count(B2F.encode()) < 200
    quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert read(quads.encode(), RdfFormat.N_QUADS) == publication.ontology


def test_the_prefixes_of_the_project_are_kept(files: dict[str, bytes]) -> None:
    assert f"@prefix b2f: <{B2F}> .".encode() in files["ttl"]
    assert f"@prefix b2f: <{B2F}> .".encode() in files["trig"]
    assert f'xmlns:b2f="{B2F}"'.encode() in files["owl"]
    assert f"Prefix(b2f:=<{B2F}>)".encode() in files["ofn"]
    assert b"ObjectPropertyAssertion(b2f:exclusivelySignals b2f:AU12 b2f:Happiness)" in files["ofn"]


def test_the_same_knowledge_gives_the_same_bytes(
    files: dict[str, bytes], again: tuple[Path, Exported]
) -> None:
    folder, done = again
    assert set(done.files) >= {f"brain2face.{fmt}" for fmt in FORMATS}
    for fmt, content in files.items():
        assert (folder / f"brain2face.{fmt}").read_bytes() == content


def test_the_list_of_digests_holds_of_every_file(again: tuple[Path, Exported]) -> None:
    folder, done = again
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in sums)}
    assert {*listed, "SHA256SUMS"} == set(done.files)
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    on_disk = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert on_disk == set(done.files)


def test_mapping_sets_and_bridges_stand_beside_as_they_are(again: tuple[Path, Exported]) -> None:
    folder, done = again
    sets = sorted((ontology_dir() / "alignments").glob("*.sssom.tsv"))
    bridges = sorted((ontology_dir() / "alignments").glob("bridge-*.ttl"))
    beside = {f"mappings/{path.name}": path for path in sets}
    beside |= {path.name: path for path in bridges}
    assert sets
    assert beside.keys() <= set(done.files)
    for name, path in beside.items():
        assert (folder / name).read_bytes() == path.read_bytes()


def test_every_class_and_relation_of_the_merged_ontology_is_declared(
    publication: Publication,
) -> None:
    a = NamedNode(PREFIXES["rdf"] + "type")
    declared = {quad.subject for quad in publication.ontology if quad.predicate == a}
    used = {quad.predicate for quad in publication.ontology}
    used |= {
        quad.object
        for quad in publication.ontology
        if quad.predicate == a and isinstance(quad.object, NamedNode)
    }
    built_in = tuple(PREFIXES[name] for name in ("owl", "rdf", "rdfs", "xsd"))
    assert {t.value for t in used - declared if not t.value.startswith(built_in)} == set()


def hermit(path: Path) -> str:
    """Ask HermiT, through the OWL API, whether anything may exist by the ontology of a file."""
    command = [str(find_java()), "-Xmx2000M", "-cp", f"{HERMIT}:{HERMIT / 'HermiT.jar'}"]
    main = ["org.semanticweb.HermiT.cli.CommandLine", "-k", path.as_uri()]
    done = subprocess.run([*command, *main], capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


@pytest.mark.parametrize("fmt", ["owl", "ofn"])
def test_hermit_reads_the_merged_file_and_finds_it_consistent(
    files: dict[str, bytes], tmp_path: Path, fmt: str
) -> None:
    path = tmp_path / f"brain2face.{fmt}"
    path.write_bytes(files[fmt])
    assert "Thing is satisfiable" in hermit(path)


def test_hermit_would_have_told_a_contradiction(files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "broken.ofn"
    path.write_bytes(files["ofn"].rstrip().removesuffix(b")") + CONTRADICTION.encode())
    assert "InconsistentOntologyException" in hermit(path)


def test_the_header_is_that_of_the_ontology(publication: Publication) -> None:
    a = PREFIXES["rdf"] + "type"
    headers = [
        quad.triple
        for quad in publication.ontology
        if quad.predicate.value == a and str(quad.object) == f"<{PREFIXES['owl']}Ontology>"
    ]
    assert [str(t.subject) for t in headers if isinstance(t, Triple)] == [f"<{ONTOLOGY}>"]
