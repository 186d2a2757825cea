"""The timeline picture: the same bytes each time, words beside colours, nothing too thin."""

from __future__ import annotations

import io
import re
import sys

import pytest
from lxml import etree
from PIL import Image

from brain2face.errors import EnvironmentFault, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.records import CodedEvent, Span
from brain2face.terms import B2F
from brain2face.writers import About
from brain2face.writers.colours import GREY, colours_of
from brain2face.writers.lettering import broken, width_of
from brain2face.writers.tracks import lay_out
from coded_events import coded, few, written

SVG = "{http://www.w3.org/2000/svg}"


def texts(events: list[CodedEvent], about: About | None = None) -> list[str]:
    root = etree.fromstring(written(events, "svg", about))
    return ["".join(one.itertext()).strip() for one in root.iter(f"{SVG}text")]


def height(picture: bytes, colour: str) -> set[int]:
    """Give the rows of a PNG in which a colour stands."""
    rgb = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    width, tall = image.size
    pixels = image.load()
    assert pixels is not None
    return {y for y in range(tall) for x in range(width) if pixels[x, y] == rgb}


@pytest.mark.parametrize("fmt", ["svg", "png"])
def test_the_same_events_give_the_same_bytes(knowledge: Knowledge, fmt: str) -> None:
    first = written(few(knowledge), fmt)
    assert first == written(few(knowledge), fmt)
    assert not re.search(rb"20\d\d-\d\d-\d\d", first)


def test_rows_are_codes_in_order_by_their_names(knowledge: Knowledge) -> None:
    found = texts([coded(knowledge, "12+6+1", Span(0, 1)), coded(knowledge, "4", Span(2, 3))])
    rows = [text for text in found if text.startswith("AU")]
    assert rows == [
        "AU1 inner brow raiser",
        "AU4 brow lowerer",
        "AU6 cheek raiser and lid compressor",
        "AU12 lip corner puller",
    ]
    assert "time in seconds" in found


def test_verdicts_sides_grades_and_micro_expressions_stand_in_words(knowledge: Knowledge) -> None:
    found = texts(few(knowledge), About(source="few.csv"))
    assert "Action units and verdicts: few.csv" in found
    assert {"happiness", "▾ ambiguous: fear or sadness", "negative, no single emotion"} <= set(
        found
    )
    assert {"B", "C", "LD", "RA"} <= set(found)
    assert {"s01", "s02", "doubtful", "apex", "micro-expression", "grade D"} <= set(found)


def test_the_svg_has_a_title_and_tells_every_event(knowledge: Knowledge) -> None:
    root = etree.fromstring(written(few(knowledge), "svg", About(source="a<b>&c")))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == "Action units and verdicts: a<b>&c"
    told = root.findtext(f"{SVG}desc") or ""
    assert "flash: 2 to 2.12 s, 1+4+5+25, ambiguous: fear or sadness (micro)." in told
    assert all(f"{one.event.name}: " in told for one in few(knowledge))


def test_forty_milliseconds_in_ten_minutes_can_be_seen(knowledge: Knowledge) -> None:
    events = [
        coded(knowledge, "4", Span(0, 600), name="long"),
        coded(knowledge, "6+12", Span(300, 300.04), name="short"),
    ]
    ((_, colour),) = colours_of([events[1].verdict]).values()
    assert len(height(written(events, "png"), colour)) > 20


@pytest.mark.parametrize("score", ["4", "4+12"])
def test_a_valence_has_a_colour_that_is_not_that_of_nothing(
    knowledge: Knowledge, score: str
) -> None:
    event = coded(knowledge, score, Span(0, 1))
    found = colours_of([event.verdict])
    assert ("negative", found[f"{B2F}NegativeValence"][1]) in found.values()
    assert GREY not in {colour for _, colour in found.values()}
    assert height(written([event], "png"), found[f"{B2F}NegativeValence"][1])
    assert "no emotion named" not in texts([event])


def test_an_ambiguous_verdict_has_the_colour_of_each_result(knowledge: Knowledge) -> None:
    event = coded(knowledge, "1+4+5+25", Span(0, 1))
    picture = written([event], "png")
    colours = [colour for _, colour in colours_of([event.verdict]).values()]
    one, other = (height(picture, colour) for colour in colours)
    assert len(one) > 5 < len(other)


def test_events_without_times_stand_in_order_and_the_axis_says_so(knowledge: Knowledge) -> None:
    events = [coded(knowledge, "12", name="a.jpg"), coded(knowledge, "25", name="b.jpg")]
    found = texts(events)
    assert {"a.jpg", "b.jpg", "events in order; the picture has no times"} <= set(found)


def test_events_without_times_among_others_are_counted_in_the_legend(
    knowledge: Knowledge,
) -> None:
    events = [coded(knowledge, "12", Span(0, 1)), coded(knowledge, "25", name="b.jpg")]
    assert "1 without times left out" in texts(events)


def test_faces_of_many_clips_share_one_row_of_events(knowledge: Knowledge) -> None:
    events = [coded(knowledge, "12", Span(0, 1), clip=f"c{at}") for at in range(13)]
    assert not lay_out(events).seconds
    assert lay_out(events[:12]).seconds
    assert len(lay_out(events[:12]).blocks) == 12


def test_words_that_find_no_room_are_counted(knowledge: Knowledge) -> None:
    events = [coded(knowledge, "1+4+5+25", Span(0, 1), name=str(at)) for at in range(20)]
    assert "13 verdicts told by colour only" in texts(events)


def test_a_name_in_another_script_is_drawn_without_a_warning(knowledge: Knowledge) -> None:
    event = coded(knowledge, "12", Span(0, 1), subject="受试者", clip="$x_1$")
    assert "受试者, $x_1$" in texts([event])
    assert written([event], "png")[:4] == b"\x89PNG"


def test_long_titles_are_broken_and_nothing_of_them_is_lost(knowledge: Knowledge) -> None:
    name, clip = "W" * 200, "clip " * 40
    event = coded(knowledge, "12", Span(0, 1), clip=clip)
    told = "".join(texts([event], About(source=f"/home/anna/{name}"))).replace(" ", "")
    assert name in told
    assert clip.replace(" ", "") in told
    assert all(width_of(one, 12, bold=True) <= 5 for one in broken(name, 5, 12, 9, bold=True))


def test_nothing_and_too_much_to_draw_are_said(knowledge: Knowledge) -> None:
    with pytest.raises(UsageFault, match="no event to draw"):
        written([], "svg")
    with pytest.raises(UsageFault, match=r"1001 events .* \(1000\): draw one clip"):
        written([coded(knowledge, "12", Span(0, 1))] * 1001, "svg")


def test_a_picture_without_matplotlib_says_what_to_install(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(EnvironmentFault, match=r'pip install "brain2face\[picture\]"'):
        written(few(knowledge), "svg")
