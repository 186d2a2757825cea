"""What an instrument sees is compiled from its columns, and what it cannot see is not absent."""

from __future__ import annotations

import csv
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.instruments import Instrument, fold_column, load_instruments
from brain2face.knowledge import Knowledge
from brain2face.profiles import unit_names
from fixture_files import fixture

BLINDNESS = {
    "openface": "11 13 16 18 22 24 27 43 46",
    "openface3": "5 7 10 14 15 16 17 20 22 23 24 27 28 43 45",
    "pyfeat": "13 16 18 22 27 45",
    "libreface": "11 16 18 22 27 28 43 45",
    "facet": "11 16 22 27 45",
    "affdex": "11 16 22 23 27 45",
    "facereader": "11 13 16 22 28 45",
    "mediapipe": "11 13 19 21 31",
    "arkit": "11 13 21 31",
    "facs": "",
}
SCALES = {"presence", "intensity", "probability", "evidence", "percent", "activation"}


@pytest.fixture(scope="module")
def instruments(knowledge: Knowledge) -> dict[str, Instrument]:
    return load_instruments(knowledge)


@pytest.mark.parametrize(("name", "blind"), BLINDNESS.items())
def test_an_instrument_does_not_see(
    instruments: dict[str, Instrument], knowledge: Knowledge, name: str, blind: str
) -> None:
    assert instruments.keys() == BLINDNESS.keys()
    unseen = instruments[name].unseen(unit_names(knowledge))
    assert unseen >= set(blind.split())
    assert not unseen & {"1", "2", "4", "6", "9", "12", "25", "26"}


def test_what_a_human_coder_leaves_out_is_absent(
    instruments: dict[str, Instrument], knowledge: Knowledge
) -> None:
    assert instruments["facs"].unseen(unit_names(knowledge)) == frozenset()
    assert instruments["facs"].channels == {}


def test_a_column_that_cannot_tell_codes_apart_makes_none_of_them_certain(
    instruments: dict[str, Instrument],
) -> None:
    for name in ("mediapipe", "arkit"):
        assert instruments[name].maybe == set("23 24 25 26 27 43 45 46".split())
        jaw = instruments[name].channel("JawOpen")
        assert jaw is not None
        assert jaw.codes == ("25", "26", "27")
    smirk = instruments["affdex"].channel("Smirk")
    assert smirk is not None
    assert (smirk.codes, smirk.side) == (("12", "14"), "U")
    assert instruments["affdex"].maybe == frozenset()


def test_only_arkit_sees_the_tongue(instruments: dict[str, Instrument]) -> None:
    assert [name for name in instruments if instruments[name].channel("tongueOut")] == ["arkit"]


@pytest.mark.parametrize(
    ("name", "column", "codes", "scale", "threshold", "strict", "side"),
    [
        ("openface", " AU01_r", ("1",), "intensity", 1.0, False, None),
        ("openface", "AU28_c", ("28",), "presence", 0.5, False, None),
        ("pyfeat", "AU43", ("43",), "probability", 0.5, False, None),
        ("libreface", "au_24", ("24",), "presence", 0.5, False, None),
        ("libreface", "au_5_intensity", ("5",), "intensity", 1.0, False, None),
        ("facet", "AU9 Evidence", ("9",), "evidence", 0.0, True, None),
        ("affdex", "Inner Brow Raise", ("1",), "percent", 50.0, False, None),
        ("facereader", "Action Unit 18 - Lip Puckerer", ("18",), "activation", 0.1, False, None),
        ("facereader", "Action Unit 14 - Right - Dimpler", ("14",), "activation", 0.1, False, "R"),
        ("mediapipe", "mouthSmileLeft", ("12",), "activation", 0.5, False, "L"),
        ("mediapipe", "mouthRollUpper", ("28",), "activation", 0.5, False, "T"),
        ("arkit", "EyeLookOutLeft", ("61",), "activation", 0.5, False, None),
        ("arkit", "eyeLookOutRight", ("62",), "activation", 0.5, False, None),
    ],
)  # fmt: skip
def test_a_column_says_what_it_is_about(
    instruments: dict[str, Instrument],
    name: str,
    column: str,
    codes: tuple[str, ...],
    scale: str,
    threshold: float,
    strict: bool,
    side: str | None,
) -> None:
    found = instruments[name].channel(column)
    assert found is not None
    assert (found.codes, found.scale, found.threshold) == (codes, scale, threshold)
    assert (found.strict, found.side) == (strict, side)


def test_every_channel_is_on_a_known_scale(instruments: dict[str, Instrument]) -> None:
    channels = [one for known in instruments.values() for one in known.channels.values()]
    assert len(channels) == 35 + 20 + 24 + 20 + 20 + 45 + 48 + 49
    assert {one.scale for one in channels} == SCALES


@pytest.mark.parametrize(
    ("name", "file", "columns"),
    [
        ("openface", "openface1x_pyfeat_OpenFace_Test.head60.csv", 35),
        ("openface", "openface20_exploface_video2.head60.csv", 35),
        ("openface", "openface_au_only_exploface_detect_no_emotion.csv", 35),
        ("pyfeat", "pyfeat_v1_001.head40.csv", 20),
        ("pyfeat", "pyfeat_v2_news001.full.head3.csv", 20),
        ("mediapipe", "pyfeat_v2_news001.no_mesh_no_identity.csv", 48),
    ],
)
def test_the_columns_of_a_real_table_are_known(
    instruments: dict[str, Instrument], name: str, file: str, columns: int
) -> None:
    with fixture(file).open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    known = [column for column in header if instruments[name].channel(column)]
    units = [column.strip() for column in header if re.fullmatch(r" *AU\d+(_[rc])?", column)]
    assert len(known) == columns
    if name != "mediapipe":
        unknown = set(units) - {column.strip() for column in known}
        assert unknown == ({"AU28_r"} if "exploface_detect" in file else set())


def test_the_columns_of_other_real_files_are_known(instruments: dict[str, Instrument]) -> None:
    text = fixture("facet_imotions6_pyfeat_iMotions_Test_v6.head60.txt").read_text("utf-8")
    header = text.splitlines()[5].split("\t")
    assert sum(instruments["facet"].channel(name) is not None for name in header) == 20
    metrics = json.loads(fixture("affdex_pyfeat_sample_affectiva.json").read_text("utf-8"))
    assert sum(instruments["affdex"].channel(name) is not None for name in metrics) == 20
    shapes = fixture("mediapipe_portrait_expected_blendshapes.pbtxt").read_text("utf-8")
    labels = re.findall(r'label: "(\w+)"', shapes)
    unknown = [label for label in labels if instruments["mediapipe"].channel(label) is None]
    assert unknown == ["_neutral", "mouthLeft", "mouthRight", "mouthShrugUpper"]


@given(st.text())
def test_folding_a_column_name_twice_changes_nothing(name: str) -> None:
    assert fold_column(fold_column(name)) == fold_column(name)
    assert fold_column(f" {name}_-") == fold_column(name)
