"""Frames of real files, against the same cells read with the csv module by their position."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from brain2face.errors import UsageFault
from fixture_files import fixture
from tracker_files import Tracked, tracked

OPENFACE = "1 2 4 5 6 7 9 10 12 14 15 17 20 23 25 26 45".split()
PYFEAT = "1 2 4 5 6 7 9 10 11 12 14 15 17 20 23 24 25 26 28 43".split()
FACET = "1 2 4 5 6 7 9 10 12 14 15 17 18 20 23 24 25 26 28 43".split()


def cells(path: Path, delimiter: str = ",", skip: int = 0) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file, delimiter=delimiter))[skip + 1 :]


def columns(read: Tracked, path: Path, first: int, names: list[str], **how: int | str) -> None:
    """Compare neighbouring columns of a file with the channels of those names."""
    rows = cells(path, str(how.get("delimiter", ",")), int(how.get("skip", 0)))
    for at, name in enumerate(names):
        assert read.values(name) == [float(row[first + at]) for row in rows], name


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("openface1x_pyfeat_OpenFace_Test.head60.csv", 0.001),
        ("openface20_exploface_video2.head60.csv", 0.03361119),
    ],
)
def test_openface_keeps_both_of_its_models_as_they_are(name: str, period: float) -> None:
    path = fixture(name)
    read = tracked(path)
    assert (read.recording.format, read.recording.instrument) == ("openface", "openface")
    assert len(read.frames) == read.recording.total == 60
    assert len(read.recording.channels) == 35
    assert not read.bad
    assert all(frame.usable for frame in read.frames)
    columns(read, path, 396, [f"AU{int(code):02}_r" for code in OPENFACE])
    with_28 = [*OPENFACE[:-1], "28", "45"]
    columns(read, path, 413, [f"AU{int(code):02}_c" for code in with_28])
    assert [frame.time for frame in read.frames] == [float(row[1]) for row in cells(path)]
    assert [frame.index for frame in read.frames] == list(range(1, 61))
    assert [frame.row for frame in read.frames] == list(range(2, 62))
    assert read.recording.period == pytest.approx(period)
    assert {frame.face for frame in read.frames} == {""}


def test_a_rate_of_the_user_wins_over_made_up_times() -> None:
    read = tracked(fixture("openface1x_pyfeat_OpenFace_Test.head60.csv"), rate=25)
    assert [frame.time for frame in read.frames] == [number / 25 for number in range(60)]
    assert read.recording.period == pytest.approx(0.04)


@pytest.mark.parametrize(
    ("name", "unusable"),
    [
        ("multiple_active_au", 0),
        ("multiple_active_au_3_low_confidence", 33),
        ("detect_AU01_r_with_to_smooth_intervals", 0),
        ("detect_no_emotion", 0),
    ],
)
def test_a_table_of_units_alone_is_read_and_what_is_not_sure_is_unusable(
    name: str, unusable: int
) -> None:
    path = fixture(f"openface_au_only_exploface_{name}.csv")
    read = tracked(path)
    rows = cells(path)
    assert len(read.frames) == 200
    assert len(read.recording.channels) == 35
    assert not read.bad
    assert read.values("AU01_r") == [float(row[2]) for row in rows]
    assert read.values("AU45_c") == [float(row[35]) for row in rows]
    assert read.values("AU28_c") == [float(row[33]) for row in rows]
    assert [frame.time for frame in read.frames] == [float(row[39]) for row in rows]
    assert [frame.usable for frame in read.frames] == [float(row[37]) >= 0.8 for row in rows]
    assert sum(not frame.usable for frame in read.frames) == unusable
    assert read.recording.period == 0.1


def test_the_user_says_how_sure_the_tracker_must_be() -> None:
    path = fixture("openface_au_only_exploface_multiple_active_au_3_low_confidence.csv")
    assert all(frame.usable for frame in tracked(path, confidence=0.5).frames)


@pytest.mark.parametrize(
    ("name", "first", "count", "rate"),
    [
        ("pyfeat_v1_001.head40.csv", 144, 40, 30),
        ("pyfeat_v1_Feat_Test.csv", 142, 1, None),
        ("pyfeat_v2_news001.no_mesh_no_identity.csv", 147, 20, 30),
        ("pyfeat_v2_news001.full.head3.csv", None, 3, 30),
    ],
)
def test_pyfeat_gives_twenty_units_even_beside_blendshapes(
    name: str, first: int | None, count: int, rate: float | None
) -> None:
    path = fixture(name)
    read = tracked(path, rate=rate)
    with path.open(newline="", encoding="utf-8") as file:
        header = next(csv.reader(file))
    first = header.index("AU01") if first is None else first
    assert (read.recording.format, read.recording.instrument) == ("pyfeat", "pyfeat")
    assert len(read.frames) == count
    assert [one.codes for one in read.recording.channels] == [(code,) for code in PYFEAT]
    columns(read, path, first, [f"AU{int(code):02}" for code in PYFEAT])
    numbers = [int(row[header.index("frame")]) for row in cells(path)]
    assert [frame.index for frame in read.frames] == numbers
    assert [frame.time for frame in read.frames] == [number / 30 for number in numbers]
    assert {frame.face for frame in read.frames} == {cells(path)[0][header.index("input")]}


def test_the_period_of_every_second_frame_is_twice_that_of_the_rate() -> None:
    read = tracked(fixture("pyfeat_v2_news001.no_mesh_no_identity.csv"), rate=30)
    assert read.recording.period == pytest.approx(2 / 30)


def test_pyfeat_needs_a_rate_since_its_times_are_whole_seconds() -> None:
    with pytest.raises(UsageFault, match=r"several frames .* give --rate"):
        tracked(fixture("pyfeat_v2_news001.no_mesh_no_identity.csv"))


def test_the_blendshapes_beside_the_units_are_read_where_the_user_asks_for_them() -> None:
    path = fixture("pyfeat_v2_news001.no_mesh_no_identity.csv")
    read = tracked(path, format="blendshapes", rate=30)
    with path.open(newline="", encoding="utf-8") as file:
        place = next(csv.reader(file)).index("mouthSmileLeft")
    assert (read.recording.format, read.recording.instrument) == ("blendshapes", "mediapipe")
    assert read.values("mouthSmileLeft") == [float(row[place]) for row in cells(path)]
    assert read.channel("mouthSmileLeft").side == "L"


def test_facet_is_read_past_its_preamble_with_times_in_milliseconds() -> None:
    path = fixture("facet_imotions6_pyfeat_iMotions_Test_v6.head60.txt")
    read = tracked(path)
    assert (read.recording.format, read.recording.instrument) == ("facet", "facet")
    assert len(read.frames) == 60
    assert not read.bad
    assert [one.scale for one in read.recording.channels] == ["evidence"] * 20
    names = [f"AU{code} Evidence" for code in FACET]
    columns(read, path, 43, names, delimiter="\t", skip=5)
    assert [read.frames[0].time, read.frames[-1].time] == pytest.approx([0.035, 2.003])
    assert (read.frames[0].row, read.frames[-1].row) == (7, 66)
    assert {frame.face for frame in read.frames} == {"separate_rotation gopro"}
    assert read.recording.period == pytest.approx(0.033, abs=0.001)
