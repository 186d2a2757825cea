"""Files into a store: every syntax, large ones, and faults that say where they are."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pyoxigraph as ox
import pytest

from brain2face.errors import Brain2FaceError, SourceFileError, UsageFault
from brain2face.stores import Source, load_source

S, P, O = (f"http://e.org/{letter}" for letter in "spo")  # noqa: E741
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">'
XML = f'{RDF}\n<rdf:Description rdf:about="{S}"><e:p rdf:resource="{O}"/></rdf:Description>'
TRIPLE = f"<{S}> <{P}> <{O}> ."
ONE = ox.Quad(ox.NamedNode(S), ox.NamedNode(P), ox.NamedNode(O))
GRAPH = ox.NamedNode("http://e.org/g")
IN_GRAPH = ox.Quad(ONE.subject, ONE.predicate, ONE.object, GRAPH)
SAMPLES = {
    "a.ttl": "@prefix e: <http://e.org/> . e:s e:p e:o .",
    "a.nt": TRIPLE,
    "a.nq": TRIPLE,
    "a.trig": "{ " + TRIPLE + " }",
    "a.rdf": XML + "</rdf:RDF>",
    "a.OWL": XML + "</rdf:RDF>",
    "a.jsonld": f'{{"@id": "{S}", "{P}": {{"@id": "{O}"}}}}',
}


def loaded(path: Path, graph: ox.NamedNode | None = None, syntax: str | None = None) -> ox.Store:
    store = ox.Store()
    load_source(store, Source.named(str(path), syntax), graph)
    return store


def fault(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SourceFileError) as caught:
        loaded(path)
    assert caught.value.exit_code == 2
    return str(caught.value).replace(f"{path}", path.name)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_each_syntax_is_known_by_its_suffix(
    tmp_path: Path, name: str, packed: bool, mark: bytes
) -> None:
    content = mark + SAMPLES[name].encode()
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(content, mtime=0) if packed else content)
    assert list(loaded(path)) == [ONE]
    assert list(loaded(path, GRAPH)) == [IN_GRAPH]


def test_a_quad_that_names_its_graph_stays_there(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text(f"<{S}> <{P}> <{O}> <http://e.org/own> .\n{TRIPLE}", encoding="utf-8")
    graphs = {str(quad.graph_name) for quad in loaded(path, GRAPH)}
    assert graphs == {"<http://e.org/own>", "<http://e.org/g>"}


@pytest.mark.parametrize("name", ["a.nt", "a.jsonld"])
def test_blank_nodes_of_two_files_are_different_things(tmp_path: Path, name: str) -> None:
    text = f"_:x <{P}> <{O}> ." if name == "a.nt" else f'{{"@id": "_:x", "{P}": {{"@id": "{O}"}}}}'
    store = ox.Store()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
        load_source(store, Source.named(str(tmp_path / folder / name)))
    assert len(store) == 2


def test_a_hundred_thousand_triples_are_loaded_and_counted(tmp_path: Path) -> None:
    path, seen = tmp_path / "many.nt.gz", [0]
    lines = "".join(f'<{S}/{i}> <{P}> "{i}" .\n' for i in range(100_000))
    path.write_bytes(gzip.compress(lines.encode(), mtime=0))
    store = ox.Store(str(tmp_path / "store"))

    def passed(count: int) -> None:
        seen[0] += count

    load_source(store, Source.named(str(path)), GRAPH, passed)
    assert len(store) == 100_000
    assert seen == [path.stat().st_size]


def test_a_plain_oxigraph_store_is_copied(tmp_path: Path) -> None:
    old = ox.Store(str(tmp_path / "old"))
    old.extend([ONE, IN_GRAPH])
    old.flush()
    del old
    assert set(loaded(tmp_path / "old")) == {ONE, IN_GRAPH}
    with pytest.raises(UsageFault, match="have their graphs already"):
        loaded(tmp_path / "old", GRAPH)
    with pytest.raises(UsageFault, match="no Oxigraph store"):
        loaded(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", f"{TRIPLE}\n e:s e:p 1 .", "a.ttl, line 2, column 2: The prefix e: has not been"),
        ("a.nt", f"{TRIPLE}\n{TRIPLE} x", "a.nt, line 2, column 54: "),
        ("a.nt", f"<{S} x> <{P}> <{O}> .", "line 1, column 1: Invalid IRI code point ' '"),
        ("a.ttl", f"<{S}\\u0001> <{P}> 1 .", "line 1, column 1: Invalid IRI code point"),
        ("a.ttl", f"<{S}\\u0020> <{P}> 1 .", "line 1, column 1: Invalid IRI code point ' '"),
        ("a.ttl", b"<s> <p> '\xff' .", "line 1, column 1: No scheme found in an absolute IRI"),
        ("a.nt", TRIPLE.encode() + b"\n\xff", "a.nt, line 2, column 1: Invalid UTF-8"),
        ("a.rdf", XML, "a.rdf, line 2, column 99: no element found"),
        ("a.rdf", f"{XML}</x>", "a.rdf, line 2, column 101: mismatched tag"),
        ("a.rdf", f"{XML.replace(S, 'http://a b')}</rdf:RDF>", "a.rdf, near line 2: "),
        ("a.rdf", "", "a.rdf, line 1, column 1: no element found"),
        ("a.jsonld", '{"@id":\n 7', "a.jsonld, line 2, column 3: "),
        ("a.jsonld", f'{{"@id": "{S} x", "{P}": 1}}', "near line 1: <http://e.org/s x>: Inv"),
        ("a.jsonld", f'{{"@id": "{S}", "{P} ": 1}}', "Invalid IRI code point ' '"),
        ("a.jsonld", f'{{"@id": "relative", "{P}": 1}}', "No scheme found in an absolute IRI"),
        (
            "a.nt.gz",
            gzip.compress(TRIPLE.encode(), mtime=0)[:-9],
            "a.nt.gz cannot be read: Compressed file",
        ),
        (
            "a.nt.gz",
            gzip.compress(TRIPLE.encode(), mtime=0)[:12] + b"\xff" * 20,
            "a.nt.gz cannot be read: ",
        ),
    ],
)
def test_a_fault_says_where_it_is(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    assert said in fault(tmp_path / name, content)


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE rdf:RDF [<!ENTITY e "x">]>{XML}</rdf:RDF>',
        f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF SYSTEM "file:///etc/passwd">{XML}</rdf:RDF>',
        XML.replace("<e:p", '<!DOCTYPE rdf:RDF [<!ENTITY e "x">]><e:p') + "</rdf:RDF>",
        XML + '</rdf:RDF><!DOCTYPE rdf:RDF [<!ENTITY e "x">]>',
    ],
)
def test_a_doctype_is_refused_wherever_it_stands(tmp_path: Path, text: str) -> None:
    said = fault(tmp_path / "a.rdf", text)
    assert "DOCTYPE is refused" in said or "not well-formed" in said or "junk" in said


def test_the_word_doctype_in_a_text_is_no_doctype(tmp_path: Path) -> None:
    begin = f"{RDF}<!-- <!DOCTYPE x> --><rdf:Description rdf:about='{S}'><e:p>"
    text = f"{begin}<![CDATA[<!DOCTYPE x>]]></e:p></rdf:Description></rdf:RDF>"
    (tmp_path / "a.rdf").write_text(text, encoding="utf-8")
    assert len(loaded(tmp_path / "a.rdf")) == 1


def test_elements_nested_without_end_are_refused_at_once(tmp_path: Path) -> None:
    assert "nested more than" in fault(tmp_path / "a.rdf", RDF + "<e:a><e:p>" * 100_000)


@pytest.mark.parametrize(
    "context",
    ['"%s"', '["%s"]', '{"@import": "%s"}', '{"p": {"@id": "http://e.org/p", "@context": "%s"}}'],
)
def test_a_remote_context_is_never_fetched(tmp_path: Path, context: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        named = context % f"http://127.0.0.1:{server.getsockname()[1]}/c.jsonld"
        text = f'{{"@context": {named}, "@id": "{S}", "p": 1}}'
        said = fault(tmp_path / "a.jsonld", text)
        with pytest.raises(TimeoutError):
            server.accept()
    assert "a remote @context is never fetched; write the context into the file" in said


def test_what_json_ld_does_not_map_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f'{{"@id": "{S}", "{P}": {{"@id": "{O}"}}, "note": "mine"}}', encoding="utf-8")
    assert list(loaded(path)) == [ONE]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("absent.ttl", r"There is no file .*absent\.ttl\."),
        ("a.csv", r"a\.csv: its suffix does not say .* Give --format, one of turtle, ntriples"),
        ("-", "Say what standard input is written in"),
    ],
)
def test_a_source_that_cannot_be_known_is_told(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(Brain2FaceError, match=said):
        Source.named(name if name == "-" else str(tmp_path / name))
