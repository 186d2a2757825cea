"""What holds of every text: honest ones pass, none breaks the screen, none that passes kills."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brain2face.errors import QuerySyntaxError
from brain2face.files import queries_dir
from brain2face.guard import parse_only
from brain2face.screen import screen
from engine_child import Engine
from hostile_texts import CORPUS, FLAT, NESTED, STALLING, Recipe

PREFIX = "PREFIX e: <http://e/#> "
NAMES = st.sampled_from(["?x", "?y1", "e:a-b", "e:o\\'x", "<http://e/#a'(>", "<u:1>", "a", "_:b"])
VALUES = NAMES.filter(lambda name: name not in ("a", "_:b")) | st.sampled_from(
    ["1", "-2.5e3", "'it\\'s ((('", '"""a "" { """', "'x'@en-GB", "'1'^^<http://e/#int>", "true"]
)
EXPRESSIONS = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||", " < ", " = ", " + ", "*"]), inner).map(
            lambda part: f"({''.join(part)})"
        ),
        inner.map(lambda one: f"STR({one})"),
        inner.map(lambda one: f"(!{one})"),
        st.lists(inner, min_size=1, max_size=9).map(lambda some: f"COALESCE({','.join(some)})"),
        st.lists(inner, min_size=1, max_size=9).map(lambda some: f"(?z IN ({', '.join(some)}))"),
    ),
    max_leaves=40,
)
NODES = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda some: f"({' '.join(some)})"),
        inner.map(lambda one: f"[ e:p {one} ]"),
    ),
    max_leaves=8,
)
PATHS = st.sampled_from(["e:p", "?p", "e:p/e:q*", "(e:p|^<http://e/#q>)+", "!(e:p|^e:q)", "a"])
TRIPLES = st.tuples(st.sampled_from(["?s", "e:s", "[]"]), PATHS, NODES).map(" ".join)
GROUPS = st.recursive(
    st.lists(TRIPLES, max_size=6).map(lambda some: " . ".join(some) + " # }'\n"),
    lambda inner: st.one_of(
        st.tuples(inner, EXPRESSIONS).map(lambda part: f"{part[0]} FILTER({part[1]})"),
        st.tuples(inner, inner).map(lambda part: f"{{ {part[0]} }} UNION {{ {part[1]} }}"),
        inner.map(lambda one: f"OPTIONAL {{ {one} }}"),
        inner.map(lambda one: f"FILTER NOT EXISTS {{ {one} }}"),
        inner.map(lambda one: f"{{ SELECT * {{ {one} }} }}"),
        st.lists(VALUES, max_size=5).map(
            lambda some: "VALUES (?v ?w) {" + " ".join(f"(UNDEF {one})" for one in some) + "}"
        ),
    ),
    max_leaves=12,
)
QUERIES = GROUPS.map(lambda group: f"{PREFIX}SELECT * {{ {group} }}")
PIECES = st.sampled_from(
    "( ) { } [ ] {| |} << >> <<( )>> < > <= = != ! && || + - * / | ^ ^^ , ; . ' \" ''' \"\"\" #"
    " \\ \n \r ? ?a :b a:b <a:b#'> <#c> <a:b> 1 1. .5e- @en true a SELECT ASK FILTER( UNION EXISTS{"
    " OPTIONAL{ STR( SUBSTR( REPLACE( IN( VALUES BIND( AS GRAPH MINUS{ _:b 'x' é 😀".split(" ")
)
SEEDS = [
    *(path.read_bytes().decode() for path in CORPUS),
    *(recipe.text(90) for recipe in (*NESTED.values(), *FLAT.values(), *STALLING.values())),
    *(path.read_text(encoding="utf-8") for path in sorted(queries_dir().glob("*.rq"))),
]
RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        piece = draw(PIECES) * draw(st.sampled_from([1, 1, 2, 30, 1500]))
        text = text[:start] + piece + text[end:]
    return text


def refused(text: str) -> QuerySyntaxError | None:
    try:
        screen(text)
    except QuerySyntaxError as error:
        return error
    return None


def longest(recipe: Recipe) -> str:
    low, high = 0, 4000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if refused(recipe.text(middle)) else (middle, high)
    return recipe.text(low)


def prove_harmless(engine: Engine, text: str) -> None:
    if not refused(text):
        assert engine.ends_by(text) in (0, signal.SIGALRM)


@RELAXED
@given(QUERIES)
def test_honest_queries_pass_and_parse(query: str) -> None:
    screen(query)
    screen(" " * 3000 + query)
    with contextlib.suppress(SyntaxError):
        parse_only(query)


@RELAXED
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.integers(0, 2500))
def test_any_text_passes_or_is_refused_with_a_place(text: str, gap: int) -> None:
    error = refused(text + " " * gap)
    assert not error or str(error).startswith(f"Line {error.line}, column {error.column}: ")


@pytest.mark.parametrize("name", [*NESTED, *(f"{name}, flat" for name in FLAT)])
def test_the_most_that_passes_does_not_kill_the_engine(engine: Engine, name: str) -> None:
    recipe = FLAT[name[:-6]] if name.endswith(", flat") else NESTED[name]
    assert engine.ends_by(longest(recipe), update=recipe.update) in (0, signal.SIGALRM)


@pytest.mark.parametrize("name", STALLING)
def test_what_passes_is_parsed_in_no_time(engine: Engine, name: str) -> None:
    assert engine.ends_by(longest(STALLING[name])) == 0


def test_the_engine_dies_of_what_the_screen_refuses(engine: Engine) -> None:
    assert engine.ends_by(NESTED["groups"].text(100_000)) == signal.SIGSEGV


@settings(RELAXED, max_examples=60)
@given(text=mutated())
def test_no_changed_text_that_passes_kills_the_engine(engine: Engine, text: str) -> None:
    prove_harmless(engine, text)


@pytest.mark.long
@settings(RELAXED, max_examples=2000)
@given(text=mutated())
def test_no_changed_text_of_many_kills_the_engine(engine: Engine, text: str) -> None:
    prove_harmless(engine, text)
