"""Graphs that are sent: what is read of them, and how the hostile ones are refused."""

from __future__ import annotations

import gzip
import zlib

import pyoxigraph as ox
import pytest

from brain2face.errors import Brain2FaceError
from brain2face.server.refusals import Refused
from brain2face.server.uploads import rdf_from

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
XML = f'<rdf:RDF {RDF}><rdf:Description rdf:about="a"><e:p>1</e:p></rdf:Description></rdf:RDF>'
DOCTYPE = '<!DOCTYPE r [<!ENTITY a "aaaa">]>'
JSON = '{"@id": "http://b/a", "http://e/p": "1"}'
GOOD = {
    "text/turtle": "<a> <http://e/p> 1 .",
    "text/turtle; charset=utf-8": "<a> <http://e/p> 1 .",
    "application/n-triples": '<http://b/a> <http://e/p> "1" .',
    "application/n-quads": '<http://b/a> <http://e/p> "1" <http://e/g> .',
    "application/trig": "<http://e/g> { <a> <http://e/p> 1 }",
    "application/rdf+xml": XML,
    "application/ld+json": JSON,
}


def read(
    body: bytes | str, media: str = "text/turtle", encoding: str = "", most: int = 10_000
) -> list[ox.Quad]:
    sent = body.encode() if isinstance(body, str) else body
    return list(rdf_from(sent, media, base="http://b/", encoding=encoding, most=most))


@pytest.mark.parametrize("media", GOOD)
def test_each_format_is_read_with_its_relative_iris(media: str) -> None:
    (quad,) = read(GOOD[media], media)
    assert quad.subject == ox.NamedNode("http://b/a")
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == "1"


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "GZIP", "identity"])
def test_a_packed_graph_is_unpacked(encoding: str) -> None:
    graph = b"<a> <http://e/p> 1 ."
    packed = {"identity": graph, "deflate": zlib.compress(graph)}
    sent = packed.get(encoding.lower(), gzip.compress(graph, mtime=0))
    assert len(read(sent, encoding=encoding)) == 1


@pytest.mark.parametrize(
    ("body", "media", "encoding", "status", "said"),
    [
        ("<a> <b> <c> .", "text/plain", "", 415, "text/turtle"),
        ("<a> <b> <c> .", "", "", 415, "nothing"),
        ("{}", "application/json", "", 415, "application/ld+json"),
        ("<a> <b> <c> .", "text/turtle; charset=latin-1", "", 415, "UTF-8"),
        (b"\xff\xfe", "text/turtle", "", 400, "graph"),
        ("<a> <b>", "text/turtle", "", 400, "Line 1, column"),
        ("\n<a> <b> ]", "text/turtle", "", 400, "Line 2, column"),
        ("<a> <b> <c> .", "text/turtle", "br", 415, "gzip or deflate"),
        ("<a> <b> <c> .", "text/turtle", "gzip", 400, "not packed by gzip"),
        (gzip.compress(b"<a> <b> <c> .", mtime=0)[:-9], "text/turtle", "gzip", 400, "too early"),
        (b"#" * 10_001, "text/turtle", "", 413, "10000 bytes"),
        (gzip.compress(b"#" * 10_001, mtime=0), "text/turtle", "gzip", 413, "unpacked"),
        (gzip.compress(bytes(50_000_000), mtime=0), "text/turtle", "gzip", 413, "unpacked"),
        ('{"@context": "http://127.0.0.1:9/", "a": 1}', "application/ld+json", "", 400, "graph"),
        ('{"@id": "http://b/a\\u0001", "http://e/p": "1"}', "application/ld+json", "", 400, "IRI"),
        ('{"@id": "http://b/a b", "http://e/p": "1"}', "application/ld+json", "", 400, "IRI"),
        ("<a\\u0020b> <http://e/p> 1 .", "text/turtle", "", 400, "IRI"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(
    body: bytes | str, media: str, encoding: str, status: int, said: str
) -> None:
    with pytest.raises(Refused) as caught:
        read(body, media, encoding)
    assert caught.value.status == status
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        DOCTYPE + XML,
        f'<?xml version="1.0"?><!-- <a> -->{DOCTYPE}{XML}',
        XML.replace("<e:p>1", f"{DOCTYPE}<e:p>&a;"),
        (DOCTYPE + XML).encode("utf-16"),
        XML[:-10],
        XML.replace("1", "<e:x>" * 600 + "</e:x>" * 600),
    ],
)
def test_xml_with_a_document_type_torn_or_too_deep_is_refused(body: bytes | str) -> None:
    with pytest.raises(Brain2FaceError, match="graph"):
        read(body, "application/rdf+xml")
