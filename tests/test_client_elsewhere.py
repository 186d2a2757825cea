"""A service gives what the embedded knowledge gives: every method, its results and its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from brain2face.client import Client, Elsewhere, Embedded
from brain2face.errors import Brain2FaceError, UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.questions import load_questions
from running_service import running

QUESTIONS: dict[str, dict[str, Any]] = {
    "units-of-emotion": {"emotion": "happily surprised"},
    "tell-apart": {"emotion": "fear", "other": "https://w3id.org/brain2face/Surprise"},
    "exclusive-units": {},
    "durations": {},
    "evidence": {"unit": 12},
    "findings-about": {"name": "corrugator"},
    "lookup": {"name": "AU 12"},
    "relations-of": {"name": "Fear"},
    "sources": {},
    "muscle-groups": {},
    "profiles": {},
    "frame-rates": {},
}
FACES: tuple[Any, ...] = ("1+4+5+25", "0", "4?", "12+foo", "6+12B+L14", "70+12", "", "无", 12)
ASKED: tuple[tuple[str, tuple[Any, ...], dict[str, Any]], ...] = (
    *(
        ("search", (text,), {})
        for text in ("zygo", "AU01_r", "lip cornr puler", "内", "12", "a/b?")
    ),
    ("search", ("o",), {"limit": 3, "offset": 2}),
    ("search", ("zygo", "muscle"), {}),
    ("search", ("AU1", "muscle", "FacsCode"), {"limit": 100}),
    ("search", ("nothing is called so",), {"offset": 7}),
    *(
        ("term", (name,), {})
        for name in (
            "Fear",
            "ZygomaticusMajor",
            "b2f:AU12",
            "https://w3id.org/brain2face/source/dong2022/table3",
            "source/dong2022/table3",
            "FacialNerve",
            "Dong2022Rule5",
            " 12 ",
            "AU01_r",
            "%41",
        )
    ),
    *(("unit", (code,), {}) for code in (12, "12", "AU12", "AU01_r", "M55", "lip corner puller")),
    *(("emotion", (name,), {}) for name in ("fear", "Happiness", "happily surprised")),
    *(("muscle", (name,), {}) for name in ("zygomaticus major", "ZygomaticusMajor", "corrugator")),
    *(("paths", (unit,), {}) for unit in (12, "AU1", "M55", "lip corner puller")),
    *(("code", (face,), {}) for face in FACES),
    *(("code", ("6+12+14", profile), {}) for profile in ("consensus", "du2014", "davison2018")),
    ("code", ("12",), {"instrument": "Openface", "strict": True}),
    ("code", (["1", 2, "5B", 26],), {}),
    ("code_all", (FACES, "facs2002", "openface"), {}),
    ("code_all", ([],), {}),
    ("agree", ({"ann": ["6+12", None, "4?"], "bob": ["12", "4", "4"], "cy": [1, 2, "x9+4"]},), {}),
    ("agree", ({"ann": {"b": "12C", "a": "4"}, "bob": {"a": "4+7", "b": "12B"}},), {}),
    ("profiles", (), {}),
    ("instruments", (), {}),
    ("questions", (), {}),
    *(("ask", (name,), given) for name, given in QUESTIONS.items()),
    ("ask", ("exclusive-units",), {"emotion": None, "source": "dong2022"}),
)
REFUSED: tuple[tuple[str, tuple[Any, ...], dict[str, Any]], ...] = (
    *(("search", (text,), {}) for text in ("", "  ", "a\nb", "x" * 201, None)),
    *(("search", ("a",), paged) for paged in ({"limit": 0}, {"limit": 101}, {"offset": -1})),
    *(("search", ("a",), {name: 5.0}) for name in ("limit", "offset")),
    *(("search", ("a", kind), {}) for kind in ("foo", "", "muscle,unit")),
    *(
        (method, (name,), {})
        for method in ("term", "unit", "emotion", "muscle", "paths")
        for name in (
            "zzz",
            "..",
            ".",
            "/",
            "//",
            "a/b",
            "?q",
            "#",
            "%",
            "",
            " ",
            "\x00",
            True,
            None,
        )
    ),
    *(("unit", (code,), {}) for code in (-1, "-1", 1234, "AU1x")),
    *((method, ("AU12",), {}) for method in ("emotion", "muscle")),
    ("term", ("Zygomaticuz",), {}),
    *(("code", (face,), {}) for face in ("foo", "99", None, True, b"12", [1.5], "\ud800")),
    ("code", ("12+foo",), {"strict": True}),
    *(("code", ("12", profile), {}) for profile in ("dong2021", "", "/etc/passwd", None, 5)),
    *(("code", ("12",), {"instrument": name}) for name in ("openfase", "?", 5)),
    ("code_all", (["12", "foo"],), {}),
    ("code_all", (["12", None],), {}),
    ("code_all", ([], "dong2021"), {}),
    *(("agree", (coders,), {}) for coders in ({}, {"a": ["1"]}, {"a": "1", "b": ["1"]}, ["1"])),
    ("agree", ({"ann": ["12"], "bob": ["foo"]},), {}),
    *(("ask", (name,), {}) for name in ("units-of-emotoin", "", "../terms", "units-of-emotion")),
    ("ask", ("units-of-emotion",), {"emotion": "furious?"}),
    ("ask", ("units-of-emotion",), {"emotion": "fear", "unit": "12"}),
    ("ask", ("durations",), {"x": "y"}),
    ("ask", ("units-of-emotion",), {"emotion": ""}),
)


@pytest.fixture(scope="module")
def embedded(knowledge: Knowledge) -> Embedded:
    return Embedded(knowledge)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    with running() as service:
        yield Elsewhere(service.url)


def test_both_are_clients(embedded: Embedded, elsewhere: Elsewhere) -> None:
    clients: list[Client] = [embedded, elsewhere]
    methods = {name for name in vars(Client) if not name.startswith("_")}
    assert methods == {name for name, _, _ in ASKED}
    assert all(hasattr(one, name) for one in clients for name in methods)


@pytest.mark.parametrize(("method", "values", "named"), ASKED, ids=range(len(ASKED)))
def test_the_results_are_the_same(
    embedded: Embedded,
    elsewhere: Elsewhere,
    method: str,
    values: tuple[Any, ...],
    named: dict[str, Any],
) -> None:
    here = getattr(embedded, method)(*values, **named)
    there = getattr(elsewhere, method)(*values, **named)
    assert type(here) is type(there)
    assert here == there


@pytest.mark.parametrize(("method", "values", "named"), REFUSED, ids=range(len(REFUSED)))
def test_the_faults_are_the_same(
    embedded: Embedded,
    elsewhere: Elsewhere,
    method: str,
    values: tuple[Any, ...],
    named: dict[str, Any],
) -> None:
    here = fault(getattr(embedded, method), *values, **named)
    there = fault(getattr(elsewhere, method), *values, **named)
    assert isinstance(here, UsageFault)
    assert (type(here), str(here)) == (type(there), str(there))
    assert getattr(here, "nearest", None) == getattr(there, "nearest", None)
    if isinstance(here, UnknownNameError) and isinstance(there, UnknownNameError):
        assert (here.kind, here.name) == (there.kind, there.name)


def fault(method: Callable[..., object], *values: object, **named: object) -> Brain2FaceError:
    with pytest.raises(Brain2FaceError) as caught:
        method(*values, **named)
    return caught.value


def test_every_question_that_needs_nothing_is_answered_alike(
    embedded: Embedded, elsewhere: Elsewhere
) -> None:
    free = [one for one in load_questions().values() if not any(p.required for p in one.parameters)]
    assert len(free) > 20
    for question in free:
        assert embedded.ask(question.name) == elsewhere.ask(question.name)


def test_many_faces_go_in_several_requests(embedded: Embedded, elsewhere: Elsewhere) -> None:
    scores = [f"{1 + number % 2}+{4 + number % 4}" for number in range(130)]
    here = embedded.code_all(scores)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brain2face.client.elsewhere._MOST", 50)
        assert elsewhere.code_all(iter(scores)) == here
        with pytest.raises(UsageFault, match=r"^Score 131: "):
            elsewhere.code_all([*scores, "foo"])


def test_a_file_of_rules_stays_here(elsewhere: Elsewhere) -> None:
    with pytest.raises(UsageFault, match=r"not by the file mine\.ttl"):
        elsewhere.code("12", Path("mine.ttl"))
