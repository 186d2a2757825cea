"""Which endpoints may be asked: what the prefixes of an operator cover, and what they do not."""

from __future__ import annotations

import pytest

from brain2face.errors import UsageFault
from brain2face.server.allow_list import AllowList, read_endpoint

ALLOW = AllowList.read(["https://allowed.example/data/sparql", "http://Plain.Example:8080/"])
WITHIN = [
    ("https://allowed.example/data/sparql", "https://allowed.example/data/sparql"),
    ("HTTPS://ALLOWED.example:443/data/sparql", "https://allowed.example/data/sparql"),
    ("https://allowed.example/data/sparql/sub", "https://allowed.example/data/sparql/sub"),
    ("http://plain.example:8080", "http://plain.example:8080/"),
    ("http://plain.example:8080/é", "http://plain.example:8080/%C3%A9"),
]
OUTSIDE = [
    "https://allowed.example.evil.example/data/sparql",
    "https://allowed.example@evil.example/data/sparql",
    "https://user@allowed.example/data/sparql",
    "https://user:pass@allowed.example/data/sparql",
    "https://evil.example/https://allowed.example/data/sparql",
    "https://evil.example\\@allowed.example/data/sparql",
    "https://allowed.example\\.evil.example/data/sparql",
    "https://evil.example#@allowed.example/data/sparql",
    "https://allowed.example/data/sparql#fragment",
    "https://allowed.example/data/sparqlx",
    "https://allowed.example/data",
    "https://allowed.example/data/sparql/../../admin",
    "https://allowed.example/data/sparql/./x",
    "https://allowed.example/data/sparql/%2e%2e/admin",
    "https://allowed.example/data/sparql/%252E%252e/admin",
    "https://allowed.example/data/sparql/..%2fadmin",
    "https://allowed.example/data/sparql/..;/admin",
    "https://allowed.example/data/sparql/a%2fb",
    "https://allowed.example/data/sparql/%5c..%5cadmin",
    "https://allowed.example/data/sparql?update=CLEAR%20ALL",
    "https://allowed.example:444/data/sparql",
    "https://allowed.example:0443x/data/sparql",
    "http://allowed.example/data/sparql",
    "https://allowed%2eexample/data/sparql",
    "https://allowed.example%2f.evil.example/data/sparql",
    "https://allowed.example./data/sparql",
    "https://allowed.example /data/sparql",
    "https://allowed.example/data/sparql\n",
    "https://allowed.example/data/\tsparql",
    "https:/allowed.example/data/sparql",
    "https:allowed.example/data/sparql",
    "//allowed.example/data/sparql",
    "ftp://allowed.example/data/sparql",
    "file:///etc/passwd",
    "urn:allowed.example",
    "",
    "https://allowed.example/data/sparql/" + "x" * 3000,
]
BAD = [
    "allowed.example",
    "ftp://allowed.example/",
    "http://",
    "http:///sparql",
    "http://user@allowed.example/",
    "http://allowed.example:0/",
    "http://allowed.example:70000/",
    "http://allowed.example/#x",
    "http://allowed.example/../",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://0177.0.0.1/",
    "http://[::1/",
    "http://[1::2::3]/",
    "http://[fe80::1%25eth0]/",
    "http://*.example/",
    "http://-bad.example/",
    "http://a..b/",
    "http://a\u2024b.example\u2100/",
]


@pytest.mark.parametrize(("iri", "asked"), WITHIN)
def test_an_endpoint_below_a_prefix_may_be_asked_and_is_asked_as_it_was_compared(
    iri: str, asked: str
) -> None:
    assert str(ALLOW.find(iri)) == asked


@pytest.mark.parametrize("iri", OUTSIDE)
def test_an_address_that_only_looks_like_a_prefix_may_not_be_asked(iri: str) -> None:
    assert ALLOW.find(iri) is None


@pytest.mark.parametrize("prefix", BAD)
def test_a_prefix_that_is_no_address_is_told_at_the_start(prefix: str) -> None:
    with pytest.raises(UsageFault, match="prefix of an endpoint cannot be used"):
        AllowList.read([prefix])


def test_a_prefix_with_a_question_mark_covers_exactly_that_query() -> None:
    allow = AllowList.read(["http://a.example/sparql?graph=x"])
    assert allow.find("http://a.example/sparql?graph=x")
    assert allow.find("http://a.example/sparql") is None
    assert allow.find("http://a.example/sparql?graph=y") is None


def test_a_host_in_other_letters_is_compared_by_its_ascii_form() -> None:
    allow = AllowList.read(["https://bücher.example/"])
    assert str(allow.find("https://BÜCHER.example/x")) == "https://xn--bcher-kva.example/x"
    assert allow.find("https://xn--bcher-kva.example/x")
    assert (
        AllowList.read(["https://allowed.example/"]).find("https://\u0430llowed.example/") is None
    )


def test_only_an_address_of_numbers_or_localhost_opens_the_neighbourhood() -> None:
    prefixes = ["http://127.0.0.1:7878/", "http://localhost/", "http://[::1]/", "http://b.example/"]
    allow = AllowList.read(prefixes)
    own = [endpoint.own for endpoint in map(allow.find, prefixes) if endpoint]
    assert own == [True, True, True, False]


def test_without_prefixes_nothing_may_be_asked() -> None:
    assert AllowList().find("https://allowed.example/data/sparql") is None


def test_an_address_is_read_the_same_after_it_was_written() -> None:
    for iri, _ in WITHIN:
        endpoint = read_endpoint(iri)
        assert read_endpoint(str(endpoint)) == endpoint
