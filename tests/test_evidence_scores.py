"""Score files: parted by anything, with or without a header, and told where they are wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from brain2face.errors import Brain2FaceError
from brain2face.evidence.gathering import Gathered, gather
from brain2face.evidence.score_file import Scored, open_scores
from brain2face.knowledge import Knowledge
from brain2face.notation import parse_score
from brain2face.observation import Observation
from brain2face.records import BadRow, Event

LINES = ["0001.jpg 0.1 0.2 0 0.6 0.1 0", "0002.jpg 0 0 0 1 0 0"]
EXPECTED = {
    "Surprise": 0.1,
    "Fear": 0.2,
    "Disgust": 0,
    "Happiness": 0.6,
    "Sadness": 0.1,
    "Anger": 0,
}


def read(
    knowledge: Knowledge, text: str | bytes, order: str | None = None
) -> list[Scored | BadRow]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(open_scores(io.BytesIO(raw), knowledge, order).rows)


def by_name(one: Scored | BadRow) -> dict[str, float]:
    assert isinstance(one, Scored), one
    return {iri.rpartition("/")[2]: score for iri, score in one.scores.items()}


def gathered(knowledge: Knowledge, text: str, *labels: tuple[str, str]) -> Gathered:
    events = [Event(name, Observation(parse_score(codes)), row=2) for name, codes in labels]
    scores = open_scores(io.BytesIO(text.encode()), knowledge)
    return gather("labels", events, scores)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LINES),
        "\ufeff" + "\r\n".join(LINES) + "\r\n\r\n",
        "\n".join(LINES).replace(" ", "\t"),
        "\n".join(LINES).replace(" ", ","),
        "\n".join(LINES).replace(" ", ", "),
        "\n".join(LINES).replace(" ", ";").replace("0.", "0,"),
        "\n".join(LINES).replace("0.", "0,").replace("00010,", "0001.").replace("00020,", "0002."),
        "name surprise fear disgust happiness sadness anger\n" + "\n".join(LINES),
        "image,Surprised,Fearful,Disgusted,Happy,Sad,Angry\n" + LINES[0].replace(" ", ","),
        '"0001.jpg","0.1","0.2","0","0.6","0.1","0"\n',
        "n;anger;sadness;joy;disgust;fear;surprise\n0001.jpg;0;0,1;0,6;0;0,2;0,1\n",
        "0001.jpg 10 20 0 60 10 0",
    ],
)
def test_scores_read_alike_however_they_are_written(knowledge: Knowledge, text: str) -> None:
    first = read(knowledge, text)[0]
    assert isinstance(first, Scored)
    assert first.name == "0001.jpg"
    assert by_name(first) == pytest.approx(EXPECTED)


def test_another_encoding_is_seen_from_the_content(knowledge: Knowledge) -> None:
    assert by_name(read(knowledge, "\n".join(LINES).encode("utf-16"))[1])["Happiness"] == 1


def test_a_seventh_column_is_the_neutral_state_and_no_emotion(knowledge: Knowledge) -> None:
    found = read(knowledge, "a 0.1 0 0 0 0 0.1 0.8")[0]
    assert isinstance(found, Scored)
    assert found.neutral == 0.8
    assert len(found.scores) == 6
    assert not found.uneven
    named = read(knowledge, "x,neutral,anger,fear\na,0.8,0.1,0.1")[0]
    assert by_name(named) == {"Anger": 0.1, "Fear": 0.1}


def test_an_order_names_the_columns_and_goes_before_a_header(knowledge: Knowledge) -> None:
    text = "x,one,two\na,0.3,0.7"
    assert by_name(read(knowledge, text, "contempt, anger")[0]) == {"Contempt": 0.3, "Anger": 0.7}


@pytest.mark.parametrize(
    ("text", "order", "said"),
    [
        ("", None, "is empty"),
        ("hello\nworld", None, "no line with a name and numbers; it begins with 'hello'"),
        ("a 0.1 0.9", None, "line 1: 2 scores without a header, where 6 are usual"),
        ("x,fear,hapiness\na,0.1,0.9", None, "line 1: 'hapiness', number 2 .*nearest: Happiness"),
        ("x,fear,scared\na,0.1,0.9", None, "line 1: fear is named twice"),
        ("x,fear,neutral\na,0.1,0.9", None, "fewer than two emotions"),
        ("a 0.1 0.9", "fear,", "number 2 of the scores"),
        (b"PK\x03\x04nothing", None, "."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, None, "is a binary and no text"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_what_would_be_right(
    knowledge: Knowledge, text: str | bytes, order: str | None, said: str
) -> None:
    with pytest.raises(Brain2FaceError, match=said):
        read(knowledge, text, order)


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("c 0.1 0.2 x 0 0 0", "column 4", "'x' is no number: write a share"),
        ("c 0.1 0.2 0 0 0", "", "5 scores after 'c', where there are 6"),
        ("my c 0.1 0.2 0 0 0 0.7", "", "no spaces in the name"),
        ("c 0.1 -0.2 0 0 0 1", "column 3", "-0.2 is no share"),
        ("c 20 10 5 0 0 5", "", "in per cent the scores would sum to 40"),
        ("c nan 0 0 0 0 1", "column 2", "write 0 if nobody chose it"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_goes_on(
    knowledge: Knowledge, line: str, column: str, said: str
) -> None:
    bad, good = read(knowledge, "\n".join([LINES[0], line, LINES[1]]))[1:]
    assert isinstance(bad, BadRow)
    assert (bad.row, bad.column) == (2, column)
    assert said in bad.why
    assert by_name(good)["Happiness"] == 1


def test_what_is_odd_is_remarked_on_with_the_first_names(knowledge: Knowledge) -> None:
    text = "\n".join(
        [
            "a 0.5 0.5 0 0 0 0 0",
            "a 1 0 0 0 0 0 0",
            "b 0.1 0 0 0 0 0 0.2",
            "c 0 0 0 90 10 0 0",
            "d 0 0 0 0 1 0 0",
        ]
    )
    found = gathered(knowledge, text, ("a", "1"), ("b", "0"), ("c", "12"), ("c", "6"), ("e", "4"))
    told = "\n".join(found.remarks)
    for said in (
        "2 lines",
        "the stream: 1 lines name an image again and were left out: a (line 2)",
        "1 lines do not sum to 1 and were taken as they are: b (line 3, 0.3)",
        "1 lines are in per cent and were divided by 100: c (line 4)",
        "1 lines are more neutral than anything",
        "labels: 1 rows name an image again and were left out: c (row 2)",
        "labels: 1 images have no scores and were left out: e",
        "the stream: 1 images have no label and were left out: d",
        "labels: 1 images show no code: b",
    )[1:]:
        assert said in told
    first = found.corpus.images[0]
    assert sum(first.scores.values()) == pytest.approx(1)


def test_a_file_that_is_not_there_is_told(knowledge: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(Brain2FaceError, match="cannot be read"):
        open_scores(tmp_path / "none.txt", knowledge)
