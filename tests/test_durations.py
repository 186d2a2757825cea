"""Definitions of a micro-expression by its length: read from their classes, right to a frame."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from brain2face.durations import Definition, load_code_limits, load_definitions
from brain2face.errors import SourceFileError
from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge
from brain2face.reasoner.hermit import classify
from brain2face.reasoner.java import find_java
from brain2face.reasoner.library import Library
from brain2face.reasoner.logic import logical
from brain2face.records import Span
from brain2face.terms import B2F, PREFIXES

RATES = (25, 30, 60, 100, 200)
MICRO = {
    name: f"{B2F}MicroExpression{last}"
    for name, last in {
        "casme2": "Casme2",
        "casmesquared": "CasmeSquared",
        "dong2022": "Dong2022",
        "ekman": "Ekman",
        "smic": "Smic",
        "yan2013": "Yan2013",
    }.items()
}
NAMES = set(MICRO)


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> dict[str, Definition]:
    return load_definitions(knowledge)


def frames(rate: int, count: int, start: int = 37, apex: int | None = None) -> Span:
    """Give the span of some frames, as it comes out of frame numbers and a rate."""
    at = None if apex is None else (start + apex) / rate
    return Span(start / rate, (start + count) / rate, at)


def test_every_definition_has_its_own_name(known: dict[str, Definition]) -> None:
    assert set(known) == NAMES
    assert known["yan2013"].place.iri.endswith("yan2013/durations")
    assert known["dong2022"].label == "micro-expression by Dong et al. 2022"


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("start", [0, 1, 7, 37, 1000, 86399])
@pytest.mark.parametrize(
    ("name", "seconds", "inclusive"),
    [
        ("dong2022", 0.2, True),
        ("ekman", 0.2, False),
        ("casmesquared", 0.5, True),
        ("casme2", 0.5, False),
        ("smic", 0.5, True),
        ("yan2013", 0.5, True),
    ],
)
def test_a_limit_is_kept_to_the_frame(
    known: dict[str, Definition], name: str, seconds: float, inclusive: bool, start: int, rate: int
) -> None:
    count = seconds * rate
    whole = int(count)
    on_limit = whole == count
    within = whole if inclusive or not on_limit else whole - 1
    assert known[name].length_of(frames(rate, within, start)) == "micro"
    assert known[name].length_of(frames(rate, within + 1, start)) != "micro"
    if on_limit:
        assert (known[name].length_of(frames(rate, whole, start)) == "micro") is inclusive


@pytest.mark.parametrize(("rate", "count"), [(25, 1), (50, 2), (100, 4), (200, 8)])
def test_a_25th_of_a_second_is_long_enough_and_less_is_neither(
    known: dict[str, Definition], rate: int, count: int
) -> None:
    assert known["dong2022"].length_of(frames(rate, count)) == "micro"
    if count > 1:
        assert known["dong2022"].length_of(frames(rate, count - 1)) == "neither"


def test_beyond_its_limit_an_expression_is_macro_and_cas_me_2_ends_that_at_4_s(
    known: dict[str, Definition],
) -> None:
    assert known["dong2022"].length_of(Span(0, 0.24)) == "macro"
    assert known["dong2022"].length_of(Span(0, 60)) == "macro"
    assert known["casmesquared"].length_of(Span(1, 4.96)) == "macro"
    assert known["casmesquared"].length_of(Span(1, 5)) == "neither"
    assert known["casmesquared"].length_of(Span(0, 0.5)) == "micro"


@pytest.mark.parametrize(
    ("name", "count", "apex", "expected"),
    [
        ("yan2013", 100, 52, "micro"),
        ("yan2013", 101, 52, "micro"),
        ("yan2013", 101, 53, "macro"),
        ("yan2013", 101, None, "macro"),
        ("casme2", 99, 98, "micro"),
        ("casme2", 100, 50, "macro"),
        ("casme2", 100, 49, "micro"),
    ],
)
def test_a_quick_onset_makes_a_long_expression_micro(
    known: dict[str, Definition], name: str, count: int, apex: int | None, expected: str
) -> None:
    span = frames(200, count, apex=apex)
    assert known[name].length_of(span) == expected
    assert known[name].hangs_on_apex(span) is (apex is None)


@given(st.floats(0, 10), st.floats(0, 1000))
def test_a_definition_knows_no_clock(
    known: dict[str, Definition], length: float, shift: float
) -> None:
    span, later = Span(0, round(length, 3)), Span(shift, shift + round(length, 3))
    for one in known.values():
        assert one.length_of(span) == one.length_of(later)


def test_only_the_length_tells_a_blink_from_closed_eyes(knowledge: Knowledge) -> None:
    (limit,) = load_code_limits(knowledge)
    assert (limit.short, limit.long, limit.seconds) == ("45", "43", 0.5)
    assert limit.place.iri == PREFIXES["facs"] + "eye-closure"
    assert [limit.code_of(one) for one in (0.04, 0.5, 0.505, 3)] == ["45", "45", "43", "43"]


def changed(folder: Path, pattern: str, instead: str) -> Knowledge:
    """Give the ontology with one change in the definitions of length."""
    shutil.copytree(ontology_dir(), folder / "ontology")
    path = folder / "ontology" / "sources" / "durations.trig"
    text = path.read_text(encoding="utf-8")
    new = re.sub(pattern, instead, text, count=1)
    assert new != text
    path.write_text(new, encoding="utf-8")
    return Knowledge.load(folder / "ontology")


def test_changing_a_class_changes_what_is_micro(tmp_path: Path) -> None:
    moved = load_definitions(changed(tmp_path, "xsd:maxInclusive 0.2 ", "xsd:maxInclusive 0.3 "))
    assert moved["dong2022"].length_of(Span(0, 0.3)) == "micro"


@pytest.mark.parametrize(
    ("pattern", "instead", "told"),
    [
        ("xsd:maxInclusive 0.2 ", 'xsd:pattern "0" ', "cannot be read as limits of length"),
        ("xsd:maxInclusive 0.2 ", 'xsd:maxInclusive "soon" ', "which is no number"),
        ("owl:someValuesFrom", "owl:allValuesFrom", "cannot be read as limits of length"),
    ],
)
def test_a_class_that_cannot_be_read_is_named(
    tmp_path: Path, pattern: str, instead: str, told: str
) -> None:
    with pytest.raises(SourceFileError, match=rf"Definition b2f:M\w+ in .*{told}"):
        load_definitions(changed(tmp_path, pattern, instead))


SAMPLES = [(0.03, 0.01), (0.04, 0.02), (0.2, 0.1), (0.24, 0.1), (0.5, 0.3), (0.6, 0.25), (0.7, 0.3)]


def test_hermit_judges_lengths_alike(known: dict[str, Definition], tmp_path: Path) -> None:
    """Each sample is a class of expressions of one length, which falls under its definitions."""
    head = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    samples = "".join(
        f"b2f:Sample{place} a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf ("
        f" b2f:Expression"
        f" [ a owl:Restriction ; owl:onProperty b2f:durationInSeconds ; owl:hasValue {total} ]"
        f" [ a owl:Restriction ; owl:onProperty b2f:onsetPhaseInSeconds ; owl:hasValue {phase} ]"
        " ) ] .\n"
        for place, (total, phase) in enumerate(SAMPLES)
    )
    library = Library.load(ontology_dir())
    wanted = re.compile(rf"{B2F}(M(icro|acro)?Expression\w*|Expression|\w+InSeconds)$")
    words = [
        triple
        for triple in library.core
        if isinstance(triple.subject, NamedNode) and wanted.match(triple.subject.value)
    ]
    claims = [t for d in known.values() for t in library.places[d.place.iri]]
    own = [quad.triple for quad in parse(input=head + samples, format=RdfFormat.TURTLE)]
    derived = classify(logical(dict.fromkeys([*words, *claims, *own])), find_java(), tmp_path)
    for place, (total, phase) in enumerate(SAMPLES):
        above = derived.ancestors[f"{B2F}Sample{place}"]
        for name in NAMES:
            is_micro = known[name].length_of(Span(0, total, phase)) == "micro"
            assert (MICRO[name] in above) is is_micro, f"{total} s by {name}"
