"""The parser itself decides whether a text asks another endpoint or fetches a document."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.errors import UsageFault
from brain2face.guard import parse_only, parse_update_only, refuse_load, refuse_service

WHERE = "INSERT {{ <a:s> <a:p> ?o }} WHERE {{ {} }}"
ELSEWHERE = "<http://127.0.0.1:{port}/>"
LOADS = [
    f"LOAD {ELSEWHERE}",
    f"load silent {ELSEWHERE} INTO GRAPH <a:g>",
    f"LOADSILENT{ELSEWHERE}",
    f"CLEAR DEFAULT;LOAD{ELSEWHERE}",
    f"CLEAR DEFAULT # ;\n; # LOAD\n LoAd#>\n{ELSEWHERE}#",
    f"PREFIX load: <a:> INSERT DATA {{ load:xoad load:load 'load' }} ; LOAD {ELSEWHERE}",
    "BASE <http://127.0.0.1:{port}/> LOAD <x>",
    "LOAD <file:///etc/hosts>",
    "LOAD <a:xoad> ; " + "; ".join(f"CLEAR SILENT GRAPH <a:{x}oad>" for x in "abcdefghijkmnopqrs"),
]
INNOCENT_UPDATES = [
    "INSERT DATA { <http://a/load> <http://a/service> 'LOAD <http://a/>' } # LOAD",
    "PREFIX load: <a:> INSERT DATA { load:load load:service 1 }",
    "INSERT { ?load ?service 1 } WHERE { ?load ?service ?xoad . FILTER(?load < 'SERVICE') }",
    "INSERT DATA { <load> <service> 1 }",
    "",
]
SERVICES = [
    f"SERVICE {ELSEWHERE} {{{{ ?s ?p ?o }}}}",
    f"?x ?p 1service silent{ELSEWHERE}{{{{ ?s ?p ?o }}}}",
    "{{ SELECT * {{ SERVICE ?s {{ ?s ?p ?o }} }} }}",
    f"FILTER(?a<?b)SERVICE#>\n{ELSEWHERE} {{{{ ?s ?p ?o }}}}",
]


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener
        with pytest.raises(BlockingIOError):
            listener.accept()


def port(canary: socket.socket) -> int:
    return int(canary.getsockname()[1])


@pytest.mark.parametrize("text", LOADS)
def test_a_load_is_refused_however_it_is_written(text: str, canary: socket.socket) -> None:
    with pytest.raises(UsageFault, match="LOAD is refused"):
        refuse_load(text.replace("{port}", str(port(canary))).replace("{{", "{").replace("}}", "}"))


@pytest.mark.parametrize("text", SERVICES)
def test_a_service_in_an_update_is_refused(text: str, canary: socket.socket) -> None:
    update = WHERE.format(text.format(port=port(canary)))
    with pytest.raises(UsageFault, match="SERVICE is refused"):
        refuse_service(update, update=True)


@pytest.mark.parametrize("text", INNOCENT_UPDATES)
def test_the_words_elsewhere_are_nothing(text: str) -> None:
    refuse_load(text)
    refuse_service(text, update=True)


@pytest.mark.parametrize(
    "word", ["\\u004cOAD", "\\U0000004cOAD", "L\\u004fAD", "1LOAD", "\u017fLOAD"]
)
def test_an_escaped_keyword_is_none_to_the_parser(word: str) -> None:
    with pytest.raises(SyntaxError):
        parse_update_only(f"{word} <http://127.0.0.1:1/>")


@pytest.mark.parametrize(
    "word", ["\\u0053ERVICE", "SERV\\u0049CE", "\\U00000053ERVICE", "\u017fervice"]
)
def test_an_escaped_service_is_none_to_the_parser(word: str) -> None:
    with pytest.raises(SyntaxError):
        parse_only(f"ASK {{ {word} <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}")


def test_a_text_that_holds_every_spare_word_is_refused_rather_than_guessed() -> None:
    spares = " ".join(f"?{letter}ervice" for letter in "abcdefghijklmnopqrstuvwxyz")
    with pytest.raises(UsageFault):
        refuse_service(f"SELECT {spares} {{ ?service ?p ?o }}")


def test_a_text_that_does_not_parse_is_no_service() -> None:
    with pytest.raises(SyntaxError):
        refuse_service("ASK { SERVICE }")


def test_relative_iris_are_read_against_the_base() -> None:
    refuse_service("ASK { <service> ?p ?o }")
    parse_only("ASK { <a> ?p ?o }", "http://b/")
    parse_update_only("INSERT DATA { <a> <b> <c> }", "http://b/")
    with pytest.raises(SyntaxError):
        parse_update_only("INSERT DATA { <a> <b> <c> }")


def test_an_update_is_parsed_and_not_carried_out(canary: socket.socket) -> None:
    parse_update_only("PREFIX e: <http://e/>\nINSERT DATA { e:s e:p 1 } ; CLEAR ALL")
    parse_update_only(f"LOAD <http://127.0.0.1:{port(canary)}/>")
    parse_update_only("CREATE GRAPH <a:g> ; CREATE GRAPH <a:g>")
    with pytest.raises(SyntaxError, match="error at 2:"):
        parse_update_only("PREFIX e: <http://e/>\nINSERT DATA { e:s e:p }")


@given(st.text(alphabet="serviceload<>:/{}?# '\"", max_size=60))
def test_nothing_is_raised_but_the_two_faults(text: str) -> None:
    for refuse in (refuse_service, refuse_load):
        try:
            refuse(text)
        except (SyntaxError, UsageFault):
            continue
