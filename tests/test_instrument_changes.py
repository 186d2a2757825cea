"""The instruments are what the ontology says: another statement, another instrument, or a fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brain2face.data_sets import frame_rates
from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.files import ontology_dir
from brain2face.instruments import Instrument, instrument_named, load_instruments
from brain2face.knowledge import Knowledge
from test_golden import answer

AU11 = """\
  b2f:PyFeatChannelAU11 a b2f:Channel ;
    b2f:columnName "AU11" ;
    b2f:measures b2f:AU11 ;
    b2f:ofInstrument b2f:PyFeat ;
    b2f:onScale b2f:ProbabilityScale .
"""


def altered(folder: Path, file: str, old: str, new: str) -> Knowledge:
    """Load a copy of the ontology in which one statement is another."""
    shutil.copytree(ontology_dir(), folder / "ontology")
    path = folder / "ontology" / "sources" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return Knowledge.load(folder / "ontology")


def changed(folder: Path, file: str, old: str, new: str) -> dict[str, Instrument]:
    return load_instruments(altered(folder, "instruments/" + file, old, new))


def test_an_instrument_loses_the_code_whose_channel_is_taken_away(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    before = load_instruments(knowledge)
    after = changed(tmp_path, "pyfeat.trig", AU11, "")
    assert before["pyfeat"].codes - after["pyfeat"].codes == {"11"}
    assert "11" in after["pyfeat"].unseen({"11", "12"})
    assert after["pyfeat"].channel("AU11") is None
    assert {name for name in before if before[name] != after[name]} == {"pyfeat"}


def test_a_channel_that_leaves_more_open_makes_its_code_uncertain(tmp_path: Path) -> None:
    after = changed(
        tmp_path, "pyfeat.trig", "b2f:measures b2f:AU43", "b2f:mayMeasure b2f:AU43, b2f:AU45"
    )
    assert after["pyfeat"].maybe == {"43", "45"}
    assert "43" not in after["pyfeat"].codes


def test_a_value_of_the_ontology_is_the_threshold(tmp_path: Path) -> None:
    after = changed(tmp_path, "thresholds.trig", "b2f:presentFrom 1.0", "b2f:presentFrom 2.5")
    channel = after["openface"].channel("AU12_r")
    assert channel is not None
    assert channel.threshold == 2.5


def test_a_contradicted_place_is_not_followed(knowledge: Knowledge, tmp_path: Path) -> None:
    channel = load_instruments(knowledge)["mediapipe"].channel("eyeLookInLeft")
    assert channel is not None
    assert channel.codes == ("62",)
    with pytest.raises(SourceFileError, match=r"BlendshapeChannelEyeLook.* one code nor"):
        changed(tmp_path, "gaze-blendshapes.trig", "b2f:Contradicted", "b2f:Printed")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("pyfeat.trig", '"AU11"', '"au-12"', "'AU12'|'au-12'"),
        ("pyfeat.trig", "    b2f:measures b2f:AU11 ;\n", "", "PyFeatChannelAU11 measures neither"),
        ("pyfeat.trig", "b2f:measures b2f:AU11 ", "b2f:measures b2f:AU11, b2f:AU12 ", "neither"),
        ("pyfeat.trig", "b2f:measures b2f:AU11 ", "b2f:mayMeasure b2f:AU11 ", "may measure sev"),
        ("pyfeat.trig", "b2f:measures b2f:AU11 ", "b2f:measures b2f:Nothing ", "Nothing has no"),
        ("pyfeat.trig", '    b2f:columnName "AU11" ;\n', "", "AU11 has no column name"),
        ("pyfeat.trig", "b2f:ofInstrument b2f:PyFeat ", "b2f:ofInstrument b2f:AU1 ", "is no b2f:I"),
        ("pyfeat.trig", "onScale b2f:Prob", "hasSide b2f:Prob", "AU01 has not one scale"),
        ("thresholds.trig", "b2f:presentFrom 1.0", "b2f:score 1.0", "IntensityScale has no value"),
    ],
)  # fmt: skip
def test_a_channel_that_cannot_be_read_is_named(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(SourceFileError, match=said):
        changed(tmp_path, file, old, new)


def test_an_unknown_instrument_is_answered_with_the_nearest(knowledge: Knowledge) -> None:
    instruments = load_instruments(knowledge)
    assert instrument_named(instruments, "Open Face").name == "openface"
    assert instrument_named(instruments, "Human FACS coder").name == "facs"
    with pytest.raises(UnknownNameError, match=r"no instrument 'opnface'. Nearest: openface"):
        instrument_named(instruments, "opnface")


@pytest.mark.parametrize(
    ("instrument", "emotion", "seen", "unseen"),
    [
        ("openface", "anger", {"4", "5", "7", "9", "10", "23"}, {"16", "22", "24"}),
        ("pyfeat", "anger", {"23", "24"}, {"16", "22"}),
        ("openface 2", "sadness", {"1", "4", "14", "15", "17"}, {"43"}),
        ("human coder", "anger", {"16", "22", "23"}, set()),
    ],
)
def test_coverage_says_which_units_of_an_emotion_an_instrument_measures(
    knowledge: Knowledge, instrument: str, emotion: str, seen: set[str], unseen: set[str]
) -> None:
    rows = answer(knowledge, "instrument-coverage", instrument=instrument, emotion=emotion)
    found = [row.split("\t") for row in rows[1:]]
    said = {(row[1].partition("/AU")[2].rstrip(">"), row[3].strip('"')) for row in found}
    assert said >= {(unit, "measured") for unit in seen}
    assert said >= {(unit, "not measured") for unit in unseen}
    assert unseen or not any(coverage == "not measured" for _, coverage in said)


def test_what_a_column_leaves_open_is_said_to_be_open(knowledge: Knowledge) -> None:
    rows = answer(knowledge, "instrument-coverage", instrument="mediapipe", emotion="disgust")
    assert any("AU24" in row and row.endswith('"may be measured"') for row in rows)
    assert all(row.endswith('"measured"') for row in rows if "/AU9>" in row)


def test_frame_rates_are_found_by_every_name_of_a_data_set(knowledge: Knowledge) -> None:
    rates = frame_rates(knowledge)
    assert rates["CASME"] == 60
    assert rates["CASME II"] == rates["CASME2"] == rates["SAMM"] == 200
    assert rates["CAS(ME)^2"] == rates["CAS(ME)²"] == rates["CAS(ME)^3"] == 30
    assert rates["SMIC-HS"] == 100
    assert "SMIC" not in rates


def test_two_rates_of_one_data_set_are_a_fault(tmp_path: Path) -> None:
    old = "  b2f:CASME3\n    b2f:frameRate 30 ."
    new = old + "\n\n  b2f:CASME\n    b2f:frameRate 61 ."
    with pytest.raises(SourceFileError, match="b2f:CASME has two frame rates"):
        frame_rates(altered(tmp_path, "frame-rates.trig", old, new))
