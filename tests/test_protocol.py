"""What the protocol makes of each form of request, and that nothing but a refusal stops it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brain2face.server.protocol import ALLOW, Operation, read_operation
from brain2face.server.refusals import Refused

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
TEXT = "SELECT * { ?s ?p 'ü + %' }"


def environ(method: str, params: str = "", kind: str | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"REQUEST_METHOD": method, "QUERY_STRING": params}
    return made if kind is None else {**made, "CONTENT_TYPE": kind}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_query_stands_in_the_address(method: str) -> None:
    assert read_operation(environ(method, f"query={quote(TEXT)}"), None) == Operation("query", TEXT)


def test_a_plus_is_a_space_and_bytes_need_not_be_escaped() -> None:
    raw = "query=ASK+{'ü'}".encode().decode("latin-1")
    assert read_operation(environ("GET", raw), None) == Operation("query", "ASK {'ü'}")


@pytest.mark.parametrize(
    ("kind", "body", "operation"),
    [
        (FORM, f"query={quote(TEXT)}", Operation("query", TEXT)),
        (f"{FORM}; charset=UTF-8", "update=CLEAR+ALL", Operation("update", "CLEAR ALL")),
        (QUERY, TEXT, Operation("query", TEXT)),
        (QUERY, f"\ufeff{TEXT}", Operation("query", TEXT)),
        (f'{UPDATE};charset="utf-8"', "CLEAR ALL", Operation("update", "CLEAR ALL")),
        (UPDATE.upper(), "CLEAR ALL", Operation("update", "CLEAR ALL")),
    ],
)
def test_an_operation_is_posted_as_a_form_or_as_itself(
    kind: str, body: str, operation: Operation
) -> None:
    assert read_operation(environ("POST", kind=kind), body.encode()) == operation


def test_the_dataset_the_format_and_the_patience_come_with_it() -> None:
    params = "default-graph-uri=urn:a&named-graph-uri=urn:b&default-graph-uri=urn:c&format=csv"
    expected = Operation("query", TEXT, ("urn:a", "urn:c"), ("urn:b",), "csv", 2.5)
    got = read_operation(environ("GET", f"query={quote(TEXT)}&{params}&timeout=2.5"), None)
    posted = read_operation(environ("POST", f"{params}&timeout=2.5", QUERY), TEXT.encode())
    body = f"query={quote(TEXT)}&{params}&timeout=2.5".encode()
    assert got == posted == read_operation(environ("POST", "", FORM), body) == expected


def test_an_update_takes_a_dataset_unless_it_has_one_itself() -> None:
    sent = environ("POST", "using-graph-uri=urn:a&using-named-graph-uri=urn:b", UPDATE)
    text = "INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }"
    expected = Operation("update", text, ("urn:a",), ("urn:b",))
    assert read_operation(sent, text.encode()) == expected
    for own in ("USING <urn:c>", "USING NAMED <urn:c>"):
        with pytest.raises(Refused, match="without USING and WITH"):
            read_operation(sent, text.replace("WHERE", f"{own} WHERE").encode())


@pytest.mark.parametrize("params", ["", "format=ttl", "about=this"])
def test_a_request_without_a_query_asks_for_the_description(params: str) -> None:
    assert read_operation(environ("GET", params), None) is None
    assert read_operation(environ("OPTIONS", params), None) is None


def test_a_client_that_sends_every_spelling_of_a_format_is_understood() -> None:
    sent = environ("GET", "query=ASK{}&format=json&output=json&results=json")
    assert read_operation(sent, None) == Operation("query", "ASK{}", format="json")


@pytest.mark.parametrize(
    ("method", "params", "kind", "body", "status"),
    [
        ("PUT", "query=ASK{}", None, b"", 405),
        ("BREW", "", None, b"", 405),
        ("GET", "update=CLEAR%20ALL", None, b"", 400),
        ("GET", "query=ASK{}&query=ASK{}", None, b"", 400),
        ("GET", "query=%FF", None, b"", 400),
        ("GET", "query=%ED%A0%80", None, b"", 400),
        ("GET", "default-graph-uri=urn:a", None, b"", 400),
        ("GET", "query=ASK{}&using-graph-uri=urn:a", None, b"", 400),
        ("GET", "query=ASK{}&default-graph-uri=a", None, b"", 400),
        ("GET", "query=ASK{}&default-graph-uri=", None, b"", 400),
        ("GET", "query=ASK{}&default-graph-uri=urn:a%0Ab", None, b"", 400),
        ("GET", "query=ASK{}&named-graph-uri=urn:a%C2%85b", None, b"", 400),
        ("GET", "query=ASK{}&named-graph-uri=urn:a>b", None, b"", 400),
        ("GET", "query=ASK{}&format=csv&format=tsv", None, b"", 400),
        ("GET", "query=ASK{}&timeout=0", None, b"", 400),
        ("GET", "query=ASK{}&timeout=nan", None, b"", 400),
        ("GET", "query=ASK{}&timeout=-1", None, b"", 400),
        ("GET", "query=ASK{}&timeout=1&timeout=2", None, b"", 400),
        ("POST", "", None, b"ASK {}", 415),
        ("POST", "query=ASK{}", None, b"", 415),
        ("POST", "", "text/plain", b"ASK {}", 415),
        ("POST", "", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        ("POST", "", QUERY, b"ASK {'\xff'}", 400),
        ("POST", "", UPDATE, b"\xff", 400),
        ("POST", "query=ASK{}", QUERY, b"ASK {}", 400),
        ("POST", "update=CLEAR%20ALL", FORM, b"", 400),
        ("POST", "", FORM, b"", 400),
        ("POST", "", FORM, b"query=ASK{%FF}", 400),
        ("POST", "", FORM, b"query=ASK{}&query=ASK{}", 400),
        ("POST", "", FORM, b"update=CLEAR+ALL&update=CLEAR+ALL", 400),
        ("POST", "", FORM, b"query=ASK{}&update=CLEAR+ALL", 400),
        ("POST", "default-graph-uri=urn:a", UPDATE, b"CLEAR ALL", 400),
        ("POST", "", FORM, b"query=ASK{}" + 1001 * b"&", 400),
    ],
)
def test_what_the_protocol_does_not_know_is_refused(
    method: str, params: str, kind: str | None, body: bytes, status: int
) -> None:
    with pytest.raises(Refused) as refused:
        read_operation(environ(method, params, kind), body)
    assert refused.value.status == status
    assert refused.value.headers.get("Allow") == (ALLOW if status == 405 else None)


def test_a_packed_query_is_refused_with_what_is_taken() -> None:
    sent = {**environ("POST", kind=QUERY), "HTTP_CONTENT_ENCODING": "gzip"}
    with pytest.raises(Refused) as refused:
        read_operation(sent, b"\x1f\x8b")
    assert (refused.value.status, refused.value.headers) == (415, {"Accept-Encoding": "identity"})


KEYS = ("query", "update", "default-graph-uri", "using-graph-uri", "format", "timeout", "x")
VALUES = st.binary() | st.text().map(lambda text: text.encode(errors="surrogatepass"))
PAIRS = st.tuples(st.sampled_from(KEYS), VALUES).map(lambda pair: f"{pair[0]}={quote(pair[1])}")
PARAMS = st.lists(PAIRS, max_size=4).map("&".join) | st.text()


@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "OPTIONS"]) | st.text(),
    params=PARAMS,
    kind=st.none() | st.sampled_from([FORM, QUERY, UPDATE, f"{UPDATE}; charset="]) | st.text(),
    encoding=st.none() | st.text(),
    body=st.none() | st.binary() | PARAMS.map(lambda text: text.encode(errors="surrogatepass")),
)
@example("GET", "query=\udc80", None, None, None)
@example("POST", "using-graph-uri=urn:a", UPDATE, None, b"}}{{ USING ; '''")
@example("POST", "using-graph-uri=urn:a", UPDATE, None, b"INSERT {")
def test_any_request_is_an_operation_or_is_refused(
    method: str, params: str, kind: str | None, encoding: str | None, body: bytes | None
) -> None:
    sent = {**environ(method, params, kind), "HTTP_CONTENT_ENCODING": encoding}
    try:
        operation = read_operation(sent, body)
    except Refused as error:
        refused = error
    else:
        assert operation is None or operation.text.encode() is not None
        return
    assert refused.status in (400, 405, 415)
    assert str(refused).encode()
