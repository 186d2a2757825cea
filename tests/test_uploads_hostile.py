"""Documents made to hurt: bombs, documents that name others, and bytes without sense."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.server.refusals import Refused
from brain2face.server.uploads import UPLOADED, rdf_from

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
XML = f'<rdf:RDF {RDF}><rdf:Description rdf:about="a"><e:p>é</e:p></rdf:Description></rdf:RDF>'
ENTITY = '<!DOCTYPE r [<!ENTITY a "aaaa">]>'
MOST = 100_000


def read(body: bytes | str, media: str, encoding: str | None = None) -> list[ox.Quad]:
    sent = body.encode() if isinstance(body, str) else body
    return rdf_from(sent, media, base="http://b/", encoding=encoding, most=MOST)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('<?xml version="1.0"?>' + ENTITY + XML, "Line 1, column 22: a DOCTYPE"),
        ("<!-- a\n> -->" + ENTITY.lower() + XML, "Line 2, column 6: a DOCTYPE"),
        (f'<?a "<!--"?>\n{ENTITY}<!-- -->{XML}', "Line 2, column 1: a DOCTYPE"),
        (XML.replace("é", f"{ENTITY}&a;"), "a DOCTYPE"),
        (XML.replace("é", "&a;"), "undefined entity"),
        (XML[:-10], "Line 1, column"),
        (XML + XML, "junk after document element"),
        (XML.replace('"a"', '"a b"'), "IRI"),
        (XML.replace("é", "<e:x>" * 600 + "</e:x>" * 600), "more than 500 elements"),
        ("", "no element found"),
    ],
)
def test_xml_that_is_no_plain_document_is_refused_where_it_is(document: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        read(document, "application/rdf+xml")
    assert caught.value.status == 400
    assert caught.value.members["line"]
    assert caught.value.members["column"]


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_xml_in_another_charset_is_refused_before_it_is_looked_at(charset: str) -> None:
    with pytest.raises(Refused, match=r"this is not UTF-8|not well-formed"):
        read((ENTITY + XML).encode(charset), "application/rdf+xml")


def test_a_byte_order_mark_is_no_fault() -> None:
    assert len(read(XML.encode("utf-8-sig"), "application/rdf+xml")) == 1


@pytest.mark.parametrize(
    "document",
    [
        '{"@context": "http://127.0.0.1:1/a", "n": 1}',
        '[{"@context": ["http://127.0.0.1:1/a", {"n": "x:n"}], "n": 1}]',
        '{"@context": "http://127.0.0.1:1/a", "@context": {}, "http://e/p": 1}',
        '{"\\u0040context": "a", "http://e/p": 1}',
        '{"@context": {"n": {"@id": "x:n", "@context": "http://127.0.0.1:1/a"}}, "n": {}}',
        '{"@context": {"@import": "http://127.0.0.1:1/a"}, "http://e/p": 1}',
        '{"http://e/p": [{"@graph": [{"@context": "file:///etc/hosts"}]}]}',
    ],
)
def test_a_context_elsewhere_is_named_and_not_fetched(document: str) -> None:
    with pytest.raises(Refused, match="lies elsewhere and is not fetched") as caught:
        read(document, "application/ld+json")
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('{"@id": "http://a/ b", "http://e/p": 1}', "no IRI"),
        ('{"@type": ["http://a/\\u0007"]}', "no IRI"),
        ('{"http://e/ p": 1}', "no IRI"),
        ('{"@context": {"@vocab": "http://a\\n/"}, "p": 1}', "no IRI"),
        ('{"http://e/p": 1,\n }', "Line 2, column 2"),
        ("[" * 100_000 + "]" * 100_000, "larger|too deep"),
        ("[" * 40_000 + "]" * 40_000, "too deep"),
    ],
)
def test_json_that_would_be_lost_or_is_none_is_refused(document: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(document, "application/ld+json")


def test_a_context_in_place_is_read() -> None:
    document = {"@context": [None, {"n": "http://e/n"}], "@id": "a", "n": "@context"}
    (quad,) = read(json.dumps(document), "application/ld+json")
    assert quad.predicate == ox.NamedNode("http://e/n")


def test_blank_nodes_of_two_documents_are_different_ones() -> None:
    first, second = (read("_:a <a:p> 1 .", "text/turtle") for _ in range(2))
    assert first[0].subject != second[0].subject


def test_each_way_to_pack_is_unpacked() -> None:
    body = b"<a:s> <a:p> 1 ."
    raw = zlib.compressobj(wbits=-15)
    halves = gzip.compress(body[:5]) + gzip.compress(body[5:])
    for packed, encoding in (
        (halves, "gzip"),
        (zlib.compress(body), "deflate"),
        (raw.compress(body) + raw.flush(), "deflate"),
        (body, " Identity "),
        (body, None),
    ):
        assert len(read(packed, "text/turtle", encoding)) == 1


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
@pytest.mark.parametrize("parts", [1, 50])
def test_a_bomb_is_not_inflated(pack: Callable[[bytes], bytes], parts: int) -> None:
    bomb = pack(b" " * (100_000_000 // parts)) * parts
    with pytest.raises(Refused, match="unpacked") as caught:
        read(bomb, "text/turtle", "gzip" if pack is gzip.compress else "deflate")
    assert caught.value.status == 413


def test_packing_upon_packing_is_not_read() -> None:
    with pytest.raises(Refused, match="gzip or deflate") as caught:
        read(gzip.compress(gzip.compress(b"")), "text/turtle", "gzip, gzip")
    assert caught.value.status == 415


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    st.sampled_from(list(UPLOADED)),
    st.sampled_from(["", "gzip", "deflate", "x"]),
)
def test_nothing_is_raised_but_a_refusal(body: bytes, media: str, encoding: str) -> None:
    try:
        read(body, media, encoding)
    except Refused as error:
        assert error.status in (400, 413, 415)  # noqa: PT017
