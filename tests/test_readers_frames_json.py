"""AFFDEX and MediaPipe in JSON and protocol texts: the real files, lists of frames, broken ones."""

from __future__ import annotations

import json
import re

import pytest

from brain2face.errors import SourceFileError, UsageFault
from fixture_files import fixture
from tracker_files import tracked


def test_affdex_of_one_image_is_one_frame() -> None:
    path = fixture("affdex_pyfeat_sample_affectiva.json")
    read = tracked(path)
    given = json.loads(path.read_text(encoding="utf-8"))
    (frame,) = read.frames
    assert (read.recording.format, read.recording.instrument) == ("affdex", "affdex")
    assert len(read.recording.channels) == 20
    for channel, value in zip(read.recording.channels, frame.values, strict=True):
        assert value == given[channel.column]
    assert (frame.time, frame.face, frame.usable) == (0, "JinHyunCheong.jpg", True)


@pytest.mark.parametrize(
    "name",
    ["mediapipe_face_blendshapes_out.prototxt", "mediapipe_portrait_expected_blendshapes.pbtxt"],
)
def test_a_protocol_text_of_mediapipe_is_one_image(name: str) -> None:
    path = fixture(name)
    read = tracked(path)
    text = path.read_text(encoding="utf-8")
    scores = re.findall(r"^ +score: (.*)$", text, re.MULTILINE)
    labels = re.findall(r'^ +label: "(.*)"$', text, re.MULTILINE)
    given = dict(zip(labels, map(float, scores), strict=True))
    (frame,) = read.frames
    assert len(given) == 52
    assert (read.recording.format, read.recording.instrument) == ("blendshapes", "mediapipe")
    assert len(read.recording.channels) == 48
    for channel, value in zip(read.recording.channels, frame.values, strict=True):
        assert value == given[channel.column]
    assert (frame.time, frame.usable, read.recording.total) == (0, True, 1)


def test_a_score_that_is_not_set_is_no_zero() -> None:
    left = 'classification { index: 9 label: "eyeBlinkLeft" }'
    right = 'classification { index: 10 score: 0.5 display_name: "eyeBlinkRight" }'
    assert tracked(f"# a comment {{\n{left}\n{right}\n").frames[0].values == (None, 0.5)


def landmarker(*faces: dict[str, float], snake: bool = False) -> dict[str, object]:
    if snake:
        listed = [[{"category_name": n, "score": s} for n, s in face.items()] for face in faces]
        return {"face_blendshapes": listed}
    listed_too = [
        {"categories": [{"categoryName": n, "score": s, "index": 0} for n, s in face.items()]}
        for face in faces
    ]
    return {"faceLandmarks": [[{"x": 0.5}]], "faceBlendshapes": listed_too}


@pytest.mark.parametrize("snake", [False, True])
def test_results_of_mediapipe_are_frames_and_an_empty_one_is_a_lost_face(snake: bool) -> None:
    frames = [
        landmarker({"jawOpen": 0.5, "eyeBlinkLeft": 0.25}, snake=snake),
        landmarker(snake=snake),
        landmarker({"jawOpen": 0.1, "eyeBlinkLeft": 0}, {"jawOpen": 0.9}, snake=snake),
    ]
    for text in (json.dumps(frames), "\n".join(map(json.dumps, frames))):
        read = tracked(text, rate=25)
        assert read.recording.instrument == "mediapipe"
        assert [(one.face, one.time, one.usable) for one in read.frames] == [
            ("0", 0, True),
            ("0", 0.04, False),
            ("0", 0.08, True),
            ("1", 0.08, True),
        ]
        assert read.values("jawOpen") == [0.5, None, 0.1, 0.9]
        assert read.values("eyeBlinkLeft") == [0.25, None, 0, None]
        with pytest.raises(UsageFault, match="give --rate"):
            tracked(text)


def test_a_timestamp_beside_a_result_is_its_time() -> None:
    frames = [landmarker({"jawOpen": 0.5}) | {"timestampMs": at} for at in (0, 40)]
    assert [one.time for one in tracked(json.dumps(frames)).frames] == [0, 0.04]


def test_categories_alone_are_one_image() -> None:
    names = {"jawOpen": 1, "cheekPuff": 0}
    categories = [{"categoryName": name, "score": score} for name, score in names.items()]
    assert tracked(json.dumps(categories)).frames[0].values == (1, 0)


def test_frames_of_affdex_are_a_list_and_may_be_nested() -> None:
    flat = [{"Timestamp": at / 10, "innerBrowRaise": at, "browFurrow": None} for at in range(5)]
    nested = [
        {"timestamp": at / 10, "faces": [{"expressions": {"innerBrowRaise": at}, "id": 0}]}
        for at in range(5)
    ]
    for frames in (flat, nested):
        read = tracked(json.dumps(frames))
        assert read.values("innerBrowRaise") == [0, 1, 2, 3, 4]
        assert [one.time for one in read.frames] == [0, 0.1, 0.2, 0.3, 0.4]


def test_a_bad_value_in_json_is_told_with_its_object_and_the_rest_goes_on() -> None:
    values = [5, 400, "much", 7]
    frames: list[object] = [
        {"Timestamp": at, "browFurrow": value, "innerBrowRaise": 1}
        for at, value in enumerate(values)
    ]
    read = tracked(json.dumps([*frames, [1, 2]]))
    assert [(one.row, one.column) for one in read.bad] == [
        (2, "browFurrow"),
        (3, "browFurrow"),
        (5, "the whole object"),
    ]
    assert [one.row for one in read.frames] == [1, 4]


def test_what_lies_very_deep_is_left_alone() -> None:
    deep = '{"a":' * 900 + "1" + "}" * 900
    read = tracked(f'{{"browFurrow": 1, "innerBrowRaise": 2, "deep": {deep}}}')
    assert read.values("browFurrow") == [1]


def test_a_long_list_is_read_in_pieces() -> None:
    frames = [{"Timestamp": at, "browFurrow": at % 100, "note": "[}" * 50} for at in range(5000)]
    text = json.dumps(frames)
    assert len(text) > 1 << 19
    read = tracked(text, format="affdex")
    assert read.values("browFurrow") == [at % 100 for at in range(5000)]
    assert read.recording.total is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[{"browFurrow": 1,\n"innerBrowRaise": }]', "line 2: this is no JSON: expecting value"),
        ('[{"browFurrow": 1, "innerBrowRaise": 2}', "breaks off: its list has no end"),
        ("[]", "no object with names"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_broken_json_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(SourceFileError, match=told):
        tracked(text, format="affdex")
