"""ELAN files: valid by its schema, read back by pympi, and without an overlap on any tier."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pympi import Eaf

from brain2face.errors import UsageFault
from brain2face.knowledge import Knowledge
from brain2face.readers import open_file
from brain2face.records import Annotations, CodedEvent, Event, Span
from brain2face.writers import About
from coded_events import coded, few, written
from fixture_files import fixture

MOMENTS = st.integers(0, 60).map(lambda value: value / 10)
SPANS = st.tuples(MOMENTS, MOMENTS).map(lambda pair: Span(min(pair), max(pair)))


def read(tmp_path: Path, events: list[CodedEvent], about: About | None = None) -> Eaf:
    path = tmp_path / "written.eaf"
    path.write_bytes(written(events, "eaf", about))
    return Eaf(str(path))


def tiers(eaf: Eaf) -> dict[str, list[tuple[int, int, str]]]:
    return {
        tier: sorted((a, b, value) for a, b, value, *_ in eaf.get_annotation_data_for_tier(tier))
        for tier in eaf.get_tier_names()
    }


@pytest.mark.parametrize("schema", ["elan_EAFv2.8_pympi.xsd", "elan_EAFv3.0_pympi.xsd"])
def test_the_file_is_valid_by_the_schema_of_elan(knowledge: Knowledge, schema: str) -> None:
    rules = etree.XMLSchema(etree.parse(fixture(schema)))
    nothing = written([], "eaf")
    for document in (written(few(knowledge), "eaf", About(source="few.csv")), nothing):
        rules.assertValid(etree.fromstring(document))


def test_pympi_reads_back_units_emotion_and_reasons(knowledge: Knowledge, tmp_path: Path) -> None:
    found = tiers(read(tmp_path, few(knowledge)[:3]))
    assert list(found)[:2] == ["emotion by dong2022", "reasons by dong2022"]
    assert list(found)[2:] == ["AU01", "AU04", "AU05", "AU06", "AU12", "AU25"]
    assert found["AU12"] == [(200, 1700, "12C")]
    assert found["AU25"] == [(2000, 2120, "25"), (3000, 3400, "25")]
    assert found["emotion by dong2022"][1] == (2000, 2120, "ambiguous: fear or sadness")
    reasons = found["reasons by dong2022"][1][2]
    assert "rule 5 of Dong et al. 2022 (1, 4, 5, 25; section 7" in reasons
    assert "dong2022" in reasons
    assert "micro by yan2013" in reasons


def test_several_subjects_and_coders_have_tiers_of_their_own(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    eaf = read(tmp_path, few(knowledge))
    assert tiers(eaf)["AU12@s02@c1"] == [(500, 2500, "R12A")]
    who = eaf.get_parameters_for_tier("AU12@s02@c1")
    assert (who["PARTICIPANT"], who["ANNOTATOR"]) == ("s02", "c1")
    assert tiers(eaf)["AU07@s02@c1"] == [(2800, 3900, "7?")]


def test_what_overlaps_goes_to_a_second_tier_and_what_touches_does_not(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    spans = [Span(0, 1), Span(1, 2), Span(0.5, 1.5)]
    events = [coded(knowledge, "12", span, name=str(at)) for at, span in enumerate(spans)]
    found = tiers(read(tmp_path, events))
    assert found["AU12"] == [(0, 1000, "12"), (1000, 2000, "12")]
    assert found["AU12#2"] == [(500, 1500, "12")]


def test_an_event_without_length_lasts_a_millisecond(knowledge: Knowledge, tmp_path: Path) -> None:
    assert tiers(read(tmp_path, [coded(knowledge, "12", Span(1, 1))]))["AU12"] == [
        (1000, 1001, "12")
    ]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SPANS, max_size=12))
def test_no_tier_ever_has_an_overlap_and_no_event_is_lost(
    knowledge: Knowledge, tmp_path: Path, spans: list[Span]
) -> None:
    sided = coded(knowledge, "L12+R12", Span(0, 1))
    events = [CodedEvent(replace(sided.event, span=span), sided.verdict) for span in spans]
    found = tiers(read(tmp_path, events))
    for marks in found.values():
        assert all(one[1] <= other[0] for one, other in pairwise(marks))
    count = sum(len(marks) for tier, marks in found.items() if tier.startswith("AU12"))
    assert count == 2 * len(spans)


def test_events_without_any_time_cannot_be_placed(knowledge: Knowledge) -> None:
    with pytest.raises(UsageFault, match=r"No event has an onset.*frame rate"):
        written([coded(knowledge, "12")], "eaf")


def test_an_event_before_its_clip_is_named(knowledge: Knowledge) -> None:
    with pytest.raises(UsageFault, match=r"'early' begins 0.5 s before its clip"):
        written([coded(knowledge, "12", Span(-0.5, 1), name="early")], "eaf")


def test_the_units_read_back_and_no_verdict_is_taken_for_an_annotators_word(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    path = tmp_path / "written.eaf"
    path.write_bytes(written(few(knowledge), "eaf"))
    found = open_file(path)
    assert isinstance(found, Annotations)
    read = [event for event in found.events if isinstance(event, Event)]
    told = {
        (str(event.observation.score), *event.observation.doubtful, event.span, event.subject)
        for event in read
    }
    spans = {one.event.name: one.event.span for one in few(knowledge)}
    assert {(str(s), n) for s, *_, n in told} >= {("12C", "s01"), ("L14D", "s02")}
    assert ("null", "7", Span(2.8, 3.9), "s02") in told
    assert {span for *_, span, _ in told} == {
        Span(span.onset, span.offset) for span in spans.values() if span
    }
    assert not any(event.label for event in read)
