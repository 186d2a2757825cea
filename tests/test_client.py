"""The client over the knowledge of the package: what is given, what comes back, what is refused."""

from __future__ import annotations

import threading
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brain2face.client import Agreed, CodedFace, Embedded, Rows
from brain2face.client.given import score_of
from brain2face.coding import FaceCoder
from brain2face.errors import EnvironmentFault, UnknownNameError, UsageFault
from brain2face.explain import as_data
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile, profile_names
from brain2face.questions import load_questions

SCORES = ("1+4+5+25", "0", "4?", "12+foo", "6+12B+L14", "70+12", "", "null")


@pytest.fixture(scope="module")
def embedded(knowledge: Knowledge) -> Embedded:
    return Embedded(knowledge)


@pytest.mark.parametrize("profile", ["dong2022", "consensus", "davison2018"])
@pytest.mark.parametrize("score", SCORES)
def test_a_coded_face_holds_the_whole_verdict(
    embedded: Embedded, knowledge: Knowledge, score: str, profile: str
) -> None:
    face = embedded.code(score, profile)
    _, verdict = FaceCoder(knowledge, compile_profile(knowledge, profile)).score(score)
    whole = msgspec.json.decode(msgspec.json.encode(as_data(verdict)))
    assert {**face.data, "remarks": None} == {**whole, "remarks": None}
    assert (face.outcome, face.results) == (verdict.outcome, verdict.results)
    assert [one.iri for one in face.fired] == [one.rule.iri for one in verdict.fired]
    assert [one.score for one in face.ranking] == [one.score for one in verdict.ranking]
    assert str(face) == face.verdict


def test_what_was_not_read_of_a_score_is_in_its_remarks(embedded: Embedded) -> None:
    (remark,) = embedded.code("12+foo").remarks
    assert (remark.token, remark.column, remark.kind) == ("foo", 4, "unread")
    with pytest.raises(UsageFault, match="column 4: 'foo'"):
        embedded.code("12+foo", strict=True)


@pytest.mark.parametrize(
    ("codes", "score"),
    [(12, "12"), ([1, "4B", 25], "1+4B+25"), ((6, 12), "6+12"), ("6+12", "6+12"), ([], "null")],
)
def test_a_face_is_a_text_a_code_or_several(
    embedded: Embedded, codes: str | int | list[str | int], score: str
) -> None:
    assert embedded.code(codes).score == score


@pytest.mark.parametrize("wrong", [None, True, 1.5, b"12", {"12": 1}, [1.5], [True], object()])
def test_what_is_no_face_is_refused(wrong: object) -> None:
    with pytest.raises(UsageFault, match="A score is a text"):
        score_of(wrong)  # type: ignore[arg-type]


def test_several_scores_are_not_taken_for_one_face(embedded: Embedded) -> None:
    with pytest.raises(UsageFault, match=r"'1\+4' is a score: code_all takes several faces"):
        embedded.code(["1+4", "6+12"])
    assert embedded.code(["1+4"]).score == "1+4"
    assert [face.score for face in embedded.code_all(["1+4", "6+12"])] == ["1+4", "6+12"]


def test_one_bad_score_of_many_is_told_by_its_number(embedded: Embedded) -> None:
    assert [face.score for face in embedded.code_all(["12", 4, "1+2"])] == ["12", "4", "1+2"]
    with pytest.raises(UsageFault, match=r"^Score 2: The score 'foo'"):
        embedded.code_all(["12", "foo"])


def test_a_name_of_a_profile_opens_no_file_and_a_path_does(
    embedded: Embedded, tmp_path: Path
) -> None:
    rules = tmp_path / "mine.csv"
    rules.write_text("units,emotion\n6+12,happiness\n", encoding="utf-8")
    with pytest.raises(UnknownNameError):
        embedded.code("6+12", str(rules))
    assert embedded.code("6+12", rules).profile == "mine"


def test_every_profile_instrument_and_question_is_listed(
    embedded: Embedded, knowledge: Knowledge
) -> None:
    assert [one.name for one in embedded.profiles()] == profile_names(knowledge)
    assert all(one.rules for one in embedded.profiles())
    assert {"facs", "openface"} <= {one.name for one in embedded.instruments()}
    assert [one.name for one in embedded.questions()] == list(load_questions())


def test_a_list_of_scores_and_scores_by_event_are_compared_alike(embedded: Embedded) -> None:
    listed = embedded.agree({"ann": ["6+12", None, "4?"], "bob": ["12", "4", "4"]})
    named = embedded.agree({"ann": {"1": [6, 12], "3": "4?"}, "bob": {"1": 12, "2": "4", "3": "4"}})
    assert isinstance(listed, Agreed)
    assert listed.remarks == named.remarks
    assert {one.name: one for one in listed.events} == {one.name: one for one in named.events}
    assert listed.missing == {"ann": ("2",), "bob": ()}
    assert listed.events[1].open == ("4",)


def test_a_coder_is_told_whose_score_is_wrong(embedded: Embedded) -> None:
    with pytest.raises(UsageFault, match="Event 2 of bob: The score 'foo'"):
        embedded.agree({"ann": ["12", "4"], "bob": ["12", "foo"]})
    with pytest.raises(UsageFault, match="two coders or more, and there is 1"):
        embedded.agree({"ann": ["12"]})
    with pytest.raises(UsageFault, match="list of scores"):
        embedded.agree({"ann": "12", "bob": ["12"]})


def test_a_found_value_names_what_is_asked_about(embedded: Embedded) -> None:
    fear = embedded.emotion("fear")
    assert embedded.emotion(fear) == fear
    by_value = embedded.ask("units-of-emotion", emotion=fear)
    assert by_value == embedded.ask("units-of-emotion", emotion="fear")


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=30))
def test_any_text_is_a_score_or_refused_in_words(embedded: Embedded, text: str) -> None:
    try:
        face = embedded.code(text)
    except UsageFault as error:
        said = str(error)
    else:
        said = "The score is read"
        assert msgspec.json.decode(msgspec.json.encode(face), type=CodedFace) == face
    assert said.startswith("The score ")


@pytest.mark.parametrize("wrong", ["", " ", "a\n", "\x00", "\ud800", "x" * 201])
def test_what_can_be_no_name_is_refused(embedded: Embedded, wrong: str) -> None:
    for look in (embedded.term, embedded.unit, embedded.emotion, embedded.muscle, embedded.paths):
        with pytest.raises(UsageFault, match="can be no name"):
            look(wrong)


def test_a_parameter_that_is_neither_text_nor_number_is_refused(embedded: Embedded) -> None:
    assert isinstance(embedded.ask("units-of-emotion", emotion="fear"), Rows)
    with pytest.raises(UsageFault, match="text or a number"):
        embedded.ask("units-of-emotion", emotion=Decimal(1))  # type: ignore[arg-type]


def test_several_threads_share_one_client() -> None:
    shared, answers = Embedded(), list[object]()
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        answers.append((shared.unit(12), shared.code("6+12"), shared.ask("durations")))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)


def test_a_file_that_cannot_be_written_is_told(embedded: Embedded, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        embedded.ask("durations").to_csv(tmp_path / "none" / "rows.csv")
