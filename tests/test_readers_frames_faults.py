"""What is wrong in a table of frames is told with its row and column, and the rest goes on."""

from __future__ import annotations

import io

import pytest

from brain2face.errors import SourceFileError, UsageFault
from brain2face.readers import frames_table, pyfeat
from brain2face.readers.delimited import Row
from brain2face.readers.frame_layout import find_layout
from brain2face.readers.head import look
from brain2face.readers.source import Source
from tracker_files import instruments, table, tracked

HEADER = "frame, timestamp, confidence, success, AU01_r, AU12_r, AU12_c"
GOOD = ("1, 0.0, 0.9, 1, 0.5, 2, 1", "2, 0.1, 0.9, 1, 0, 0, 0")


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("3, 0.2, 0.9, 1, abc, 2, 1", "AU01_r", "has 'abc': a number from 0 to 5 belongs here"),
        ("3, 0.2, 0.9, 1, 17, 2, 1", "AU01_r", "has 17: a number from 0 to 5 belongs here"),
        ("3, 0.2, 0.9, 1, -3, 2, 1", "AU01_r", "has -3: a number from 0 to 5 belongs here"),
        ("3, 0.2, 0.9, 1, 0, inf, 1", "AU12_r", "has 'inf': a number from 0 to 5 belongs here"),
        ("3, 0.2, 0.9, 1, 0, 1e999, 1", "AU12_r", "a number from 0 to 5 belongs here"),
        ("3, 0.2, 0.9, 1, 0, 0_1, 1", "AU12_r", "has '0_1'"),
        ("3, 0.2, 0.9, 1, 0, 2, 0.5", "AU12_c", "has 0.5: 0 or 1 belongs here"),
        ("3, soon, 0.9, 1, 0, 2, 1", "timestamp", "has 'soon': a time"),
        ("3, , 0.9, 1, 0, 2, 1", "timestamp", "is empty: a time"),
        ("3, 0:61:00, 0.9, 1, 0, 2, 1", "timestamp", "has '0:61:00': a time"),
        ("3, 0.1, 0.9, 1, 0, 2, 1", "timestamp", "repeats the time 0.1 s of the frame before it"),
        ("3, 0.05, 0.9, 1, 0, 2, 1", "timestamp", "goes back to 0.05 s from 0.1 s"),
        ("3, 0.2, good, 1, 0, 2, 1", "confidence", "has 'good': a number belongs here"),
        ("2.5, 0.2, 0.9, 1, 0, 2, 1", "frame", "has '2.5': the number of a frame"),
        ("3, 0.2, 0.9, 1, 0, 2", "the whole row", "has 6 cells: the header has 7"),
        ("3, 0.2, 0.9, 1, 0, 2, 1, 9", "the whole row", "has 8 cells: the header has 7"),
    ],
)
def test_a_bad_row_is_told_and_the_rest_goes_on(row: str, column: str, told: str) -> None:
    read = tracked(table(HEADER, *GOOD, row, "4, 0.3, 0.9, 1, 5, 5, 1"))
    (bad,) = read.bad
    assert (bad.row, bad.column) == (4, column)
    assert told in bad.why
    assert [frame.time for frame in read.frames] == [0, 0.1, 0.3]


@pytest.mark.parametrize("cell", ["", "NaN", "nan", "-nan(ind)", "-1.#IND", "NA"])
def test_what_was_not_measured_is_no_zero(cell: str) -> None:
    read = tracked(table(HEADER, *GOOD, f"3, 0.2, 0.9, 1, {cell}, 2, 1"))
    assert read.frames[-1].values == (None, 1, 2)
    assert read.frames[-1].usable


@pytest.mark.parametrize("lost", ["0.79, 1", "nan, 1", "0.9, 0", ", 1", "0.9, "])
def test_a_lost_face_is_unusable_whatever_its_cells_hold(lost: str) -> None:
    read = tracked(table(HEADER, *GOOD, f"3, 0.2, {lost}, inf, 99, 0"))
    assert not read.bad
    assert not read.frames[-1].usable
    assert read.frames[-1].values == (None, 0, None)


def test_dropped_frames_stay_a_gap_and_blank_lines_and_unknown_columns_do_no_harm() -> None:
    rows = ("1,0,0.5,9", "2,0.1,0.5,x", "", "9,0.8,0.5,", "10,0.9,0.5,1,", "11,1.0,0.5,1,,")
    read = tracked(table("frame,timestamp,AU01_r,AU28_r", *rows))
    assert [frame.time for frame in read.frames] == [0, 0.1, 0.8, 0.9, 1]
    assert [frame.index for frame in read.frames] == [1, 2, 9, 10, 11]
    assert read.recording.period == 0.1
    assert not read.bad


def test_semicolons_and_decimal_commas_are_read() -> None:
    read = tracked("timestamp;AU01_r;AU12_c\n0,0;2,5;1\n0,04;1,25;0\n")
    assert [(one.time, one.values) for one in read.frames] == [(0, (2.5, 1)), (0.04, (1.25, 0))]


def test_rounding_beyond_the_end_of_a_scale_is_cut_off() -> None:
    read = tracked(table("timestamp,AU01_r", "0,5.0000001", "1,-0.0000001", "2,5.01"))
    assert read.values("AU01_r") == [5, 0]
    assert [one.row for one in read.bad] == [4]


def test_rows_without_any_time_need_a_rate_and_count_by_it() -> None:
    content = table("AU01_r,AU12_c", "1,0", "2,0", "bad,0", "3,0")
    with pytest.raises(UsageFault, match="does not say when they were: give --rate"):
        tracked(content)
    read = tracked(content, rate=10)
    assert [frame.time for frame in read.frames] == [0, 0.1, 0.3]


def test_a_second_frame_that_comes_late_without_a_time_is_told_too() -> None:
    read = tracked(table("AU01_r,AU12_c", "1,0", *[","] * 300, "2,0"))
    assert len(read.frames) == 1
    assert "give --rate" in read.bad[0].why


def test_a_header_that_names_a_channel_twice_is_refused() -> None:
    with pytest.raises(SourceFileError, match="line 1: the column 'AU01_r' stands there twice"):
        tracked(table("timestamp,AU01_r, au01_R", "0,1,2"))


def test_a_table_of_no_instrument_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(SourceFileError, match=r"names columns of an instrument.*OpenFace"):
        tracked(table("time,a,b", "0,1,2"), format="frames")
    with pytest.raises(UsageFault, match="No instrument is known"):
        tracked(table(HEADER, *GOOD), only=["none of them"])


def test_an_instrument_whose_columns_are_left_aside_is_named() -> None:
    shapes = tuple(one.column for one in instruments()["mediapipe"].channels.values())
    header = Row(1, ("AU01", "AU02", *shapes))
    layout = find_layout("a file", [header], instruments())
    assert (layout.instrument.name, len(layout.channels)) == ("pyfeat", 2)
    assert "MediaPipe" in layout.aside


def test_an_annotation_sheet_with_a_column_for_each_unit_is_no_table_of_frames() -> None:
    text = "sub_ID,Onset,Apex,Offset,AUs,AU01,AU02,AU04\n1,2,3,4,1+2,1,1,0\n"
    head = look(Source(io.BytesIO(text.encode())))
    assert (frames_table.recognises(head), pyfeat.recognises(head)) == (0, 0)
