"""ELAN documents: tiers of units and of scores, times that are open, documents that are broken."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pympi
import pytest

from brain2face.errors import SourceFileError
from brain2face.readers import ReadOptions, open_file
from brain2face.records import BadRow, Event, Span
from fixture_files import fixture
from readers_world import events, everything, opened

SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
SLOTS = "".join(f'<TIME_SLOT TIME_SLOT_ID="ts{n}" TIME_VALUE="{n * 100}"/>' for n in range(1, 10))


def aligned(number: int, value: str, start: int, end: int) -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{number}" TIME_SLOT_REF1="ts{start}" '
        f'TIME_SLOT_REF2="ts{end}"><ANNOTATION_VALUE>{value}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


def referring(number: int, value: str, to: str) -> str:
    return (
        f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a{number}" ANNOTATION_REF="{to}">'
        f"<ANNOTATION_VALUE>{value}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )


def document(path: Path, *tiers: tuple[str, str], slots: str = SLOTS, version: str = "3.0") -> Path:
    body = "".join(f"<TIER {named}>{notes}</TIER>" for named, notes in tiers)
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<ANNOTATION_DOCUMENT AUTHOR="" DATE="2020-01-01T00:00:00" FORMAT="{version}" '
        f'VERSION="{version}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:noNamespaceSchemaLocation="{SCHEMA}"><HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">'
        '<MEDIA_DESCRIPTOR MEDIA_URL="file:///c:/films/clip7.mp4" MIME_TYPE="video/mp4"/></HEADER>'
        f"<TIME_ORDER>{slots}</TIME_ORDER>{body}"
        '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>'
        "</ANNOTATION_DOCUMENT>",
        encoding="utf-8",
    )
    return path


def named(name: str, **more: str) -> str:
    others = "".join(f' {key}="{value}"' for key, value in more.items())
    return f'LINGUISTIC_TYPE_REF="default-lt" TIER_ID="{name}"{others}'


def scores(path: Path) -> list[str]:
    return [str(event.observation.score) for event in events(path)]


def test_a_tier_for_each_unit_gives_every_annotation_although_their_ids_are_the_same() -> None:
    path = fixture("elan_eaf30_au_tiers_exploface_video.eaf")
    found = opened(path)
    assert (found.actions, found.total) == (True, 105)
    read = events(path)
    assert len(read) == path.read_text().count("<ALIGNABLE_ANNOTATION ") == 105
    assert len(Counter(event.extra["tier"] for event in read)) == 16
    assert all(len(event.observation.score.codes) == 1 for event in read)
    first = read[0]
    assert (str(first.observation.score), first.clip) == ("10", "video.mp4")
    assert first.span == Span(0.0, 7.45)


def test_pympi_would_lose_most_of_it(tmp_path: Path) -> None:
    path = tmp_path / "whole.eaf"
    notes = aligned(1, "AU12", 1, 2) + aligned(1, "AU12", 3, 4)
    document(path, (named("AU12"), notes))
    assert len(pympi.Elan.Eaf(str(path)).get_annotation_data_for_tier("AU12")) == 1
    assert len(events(path)) == 2
    with pytest.raises(KeyError, match="noNamespaceSchemaLocation"):
        pympi.Elan.Eaf(str(fixture("elan_eaf30_au_tiers_exploface_video.eaf")))


@pytest.mark.parametrize("version", ["2.7", "2.8", "3.0"])
def test_where_ids_differ_the_same_is_read_as_by_pympi(version: str, tmp_path: Path) -> None:
    notes = aligned(1, "1+2", 1, 3) + aligned(2, "4", 4, 6)
    path = document(tmp_path / "a.eaf", (named("FACS"), notes), version=version)
    theirs = pympi.Elan.Eaf(str(path)).get_annotation_data_for_tier("FACS")
    spans = [event.span for event in events(path)]
    assert spans == [Span(start / 1000, end / 1000) for start, end, _ in theirs]
    assert scores(path) == [value for _, _, value in theirs]


def test_a_tier_of_scores_gives_events_with_person_coder_and_context(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.eaf",
        (named("FACS", PARTICIPANT="p1", ANNOTATOR="kim"), aligned(1, "AU4 + R12C", 2, 4)),
        (named("emotion", PARTICIPANT="p1"), aligned(2, "anger", 1, 3) + aligned(3, "joy", 5, 6)),
        (named("speech"), aligned(4, "oh", 3, 9)),
        (named("remarks", PARENT_REF="FACS"), referring(5, "brief", "a1")),
    )
    assert not opened(path).actions
    (event,) = events(path)
    assert str(event.observation.score) == "4+R12C"
    assert (event.subject, event.coder, event.clip) == ("p1", "kim", "clip7.mp4")
    assert event.label == "anger"
    assert event.extra == {"tier": "FACS", "emotion": "anger", "speech": "oh", "remarks": "brief"}


@pytest.mark.parametrize(
    ("tier", "value", "score"),
    [
        ("AU01", "AU01", "1"),
        ("AU 12", "", "12"),
        ("AU12_L", "B", "L12B"),
        ("coder2_AU12 (right)", "AU12", "R12"),
        ("AU12", "left", "L12"),
        ("AU12", "R12C", "R12C"),
        ("AU12", "seen", "12"),
        ("AU12", "3", "12"),
        ("AD19", "x", "19"),
    ],
)
def test_the_name_of_a_tier_says_the_unit(
    tier: str, value: str, score: str, tmp_path: Path
) -> None:
    path = document(tmp_path / "a.eaf", (named(tier), aligned(1, value, 1, 2)))
    assert opened(path).actions
    assert scores(path) == [score]


def test_a_tier_of_a_unit_with_another_code_in_it_is_told(tmp_path: Path) -> None:
    notes = aligned(1, "AU04", 1, 2) + aligned(2, "?", 3, 4) + aligned(3, "AU12", 5, 6)
    other, doubt, good = everything(document(tmp_path / "a.eaf", (named("AU12"), notes)))
    assert isinstance(other, BadRow)
    assert (other.row, other.column) == (1, "AU12")
    assert isinstance(doubt, Event)
    assert doubt.observation.doubtful == {"12"}
    assert isinstance(good, Event)


def test_scores_beside_tiers_of_units_become_actions_too(tmp_path: Path) -> None:
    path = document(
        tmp_path / "a.eaf",
        (named("AU12"), aligned(1, "AU12", 1, 2)),
        (named("FACS"), aligned(2, "1+L2+R2B", 1, 3)),
    )
    assert opened(path).actions
    assert scores(path) == ["12", "1", "L2+R2B"]
    assert [event.name for event in events(path)] == ["AU12 1", "FACS 1 1", "FACS 1 2"]


def test_times_that_are_open_leave_the_event_without_a_span(tmp_path: Path) -> None:
    slots = SLOTS + '<TIME_SLOT TIME_SLOT_ID="ts10"/>'
    notes = aligned(1, "1+4", 1, 10) + aligned(2, "2+4", 5, 3) + aligned(3, "4+5", 5, 7)
    below = referring(4, "12+6", "a3") + referring(5, "12+6", "a9")
    tiers = (named("FACS"), notes), (named("AUs below", PARENT_REF="FACS"), below)
    path = document(tmp_path / "a.eaf", *tiers, slots=slots)
    spans = [event.span for event in events(path)]
    assert spans == [None, None, Span(0.5, 0.7), Span(0.5, 0.7), None]
    told = [event.remarks[0].reason if event.remarks else "" for event in events(path)]
    assert [bool(one) for one in told] == [True, True, False, False, True]
    assert "not aligned" in told[0]
    assert "before it begins" in told[1]


def test_a_document_without_codes_tells_its_tiers(tmp_path: Path) -> None:
    path = document(tmp_path / "a.eaf", (named("count"), aligned(1, "12", 1, 2)))
    with pytest.raises(SourceFileError, match=r"no tier of action units \(tiers: 'count'\)"):
        open_file(path)


def test_a_code_that_does_not_exist_is_told(tmp_path: Path) -> None:
    path = document(tmp_path / "a.eaf", (named("AU77"), aligned(1, "AU77", 1, 2)))
    (bad,) = everything(path, ReadOptions(known={"12"}))
    assert isinstance(bad, BadRow)
    assert "77 is no FACS code" in bad.why


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<ANNOTATION_DOCUMENT>\n<TIER></ANNOTATION_DOCUMENT>", r"line 2, column \d+: .*mismatch"),
        ("<ANNOTATION_DOCUMENT>\n<TIER>", "line 2, .*no element found|line 2, .*unclosed"),
        ("<OTHER/>", "first element is 'OTHER'"),
        (
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
            "<ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>",
            "has a document type",
        ),
        ('<ANNOTATION_DOCUMENT><HEADER TIME_UNITS="moons"/></ANNOTATION_DOCUMENT>', "'moons'"),
    ],
)
def test_a_broken_document_is_told(content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.eaf"
    path.write_text(content)
    with pytest.raises(SourceFileError, match=told):
        open_file(path)
