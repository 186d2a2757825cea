"""Laws of tables of frames: the order of columns says nothing; what is written is what is read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker_files import table, tracked

NAMES = ("frame", "timestamp", "success", "AU01_r", "AU04_r", "AU12_r", "AU12_c", "pose_Tx")
GRADES = st.floats(0, 5, allow_nan=False).map(lambda value: f"{value:.4g}")
CELLS = st.tuples(
    st.sampled_from(["0", "1", "1.0"]),
    GRADES,
    GRADES,
    st.one_of(GRADES, st.sampled_from(["", "nan", "7", "x"])),
    st.sampled_from(["0", "1", "0.0", "1.0"]),
    st.sampled_from(["", "12.5", "abc"]),
)
TABLES = st.lists(CELLS, min_size=1, max_size=8).map(
    lambda rows: [(str(at + 1), f"{at / 25:g}", *cells) for at, cells in enumerate(rows)]
)


@settings(max_examples=40, deadline=None)
@given(TABLES, st.permutations(range(len(NAMES))))
def test_any_order_of_the_columns_gives_the_same_frames(
    rows: list[tuple[str, ...]], order: list[int]
) -> None:
    first = tracked(table(",".join(NAMES), *rows))
    shuffled = [[row[at] for at in order] for row in rows]
    again = tracked(table(",".join(NAMES[at] for at in order), *shuffled))
    assert again.recording.channels == first.recording.channels
    assert again.frames == first.frames
    assert again.bad == first.bad
    assert len(first.frames) + len(first.bad) == len(rows)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_the_spelling_of_names_says_nothing(rows: list[tuple[str, ...]]) -> None:
    plain = tracked(table(",".join(NAMES), *rows))
    padded = tracked(table(" ,  ".join(NAMES).upper(), *(" ,  ".join(row) for row in rows)))
    assert padded.frames == plain.frames


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=8))
def test_a_percentage_is_read_as_written_and_time_scales_with_its_unit(values: list[float]) -> None:
    def lines(unit: float) -> list[str]:
        return [f"{at * unit:g},{value!r},0,0" for at, value in enumerate(values)]

    names = "innerBrowRaise,browFurrow,smile"
    seconds = tracked(table(f"timestamp,{names}", *lines(1)))
    milliseconds = tracked(table(f"MediaTime,{names}", *lines(1000)))
    assert seconds.values("innerBrowRaise") == values
    assert seconds.frames == milliseconds.frames


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 500), min_size=1, max_size=9, unique=True).map(sorted),
    st.sampled_from([25.0, 30.0, 59.94, 200.0]),
)
def test_a_frame_number_and_a_rate_give_the_time(numbers: list[int], rate: float) -> None:
    rows = [f"{number},0.5,0.5,0.9" for number in numbers]
    read = tracked(table("frame,AU01,AU02,FaceScore", *rows), rate=rate)
    assert [frame.time for frame in read.frames] == [number / rate for number in numbers]
    assert [frame.index for frame in read.frames] == numbers
