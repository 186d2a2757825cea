"""A store that repeats every graph in the head of its answer is read, however many there are."""

from __future__ import annotations

import io

import pytest

from brain2face.errors import EnvironmentFault
from brain2face.formats import serialize
from brain2face.remote import Access
from brain2face.remote.asking import pose
from brain2face.remote.wire import Wire
from foreign_endpoints import JSON, Handler, listening

MANY = 300
BODY = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}}]}}'


def repeating(name: str, handler: Handler) -> None:
    handler.send_response(200)
    for number in range(MANY):
        handler.send_header(name, f"urn:graph:{number}")
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", str(len(BODY)))
    handler.end_headers()
    handler.wfile.write(BODY)


@pytest.mark.parametrize("name", ["X-SPARQL-named-graph", "x-sparql-default-graph"])
def test_an_answer_that_repeats_its_graphs_is_read(name: str) -> None:
    with listening(lambda handler, _: repeating(name, handler)) as asked:
        answer = pose(Wire(Access(asked.url)), asked.url, "SELECT ?s { ?s ?p ?o }")
    out = io.BytesIO()
    serialize(answer, "tsv", out)
    assert out.getvalue() == b"?s\n<urn:a>\n"


def test_a_head_without_end_is_still_refused() -> None:
    with (
        listening(lambda handler, _: repeating("X-Other", handler)) as asked,
        pytest.raises(EnvironmentFault, match="does not speak HTTP"),
    ):
        pose(Wire(Access(asked.url)), asked.url, "SELECT ?s { ?s ?p ?o }")
