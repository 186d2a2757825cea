"""What ``code --to csv`` writes reads back to the same expressions, and so does the EAF."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coding import FaceCoder
from brain2face.coding.files import FileOptions, code_file
from brain2face.events.aside import Excluded
from brain2face.knowledge import Knowledge
from brain2face.notation import INTENSITIES, Score, ScoredUnit
from brain2face.observation import Observation
from brain2face.profiles import compile_profile
from brain2face.readers import ReadOptions, open_file
from brain2face.readers.sheet_columns import columns_of
from brain2face.records import Annotations, BadRow, CodedEvent, Event, FrameNumbers, Span
from brain2face.writers.rows import COLUMNS
from coded_events import few, written
from fixture_files import fixture
from readers_world import written as put

CODES = ("1", "2", "4", "5", "6", "12", "M55", "70")
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd")
TEXTS = st.text(LETTERS, max_size=12).map(str.strip)
TIMES = st.integers(0, 10**9).map(lambda value: value / 10**6)


@pytest.fixture(scope="module")
def coder(knowledge: Knowledge) -> FaceCoder:
    return FaceCoder(knowledge, compile_profile(knowledge, "dong2022"))


def read(content: bytes, options: ReadOptions | None = None) -> list[Event]:
    found = open_file(io.BytesIO(content), options or ReadOptions())
    assert isinstance(found, Annotations)
    assert found.format == "sheet of brain2face"
    assert found.remarks == ()
    events = list(found.events)
    assert not [one for one in events if isinstance(one, BadRow)]
    return [one for one in events if isinstance(one, Event)]


def same(event: Event, row: int) -> Event:
    """Give an event as it is after a round trip: in microseconds, with another row and remarks."""
    extra, span = dict(event.extra), event.span
    if span:
        apex = None if span.apex is None else round(span.apex, 6)
        span = Span(round(span.onset, 6), round(span.offset, 6), apex)
    if event.remarks:
        extra["remarks"] = "; ".join(map(str, event.remarks))
    return replace(event, span=span, row=row, remarks=(), extra=extra)


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    codes = draw(st.lists(st.sampled_from(CODES), unique=True))
    cut, other = sorted(draw(st.tuples(*[st.integers(0, len(codes))] * 2)))
    units = [
        ScoredUnit(
            code,
            draw(st.sampled_from([None, *INTENSITIES])),
            None if code[0] == "M" else draw(st.sampled_from([None, "L", "R"])),
        )
        for code in codes[:cut]
    ]
    instrument = draw(st.sampled_from(["", "facs", "openface"]))
    return Observation(
        Score(tuple(units)), frozenset(codes[cut:other]), frozenset(codes[other:]), instrument
    )


@st.composite
def events(draw: st.DrawFn, name: str) -> Event:
    times = sorted(draw(st.lists(TIMES, min_size=3, max_size=3)))
    span = Span(times[0], times[2], draw(st.sampled_from([None, times[1]])))
    frames = sorted(draw(st.lists(st.integers(0, 10**6), min_size=3, max_size=3)))
    numbers = FrameNumbers(frames[0], draw(st.sampled_from([None, frames[1]])), frames[2])
    keys = TEXTS.filter(bool)
    timed = draw(st.booleans())
    return Event(
        name=name,
        observation=draw(observations()),
        span=span if timed else None,
        frames=draw(st.none() | st.just(numbers)),
        rate=draw(st.none() | st.sampled_from([25.0, 29.97, 200.0])) if timed else None,
        subject=draw(TEXTS),
        clip=draw(TEXTS),
        coder=draw(TEXTS),
        label=draw(TEXTS),
        objective_class=draw(st.sampled_from(["", "I", "VII", "other"])),
        material=draw(TEXTS),
        self_report=draw(TEXTS),
        beside=draw(st.frozensets(st.sampled_from(CODES))),
        extra=draw(st.dictionaries(keys, keys, max_size=2)),
    )


@given(st.data())
def test_any_expression_comes_back_as_it_was(coder: FaceCoder, data: st.DataObject) -> None:
    names = data.draw(st.lists(TEXTS.filter(bool), min_size=1, max_size=3, unique=True))
    told = [data.draw(events(name)) for name in names]
    coded = [CodedEvent(one, coder.verdict(one.observation)) for one in told]
    back = read(written(coded, "csv"))
    assert back == [same(one, at) for at, one in enumerate(told, 2)]


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("elan_eaf30_au_tiers_exploface_video.eaf", None),
        ("me_annotation_meb_per_annotation.xlsx", 25.0),
        ("me_annotation_meb_per_annotation.xlsx", None),
        ("openface20_exploface_video2.head60.csv", None),
        ("pyfeat_v2_news001.no_mesh_no_identity.csv", 25.0),
        ("mediapipe_portrait_expected_blendshapes.pbtxt", None),
    ],
)
def test_what_was_read_from_a_real_file_comes_back(
    coder: FaceCoder, name: str, rate: float | None
) -> None:
    options = FileOptions(reading=ReadOptions(rate=rate), habits="")
    items = code_file(coder, fixture(name), options).items
    coded = [one for one in items if not isinstance(one, BadRow | Excluded)]
    assert coded
    back = read(written(coded, "csv"))
    assert [replace(one, name="") for one in back] == [
        replace(same(one.event, at), name="") for at, one in enumerate(coded, 2)
    ]
    again = [CodedEvent(one, coder.verdict(one.observation)) for one in back]
    assert [one.verdict.outcome for one in again] == [one.verdict.outcome for one in coded]
    twice = read(written(again, "csv"))
    assert twice == back


def test_every_column_is_read_or_follows_from_others() -> None:
    columns = columns_of(COLUMNS)
    assert columns.own
    used = {*columns.places.values(), *columns.derived}
    rest = {name for at, name in enumerate(COLUMNS) if at not in used}
    assert rest == {"remarks"}
    assert "score" in {COLUMNS[at] for at in columns.places.values()}


def test_a_face_with_the_verdicts_of_several_profiles_is_read_once(
    knowledge: Knowledge,
) -> None:
    one, other = few(knowledge)[:2]
    profile = compile_profile(knowledge, "emfacs")
    more = FaceCoder(knowledge, profile).verdict(one.event.observation)
    both = [one, CodedEvent(one.event, more), other, CodedEvent(other.event, more)]
    assert [event.name for event in read(written(both, "csv"))] == ["smile", "flash"]


def test_frames_without_a_rate_get_their_times_when_the_rate_is_known(
    knowledge: Knowledge,
) -> None:
    (one, *_) = few(knowledge)
    event = replace(one.event, span=None, frames=FrameNumbers(10, 12, 19), rate=None)
    text = written([CodedEvent(event, one.verdict)], "csv")
    (back,) = read(text, ReadOptions(rate=100.0))
    assert back.span == Span(0.1, 0.2, 0.12)


def test_a_column_of_a_persons_own_is_kept(knowledge: Knowledge, tmp_path: Path) -> None:
    head, *lines = written(few(knowledge), "csv").decode().splitlines()
    path = put(tmp_path / "t.csv", "\n".join([f"{head},seen by", *(f"{one},me" for one in lines)]))
    assert [one.extra for one in read(path.read_bytes())] == [{"seen by": "me"}] * len(lines)


def test_the_eaf_of_single_movements_comes_back_as_the_same_expressions(
    knowledge: Knowledge, coder: FaceCoder
) -> None:
    coded = [one for one in few(knowledge) if not one.event.observation.doubtful]
    eaf = io.BytesIO(written(coded, "eaf"))
    back = [one for one in code_file(coder, eaf).items if isinstance(one, CodedEvent)]
    assert {
        (str(one.event.observation.score), one.event.span and replace(one.event.span, apex=None))
        for one in coded
    } == {(str(one.event.observation.score), one.event.span) for one in back}
