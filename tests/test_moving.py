"""A graph that is not there cannot be copied, added or moved, however it is written."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from brain2face.errors import UsageFault
from brain2face.server.moving import refuse_absent_source

BASE = "http://a/"


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    store.add_graph(ox.NamedNode("http://a/there"))
    return store


@pytest.mark.parametrize("word", ["COPY", "add", "Move"])
@pytest.mark.parametrize(
    "rest",
    [
        "<http://a/none> TO DEFAULT",
        "GRAPH <http://a/none> TO GRAPH <http://a/there>",
        "<none> TO <there>",
        "GRAPH # <http://a/there>\n <none> # TO\n TO DEFAULT",
        "<http://a/none> TO DEFAULT; CLEAR DEFAULT",
    ],
)
@pytest.mark.parametrize("before", ["", "# COPY <there> TO DEFAULT\n", "BASE <http://a/>\n"])
def test_a_source_that_is_not_there_is_refused(
    store: ox.Store, word: str, rest: str, before: str
) -> None:
    with pytest.raises(UsageFault, match="There is no graph") as caught:
        refuse_absent_source(store, f"{before}{word} {rest}", BASE)
    assert word.upper() in str(caught.value)


def test_a_prefixed_name_is_read_by_its_prefix(store: ox.Store) -> None:
    prologue = "PREFIX a: <http://a/> PREFIX graph: <http://a/>"
    refuse_absent_source(store, f"{prologue} COPY a:there TO DEFAULT", BASE)
    with pytest.raises(UsageFault, match="a:none"):
        refuse_absent_source(store, f"{prologue} COPY a:none TO DEFAULT", BASE)
    with pytest.raises(UsageFault, match="graph:none"):
        refuse_absent_source(store, f"{prologue} MOVE GRAPH graph:none TO a:there", BASE)


@pytest.mark.parametrize(
    "text",
    [
        "COPY <http://a/there> TO DEFAULT",
        "COPY GRAPH <there> TO <other>",
        "COPY SILENT <http://a/none> TO DEFAULT",
        "COPY DEFAULT TO <http://a/none>",
        "INSERT DATA { <copy> <add> <move> }",
        "CREATE GRAPH <none>; COPY <none> TO DEFAULT",
        "COPY",
        "COPY <none>",
        "",
        "nonsense {",
    ],
)
def test_everything_else_passes(store: ox.Store, text: str) -> None:
    refuse_absent_source(store, text, BASE)
