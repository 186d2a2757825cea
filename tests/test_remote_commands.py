"""``--endpoint``, the environment that stands for it, and ``brain2face publish``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Triple

from brain2face.cli import cli
from brain2face.remote import Access, Published, publish
from brain2face.remote.addresses import addresses
from brain2face.remote.asking import form_of, names_dataset
from brain2face.remote.writing import batches
from sparql_servers import oxigraph

COMMANDS = [
    ["ask", "units-of-emotion", "emotion=fear", "--format", "tsv"],
    ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv"],
    ["code", "1+4+5+25", "--json"],
    ["label", "4+9", "--material", "disgust", "--report", "disgust", "--json"],
]
WAYS = [[], ["--graph-store", "none"]]
EDGES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Published]]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as one:
        yield one, publish(Access(one))


@pytest.fixture
def url(published: tuple[str, Published]) -> str:
    return published[0]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_says_the_same_of_a_store_elsewhere(
    runner: CliRunner, url: str, command: list[str]
) -> None:
    here = runner.invoke(cli, command)
    there = runner.invoke(cli, [*command, "--endpoint", url])
    named = runner.invoke(cli, command, env={"BRAIN2FACE_ENDPOINT": url})
    assert here.exit_code == 0
    assert (there.exit_code, there.stdout) == (0, here.stdout)
    assert named.stdout == here.stdout


@pytest.mark.parametrize("way", WAYS, ids=["graph store", "updates only"])
def test_publishing_again_says_the_same_and_works_either_way(
    runner: CliRunner, published: tuple[str, Published], way: list[str]
) -> None:
    url, first = published
    said = runner.invoke(cli, ["publish", "--endpoint", url, *way])
    assert said.exit_code == 0
    assert f"{first.graphs} graphs with {first.statements} statements" in said.stdout
    asked = runner.invoke(cli, [*COMMANDS[0], "--endpoint", url])
    assert asked.stdout == runner.invoke(cli, COMMANDS[0]).stdout


def test_a_read_only_store_and_an_empty_one_are_told(runner: CliRunner, tmp_path: Path) -> None:
    with oxigraph(tmp_path):
        pass
    with oxigraph(tmp_path, read_only=True) as one:
        refused = runner.invoke(cli, ["publish", "--endpoint", one])
        empty = runner.invoke(cli, ["code", "12", "--endpoint", one])
    assert refused.exit_code == 1
    assert "So nothing was changed there." in refused.stderr
    assert empty.exit_code == 1
    assert f"`brain2face publish --endpoint {one}`" in empty.stderr


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"USER": "me"}, "without BRAIN2FACE_ENDPOINT_PASSWORD"),
        ({"USER": "me", "PASSWORD": "t0p", "TOKEN": "t0p"}, "not both"),
        ({"TOKEN": "t0p\r\nX: y"}, "holds a character that is none"),
        ({"TIMEOUT": "soon"}, "no number of seconds"),
        ({"TIMEOUT": "-1"}, "say more than 0"),
    ],
)
def test_what_the_environment_says_wrongly_is_told(
    runner: CliRunner, environment: dict[str, str], words: str
) -> None:
    env = {f"BRAIN2FACE_ENDPOINT_{name}": value for name, value in environment.items()}
    result = runner.invoke(cli, ["query", "ASK {}", "--endpoint", "http://127.0.0.1:9/"], env=env)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "t0p" not in result.stderr


def test_publish_asks_where(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["publish"])
    assert (result.exit_code, result.stderr) == (2, "Error: Publish where? Give --endpoint URL.\n")


@pytest.mark.parametrize(
    ("url", "server", "update", "graph_store"),
    [
        ("http://a/query", "Oxigraph/0.5.13", "http://a/update", "http://a/store"),
        ("http://a/sparql", "Virtuoso/07.20", "http://a/sparql-auth", "/sparql-graph-crud-auth"),
        ("http://a/repositories/x", "", "http://a/repositories/x/statements", "/service"),
        ("http://a/anything", "nginx", "http://a/anything", None),
    ],
)
def test_where_a_known_store_takes_what_is_written(
    url: str, server: str, update: str, graph_store: str | None
) -> None:
    found = addresses(url, server)
    assert found.update == update
    assert (found.graph_store or "").endswith(graph_store or "")
    assert addresses(url, server, "http://b/u", "none").graph_store is None


@pytest.mark.parametrize(
    ("text", "form", "own"),
    [
        ("# from ASK\nPREFIX ask: <http://a/from>\nconstruct { ?from ?p 'from' } { ?from ?p ?o }",
         "graph", False),
        ("SELECT * FROM <http://a/> { ?s ?p ?o }", "results", True),
        ("ASK FROM NAMED <http://a/> { GRAPH ?g { ?from ?p ?o } }", "results", True),
        ("BASE <http://a/> DESCRIBE <x>", "graph", False),
    ],
)  # fmt: skip
def test_what_a_query_is_and_whether_it_names_graphs_is_seen(
    text: str, form: str, own: bool
) -> None:
    assert form_of(text) == form
    assert names_dataset(text) is own


@given(EDGES, st.integers(1, 5))
def test_no_two_batches_share_a_blank_node_and_nothing_is_lost(
    edges: list[tuple[int, int]], most: int
) -> None:
    is_a = NamedNode("http://a/p")
    triples = [Triple(BlankNode(f"n{a}"), is_a, BlankNode(f"n{b}")) for a, b in edges]
    triples += [Triple(is_a, is_a, NamedNode(f"http://a/{a}")) for a, _ in edges]
    split = list(batches(triples, most))
    nodes = [
        {part for one in batch for part in (one.subject, one.object) if isinstance(part, BlankNode)}
        for batch in split
    ]
    assert sorted(map(str, triples)) == sorted(str(one) for batch in split for one in batch)
    assert sum(map(len, nodes)) == len(set().union(*nodes))
