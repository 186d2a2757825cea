"""Which format an answer takes, for each Accept that clients send, and some they should not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.formats import GRAPH_FORMATS, MEDIA, RESULT_FORMATS, rdf_format
from brain2face.server.negotiation import (
    CONTENT_TYPES,
    FORMATS_OF,
    best,
    graph_format,
    not_acceptable,
    wanted,
)
from brain2face.server.refusals import Refused

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "select", "graph"),
    [
        (None, "json", "turtle"),
        ("", "json", "turtle"),
        ("*/*", "json", "turtle"),
        ("*", "json", "turtle"),
        (BROWSER, "html", "html"),
        ("application/sparql-results+xml", "xml", None),
        ("application/json", "json", None),
        ("APPLICATION/LD+JSON", None, "jsonld"),
        ("text/*", "csv", "turtle"),
        ("application/*", "json", "ntriples"),
        ("text/turtle;q=0.1, application/rdf+xml", None, "rdfxml"),
        ("*/*;q=0.5, text/csv;q=0.4, application/trig", "json", "trig"),
        ("text/csv;q=0, text/*", "tsv", "turtle"),
        ("text/csv; q=0.9, text/tab-separated-values ; q = 1.0", "tsv", None),
        ("text/turtle; charset=utf-8", None, "turtle"),
        ('application/ld+json; profile="a,b;q=0"', None, "jsonld"),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "tsv", None),
        (",,;q=1,", "json", "turtle"),
        ("image/png", None, None),
        ("*/*;q=0", None, None),
    ],
)
def test_accept_chooses_the_best_for_each_form_of_answer(
    accept: str | None, select: str | None, graph: str | None
) -> None:
    formats = wanted(accept)
    assert (formats["select"], formats["ask"], formats["graph"]) == (select, select, graph)


@pytest.mark.parametrize(
    ("named", "select", "graph"),
    [
        ("csv", "csv", None),
        ("JSON", "json", "jsonld"),
        ("xml", "xml", "rdfxml"),
        ("rdf xml", None, "rdfxml"),
        ("n3", None, "turtle"),
        ("ttl", None, "turtle"),
        ("nq", None, "nquads"),
        ("application/ld+json", None, "jsonld"),
        ("application/sparql-results+json", "json", None),
        ("html", "html", "html"),
        ("parquet", None, None),
    ],
)
def test_a_named_format_overrides_accept(named: str, select: str | None, graph: str | None) -> None:
    formats = wanted(BROWSER, named)
    assert (formats["select"], formats["graph"]) == (select, graph)


def test_a_graph_read_as_data_has_no_page() -> None:
    assert graph_format(BROWSER) == "turtle"
    assert graph_format("text/html, application/n-quads;q=0.1") == "nquads"
    assert graph_format("image/png", "trig") == "trig"
    for accept, named in ((None, "html"), (None, "csv"), ("text/html", None)):
        with pytest.raises(Refused) as refused:
            graph_format(accept, named)
        assert refused.value.status == 406


@pytest.mark.parametrize("kind", FORMATS_OF)
def test_what_is_not_acceptable_is_answered_with_all_that_is(kind: str) -> None:
    refused = not_acceptable(kind)
    available = refused.members["available"]
    assert isinstance(available, list)
    assert refused.status == 406
    assert {wanted(media)[kind] for media in available} == set(FORMATS_OF[kind])


def test_each_format_has_one_row_in_the_table() -> None:
    assert {*RESULT_FORMATS, *GRAPH_FORMATS} - {"table"} == set(MEDIA)
    assert set(CONTENT_TYPES) == {*MEDIA, "html"}
    suffixes = [fmt.suffix for fmt in MEDIA.values()]
    assert len(set(suffixes)) == len(suffixes)
    for name in GRAPH_FORMATS:
        found = rdf_format(MEDIA[name].media_type.upper())
        assert found is MEDIA[name]
        assert found.rdf is not None
        assert (found.rdf.media_type, found.rdf.file_extension) == (found.media_type, found.suffix)


@given(st.text() | st.text(alphabet='texhml/*;,q=01.+" ', max_size=200), st.text(max_size=20))
def test_any_header_gives_a_format_or_none(accept: str, named: str) -> None:
    for given_name in (None, named):
        formats = wanted(accept, given_name)
        assert all(fmt is None or fmt in FORMATS_OF[kind] for kind, fmt in formats.items())
    assert best(accept, ("text/html",)) in (None, "text/html")


def test_a_long_header_is_answered_and_not_kept() -> None:
    assert wanted("a/b, " * 50_000 + "text/csv")["select"] is None
    assert wanted("text/csv, " + "a/b, " * 50_000)["select"] == "csv"
