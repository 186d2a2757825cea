"""The screen lets every honest text through and refuses what would crash or stall the engine."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from brain2face.errors import QuerySyntaxError, UsageFault
from brain2face.files import queries_dir
from brain2face.screen import screen
from brain2face.screen.limits import DEEPEST, MOST_CLAUSES, MOST_OPERATORS, MOST_STEPS
from hostile_texts import CORPUS, FLAT, NESTED, STALLING

HONEST = {
    "50,000 rows": "SELECT * { VALUES ?x { "
    + " ".join(f"<http://example.org/O'Brien#(thing/{i}>" for i in range(50_000))
    + " } }",
    "50,000 numbers": f"SELECT * {{ VALUES ?x {{ {' '.join(map(str, range(-50_000, 0)))} }} }}",
    "50,000 pairs": "SELECT * { VALUES (?x ?y) { "
    + " ".join(f"(<urn:x:{i}> -{i}.5e-1)" for i in range(50_000))
    + " } }",
    "50,000 pairs of fragments": "BASE <http://e/> SELECT * { VALUES (?x ?y) { "
    + " ".join(f"(<#a{i}> <#b{i}>)" for i in range(50_000))
    + " } }",
    "100,000 triples": "PREFIX e: <http://e/>\nINSERT DATA {\n"
    + "\n".join(f"e:s-{i} a e:Thing ; e:says 'it''s\\'((({{{{'@en-GB ." for i in range(50_000))
    + "}",
    "20,000 blank nodes": "INSERT DATA { "
    + " ".join(f"[ <a:p> [ <a:q> {i} ] ; <a:r> (1 2 3) ] ." for i in range(20_000))
    + " }",
    "an IN list": f"ASK {{ FILTER(?x IN ({', '.join(map('<a:{}>'.format, range(10_000)))})) }}",
    "negative numbers": f"ASK {{ FILTER(?x IN ({', '.join(map(str, range(-9000, 0)))})) }}",
    "200 unions": f"ASK {{ {' UNION '.join('{ ?s ?p ?o }' for _ in range(200))} }}",
    "300 optionals": f"ASK {{ {' '.join(f'OPTIONAL {{ ?s ?p ?o{i} }}' for i in range(300))} }}",
    "1,000 alternatives": f"ASK {{ FILTER({' || '.join(f'?x = {i}' for i in range(900))}) }}",
    "10,000 prefixes": "\n".join(f"PREFIX p{i}: <http://e/{i}#>" for i in range(10_000)) + "ASK {}",
    "10 replacements": "SELECT (" + "REPLACE(" * 10 + "?x" + ", 'a', 'b')" * 10 + " AS ?y) {}",
    "30 conditions": f"SELECT ({'IF(?x = 1, 1, ' * 30}1{')' * 30} AS ?y) {{}}",
    "a column of comments": "# ((((((( ' \" <\n" * 1000 + "ASK {}",
    "a long text in quotes": f'ASK {{ ?s ?p """{"(" * 5000} " "" \\""" """ }}',
    "a path in a list": "ASK { ?s (<a:p>/<b:q>*|^<#c>) ?o }" + " " * 3000,
    "nothing but spaces": "ASK {" + " " * 2_000_000 + "}",
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_texts_pass_however_long(name: str) -> None:
    screen(HONEST[name])


def test_every_competency_question_passes() -> None:
    paths = sorted(queries_dir().glob("*.rq"))
    assert paths
    for path in paths:
        screen(path.read_text(encoding="utf-8"))
        screen(" " * 3000 + path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NESTED)
def test_what_nests_too_deep_is_refused_where_it_does(name: str) -> None:
    text = "\n\n" + NESTED[name].text(DEEPEST + 20)
    with pytest.raises(QuerySyntaxError, match="too deep") as caught:
        screen(text)
    assert caught.value.line
    assert caught.value.line >= 3
    assert caught.value.column
    assert text.split("\n")[caught.value.line - 1][caught.value.column - 1] in "([{<"


@pytest.mark.parametrize("name", NESTED)
def test_a_little_nesting_passes(name: str) -> None:
    screen(NESTED[name].text(10))


@pytest.mark.parametrize("name", FLAT)
def test_what_chains_too_long_is_refused_where_it_does(name: str) -> None:
    with pytest.raises(QuerySyntaxError, match=r"chain of operators|too many") as caught:
        screen(FLAT[name].text(MOST_OPERATORS + 1))
    assert caught.value.line == 1
    assert caught.value.column
    assert caught.value.column > min(MOST_STEPS, MOST_CLAUSES)


def test_a_path_is_refused_at_fewer_steps() -> None:
    with pytest.raises(QuerySyntaxError, match="chain of operators"):
        screen(FLAT["steps"].text(MOST_STEPS + 1))


@pytest.mark.parametrize("name", FLAT)
def test_a_chain_of_a_hundred_passes(name: str) -> None:
    screen(FLAT[name].text(100))


@pytest.mark.parametrize("name", STALLING)
def test_what_the_parser_would_try_again_and_again_is_refused(name: str) -> None:
    with pytest.raises(QuerySyntaxError, match="too deep"):
        screen(STALLING[name].text(50))


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(UsageFault, match="at most 100 "):
        screen("ASK {" + " " * 100 + "}", longest=100)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_texts_that_would_fool_a_simple_scanner_are_refused(path: Path) -> None:
    text = path.read_bytes().decode()
    with pytest.raises(QuerySyntaxError):
        screen(text)


@pytest.mark.parametrize(
    "piece",
    [
        '"""\\',
        "'''a\\'",
        '"a\\',
        "<a",
        "<<a",
        "<'",
        "a.",
        "a-",
        "a b ",
        "#\n",
        "{(1).",
        "{}",
        "(1 2)",
    ],
)
def test_no_text_keeps_the_screen_itself_busy(piece: str) -> None:
    for text in (piece * (400_000 // len(piece)), "{(" + piece * (400_000 // len(piece))):
        begun = time.process_time()
        with contextlib.suppress(QuerySyntaxError):
            screen(text)
        assert time.process_time() - begun < 5
