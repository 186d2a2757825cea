"""The command ``agree`` on frames, frame numbers and ELAN documents."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from brain2face.cli import cli
from fixture_files import fixture


def run(runner: CliRunner, *arguments: str | Path) -> Result:
    result = runner.invoke(cli, ["agree", *map(str, arguments)])
    assert "Traceback" not in result.output
    return result


def test_frames_are_refused_with_what_to_do_and_then_compared(
    runner: CliRunner, tmp_path: Path
) -> None:
    frames = fixture("openface20_exploface_video2.head60.csv")
    refused = run(runner, frames, frames.parent / "none.csv")
    assert refused.exit_code == 2
    assert "holds frames of openface" in refused.stderr
    assert "brain2face code" in refused.stderr
    events, ann = tmp_path / "events.csv", tmp_path / "ann.csv"
    runner.invoke(cli, ["code", str(frames), "-o", str(events)])
    ann.write_text("onset_s,offset_s,AU\n0,2.01666,5+16+17B+23\n", encoding="utf-8")
    data = json.loads(run(runner, events, ann, "--json").stdout)
    assert data["events"][0]["common"] == ["5", "17", "23"]
    assert data["events"][0]["open"] == ["16"]


def test_frame_numbers_need_a_rate_to_be_compared_in_time(
    runner: CliRunner, tmp_path: Path
) -> None:
    first, second = tmp_path / "ann.csv", tmp_path / "bob.csv"
    for path, onset in ((first, 10), (second, 12)):
        path.write_text(f"name,onset,apex,offset,AU\nx,{onset},20,30,12\n", encoding="utf-8")
    assert "give the rate by --rate" in run(runner, first, second).stdout
    timed = run(runner, first, second, "--rate", "100", "--tolerance", "0.01")
    assert "onset  0.00 of 1 agree, apart by 0.020 s" in timed.stdout


def test_elan_documents_are_matched_by_time_and_not_by_the_number_of_an_annotation(
    runner: CliRunner, tmp_path: Path
) -> None:
    first = _document(tmp_path / "ann.eaf", (0, 400, "4+7"), (1000, 1500, "12"))
    second = _document(tmp_path / "bob.eaf", (1050, 1500, "12"))
    result = run(runner, first, second)
    assert "ann, bob: 1 face" in result.stdout
    assert "data sets    1.00" in result.stdout
    assert "not scored by bob: 0.00-0.40 s" in result.stdout
    assert "bob later by 0.050 s" in result.stdout


def test_a_real_elan_document_agrees_with_itself(runner: CliRunner, tmp_path: Path) -> None:
    document = fixture("elan_eaf30_au_tiers_exploface_video.eaf")
    again = tmp_path / "again.eaf"
    again.write_bytes(document.read_bytes())
    result = run(runner, document, again)
    assert "data sets    1.00" in result.stdout
    assert "not scored" not in result.stdout
    assert "neither of them later" in result.stdout


def _document(path: Path, *notes: tuple[int, int, str]) -> Path:
    times = [time for note in notes for time in note[:2]]
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="t{at}" TIME_VALUE="{time}"/>' for at, time in enumerate(times)
    )
    written = "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{at}" TIME_SLOT_REF1="t{2 * at}" '
        f'TIME_SLOT_REF2="t{2 * at + 1}"><ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
        for at, (_, _, text) in enumerate(notes)
    )
    path.write_text(
        f'<ANNOTATION_DOCUMENT><HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>{slots}</TIME_ORDER>'
        f'<TIER TIER_ID="FACS">{written}</TIER></ANNOTATION_DOCUMENT>',
        encoding="utf-8",
    )
    return path
