"""Updates whose dataset the request names: a USING clause where one may stand, or a refusal."""

from __future__ import annotations

import contextlib
import time

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.server.refusals import Refused
from brain2face.server.using import with_using

MARK = "USING <urn:a> USING NAMED <urn:b> "


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("CLEAR ALL", "CLEAR ALL"),
        ("INSERT DATA { <urn:s> <urn:p> 'USING }' }", "INSERT DATA { <urn:s> <urn:p> 'USING }' }"),
        ("INSERT {} WHERE {}", f"INSERT {{}} {MARK}WHERE {{}}"),
        ("delete{}insert{}where{}", f"delete{{}}insert{{}}{MARK}where{{}}"),
        ("DELETE WHERE { ?s ?p 1 }", f"DELETE {{ ?s ?p 1 }} {MARK}WHERE {{ ?s ?p 1 }}"),
        (
            "PREFIX w: <urn:w#> # USING\nCLEAR ALL ; INSERT { ?s w:using '}' } "
            "WHERE { { ?s ?p 1 } }",
            "PREFIX w: <urn:w#> # USING\nCLEAR ALL ; INSERT { ?s w:using '}' } "
            f"{MARK}WHERE {{ {{ ?s ?p 1 }} }}",
        ),
        ('INSERT { ?s ?p """a"} WITH""" } WHERE {} ;', None),
    ],
)
def test_each_where_gets_the_dataset(given_text: str, expected: str | None) -> None:
    made = with_using(given_text, ["urn:a"], ["urn:b"])
    if expected is not None:
        assert made == expected
    store = ox.Store()
    store.update(made)


@pytest.mark.parametrize(
    "text",
    [
        "WITH <urn:c> DELETE {} WHERE {}",
        "DELETE {} USING <urn:c> WHERE {}",
        "DELETE {} using<urn:c>WHERE {}",
        "DELETE {} USING NAMED <urn:c> WHERE {}",
        "PREFIX w: <urn:w#> WITH w:c INSERT {} WHERE {}",
        "PREFIX w: <urn:w#>WITHw:c INSERT {} WHERE {}",
        "CLEAR ALL ; WITH <urn:c> INSERT {} WHERE {}",
        "CLEARALL ; INSERT {} USINGNAMED<urn:c> WHERE {}",
    ],
)
def test_an_update_with_its_own_dataset_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        with_using(text, ["urn:a"], [])
    assert refused.value.status == 400


def test_the_dataset_is_that_of_the_request() -> None:
    store = ox.Store()
    one, two = ox.NamedNode("urn:a"), ox.NamedNode("urn:other")
    for graph in (one, two, ox.DefaultGraph()):
        store.add(ox.Quad(ox.NamedNode(f"urn:in:{len(str(graph))}"), one, one, graph))
    store.update(with_using("INSERT { ?s <urn:found> 1 } WHERE { ?s ?p ?o }", ["urn:a"], []))
    found = store.quads_for_pattern(None, ox.NamedNode("urn:found"), None)
    assert [str(quad.subject) for quad in found] == ["<urn:in:7>"]


@pytest.mark.parametrize(
    "piece",
    ["'", '"', "\\", '"\\"', "'''\\'", "a", "é", "a:", "a:\\", "<", "{", "CLEAR ALL;", "# "],
)
def test_a_long_text_is_read_in_one_pass(piece: str) -> None:
    began = time.monotonic()
    for text in (piece * 100_000, f'"{piece * 100_000}', f"INSERT {{ {piece * 100_000}"):
        with contextlib.suppress(Refused):
            with_using(text, ["urn:a"], [])
    assert time.monotonic() - began < 20


@given(st.text(alphabet="{};<>\"'#:. \nWITHUSNGDELRAMF\\", max_size=60))
def test_any_text_is_changed_or_refused(text: str) -> None:
    try:
        made = with_using(text, ["urn:a"], [])
    except Refused:
        return
    assert len(made) >= len(text.replace("WHERE", ""))
