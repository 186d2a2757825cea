"""Events that overlap in a timeline picture: each is seen whole, in a lane of its own."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from brain2face.knowledge import Knowledge
from brain2face.records import Span
from brain2face.writers.colours import GRADES, colours_of
from brain2face.writers.grid import laid_on
from brain2face.writers.tracks import lay_out
from coded_events import coded, written

SPANS = st.lists(st.tuples(st.floats(0, 9), st.floats(0, 3)), min_size=1, max_size=10)


def area(picture: bytes, colour: str) -> int:
    """Count the points of a PNG that have a colour."""
    rgb = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    colours = Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 24) or []
    return sum(count for count, found in colours if found == rgb)


def test_verdicts_that_overlap_stand_beside_one_another_and_all_is_seen(
    knowledge: Knowledge,
) -> None:
    long, short = coded(knowledge, "12", Span(0, 4)), coded(knowledge, "25", Span(1, 3))
    ((_, colour),) = colours_of([long.verdict]).values()
    alone, both = (area(written(events, "png"), colour) for events in ([long], [long, short]))
    assert both == pytest.approx(alone, rel=0.05)


def test_bars_of_one_code_that_overlap_stand_beside_one_another_too(knowledge: Knowledge) -> None:
    long, short = coded(knowledge, "12A", Span(0, 4)), coded(knowledge, "12E", Span(1, 3))
    alone, both = (area(written(events, "png"), GRADES["A"]) for events in ([long], [long, short]))
    assert both == pytest.approx(alone, rel=0.05)


def test_what_touches_shares_a_lane_and_too_many_lie_over_others_and_are_counted(
    knowledge: Knowledge,
) -> None:
    events = [coded(knowledge, "12", Span(at, at + 1)) for at in range(4)]
    (block,) = lay_out(events).blocks
    assert {row.lanes for row in laid_on(block, 8.0).rows.values()} == {1}
    many = [coded(knowledge, "12", Span(0, 1), name=str(at)) for at in range(15)]
    found = [one.text for one in etree.fromstring(written(many, "svg")).iter()]
    assert "3 verdicts lie over others" in found


@settings(max_examples=40, deadline=None)
@given(SPANS)
def test_no_bar_is_ever_drawn_over_another(
    knowledge: Knowledge, spans: list[tuple[float, float]]
) -> None:
    one = coded(knowledge, "12")
    events = [
        replace(one, event=replace(one.event, span=Span(start, start + last)))
        for start, last in spans
    ]
    (block,) = lay_out(events).blocks
    grid = laid_on(block, 8.0)
    drawn = [
        (grid.line("12", at), bar.start, bar.start + grid.width(bar))
        for at, bar in enumerate(block.bars)
    ]
    for (line, start, end), (other, begin, last) in combinations(drawn, 2):
        assert line != other or end <= begin + 1e-5 or last <= start + 1e-5
