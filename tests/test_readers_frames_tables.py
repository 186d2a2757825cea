"""Tables of trackers of which no real file is at hand, made from the names of their columns."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.readers.delimited import Row
from brain2face.readers.frame_layout import find_layout
from tracker_files import instruments, table, tracked

LOG = (
    "Video analysis detailed log\n\nFace Model:\tGeneral\nFrame rate:\t25\n\n"
    "Video Time\tNeutral\tHappy\tAction Unit 01 - Inner Brow Raiser\t"
    "Action Unit 12 - Lip Corner Puller\tAction Unit 12 - Left - Lip Corner Puller\tStimulus\n"
)


def test_libreface_has_detections_and_grades_that_are_told_apart() -> None:
    header = "frame_idx,frame_time_in_ms,au_1,au_10,au_5_intensity,au_10_intensity,au_1_intensity"
    read = tracked(table(header, "0,0,1,0,2.5,7,1.5", "1,33.3,0,1,0,7,0"))
    assert (read.recording.format, read.recording.instrument) == ("libreface", "libreface")
    assert [(one.column, one.scale) for one in read.recording.channels] == [
        ("au_1", "presence"),
        ("au_1_intensity", "intensity"),
        ("au_5_intensity", "intensity"),
        ("au_10", "presence"),
    ]
    assert [frame.values for frame in read.frames] == [(1, 1.5, 2.5, 0), (0, 0, 0, 1)]
    assert [frame.time for frame in read.frames] == [0, pytest.approx(0.0333)]
    assert [frame.index for frame in read.frames] == [0, 1]


def test_facereader_is_read_past_its_preamble_and_what_failed_is_unusable() -> None:
    failed = "00:00:00.040\tFIT_FAILED\tFIT_FAILED\tFIT_FAILED\tFIT_FAILED\tFIT_FAILED\tclip"
    read = tracked(
        LOG
        + "00:00:00.000\t0.9\t0.1\t0.2\t0.75\t0.8\tclip\n"
        + failed
        + "\n00:01:00.080\t0.9\t0.1\t0\t1\t0\tclip\n"
    )
    assert (read.recording.format, read.recording.instrument) == ("facereader", "facereader")
    assert [frame.time for frame in read.frames] == [0, 0.04, 60.08]
    assert [frame.values for frame in read.frames] == [
        (0.2, 0.75, 0.8),
        (None, None, None),
        (0, 1, 0),
    ]
    assert [frame.usable for frame in read.frames] == [True, False, True]
    assert [one.side for one in read.recording.channels] == [None, None, "L"]
    assert {one.scale for one in read.recording.channels} == {"activation"}


def test_letters_of_facereader_are_grades_on_the_scale_of_intensity() -> None:
    read = tracked(
        LOG
        + "00:00:00.000\t0.9\t0.1\tNotActive\tFIND_FAILED\tA\tclip\n"
        + "00:00:00.040\t0.9\t0.1\tB\tE\tNotActive\tclip\n"
        + "00:00:00.080\t0.9\t0.1\tB\t0.4\tNotActive\tclip\n"
    )
    assert [frame.values for frame in read.frames] == [(0, None, 1), (2, 5, 0)]
    assert [frame.usable for frame in read.frames] == [False, True]
    (bad,) = read.bad
    assert bad.why == "has '0.4': a letter from A to E or NotActive belongs here"
    assert {(one.scale, one.threshold) for one in read.recording.channels} == {("intensity", 1)}


def test_grades_reach_from_one_to_five() -> None:
    lines = (f"00:00:0{at}.000\t0\t0\t{letter}\tA\tA\t" for at, letter in enumerate("ABCDE"))
    read = tracked(LOG + "\n".join(lines))
    assert read.values("Action Unit 01 - Inner Brow Raiser") == [1, 2, 3, 4, 5]


def test_live_link_face_counts_frames_within_the_second() -> None:
    header = "Timecode,BlendShapeCount,EyeBlinkRight,EyeBlinkLeft,TongueOut,JawOpen,HeadYaw"
    content = table(
        header,
        "14:03:59:58.500,61,0.1,0.2,0,0.5,-0.3",
        "14:03:59:59.500,61,0.3,0.4,0,0.6,-0.3",
        "14:04:00:00.500,0,,,,,",
    )
    read = tracked(content, rate=60)
    assert (read.recording.format, read.recording.instrument) == ("blendshapes", "arkit")
    assert [frame.time for frame in read.frames] == pytest.approx([0, 1 / 60, 2 / 60])
    assert read.values("eyeBlinkLeft") == [0.2, 0.4, None]
    assert read.values("eyeBlinkRight") == [0.1, 0.3, None]
    assert [frame.usable for frame in read.frames] == [True, True, False]
    assert read.channel("jawOpen").codes == ("25", "26", "27")
    with pytest.raises(UsageFault, match=r"counts frames within the second .* give --rate"):
        tracked(content)


def test_affdex_of_imotions_has_its_stimuli_told_apart_and_other_sensors_left_out() -> None:
    header = "StimulusName\tTimestamp\tFrameNo\tGSR\tInner Brow Raise\tBrow Furrow\tSmirk"
    read = tracked(
        table(
            header,
            "a.mp4\t1000\t0\t\t12.5\t0\t100",
            "a.mp4\t1010\t\t0.7\t\t\t",
            "a.mp4\t1033\t1\t\t50\t100\t0",
            "b.mp4\t500\t0\t\t0\t1\t0",
        )
    )
    assert (read.recording.format, read.recording.instrument) == ("affdex", "affdex")
    assert [(frame.face, frame.time) for frame in read.frames] == [
        ("a.mp4", 1),
        ("a.mp4", pytest.approx(1.033)),
        ("b.mp4", 0.5),
    ]
    assert read.channel("smirk").codes == ("12", "14")
    assert not read.bad


def test_true_and_false_are_one_and_zero_where_there_is_nothing_between() -> None:
    read = tracked(table("timestamp,success,AU12_c,AU12_r", "0,True,TRUE,1", "1,False,False,0"))
    assert [(frame.values, frame.usable) for frame in read.frames] == [
        ((1, 1), True),
        ((0, 0), False),
    ]
    assert tracked(table("timestamp,AU12_r", "0,True")).bad[0].column == "AU12_r"


def test_faces_of_one_image_are_no_series_and_need_no_rate() -> None:
    read = tracked(table("face, confidence, AU01_r, AU12_c", "0, 0.9, 0.5, 1", "1, 0.1, 0, 0"))
    assert [(frame.face, frame.time, frame.usable) for frame in read.frames] == [
        ("0", 0, True),
        ("1", 0, False),
    ]
    assert read.recording.period is None


def test_two_faces_run_side_by_side_and_one_may_be_chosen() -> None:
    content = table(
        "frame, face_id, timestamp, confidence, success, AU12_r",
        *(f"{n}, {face}, {n / 10}, 0.9, {1 - face}, {n}" for n in (1, 2, 4) for face in (0, 1)),
    )
    read = tracked(content)
    assert [frame.face for frame in read.frames] == ["0", "1"] * 3
    assert [frame.usable for frame in read.frames] == [True, False] * 3
    assert read.recording.period == pytest.approx(0.15)
    assert [frame.index for frame in tracked(content, face="1").frames] == [1, 2, 4]
    with pytest.raises(UnknownNameError, match=r"no face in the stream called '7'.*Nearest: "):
        tracked(content, face="7")


def test_whole_seconds_do_where_there_is_one_frame_a_second() -> None:
    rows = ("0,00:59,0.99,0.5,0.1", "30,01:00,,0.5,0.1", "60,01:01,0.99,,")
    read = tracked(table("frame,approx_time,FaceScore,AU01,AU02", *rows))
    assert [frame.time for frame in read.frames] == [59, 60, 61]
    assert [frame.usable for frame in read.frames] == [True, False, False]
    assert read.frames[-1].values == (None, None)


def test_a_workbook_of_frames_is_a_table_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["frame", "timestamp", "success", "AU12_r"], [1, 0, 1, 2.5], [2, 0.04, 0, 0]]:
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    read = tracked(packed.getvalue())
    assert read.recording.format == "openface"
    assert [(frame.time, frame.values, frame.usable) for frame in read.frames] == [
        (0, (2.5,), True),
        (0.04, (0,), False),
    ]


def test_the_instrument_that_the_header_covers_better_is_taken_unless_the_user_chooses() -> None:
    content = table("time,AU10,AU12", "0,1,0")
    assert tracked(content).recording.instrument == "pyfeat"
    assert tracked(content, only=["libreface"]).recording.instrument == "libreface"


def test_a_header_that_fits_two_instruments_alike_is_told() -> None:
    openface = instruments()["openface"]
    known = {"openface": openface, "twin": replace(openface, name="twin", label="Twin")}
    with pytest.raises(UsageFault, match=r"of OpenFace and of Twin alike.*openface or twin"):
        find_layout("a file", [Row(1, ("frame", "AU01_r"))], known)
