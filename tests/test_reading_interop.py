"""Every way of writing a score that is known of data sets and programs, as one case each."""

from __future__ import annotations

import csv

import pytest

from brain2face.reading import read_score
from fixture_files import shared_file

KNOWN = {str(code) for code in range(99)} | {"M55", "M57", "M83"}
OPEN = "doubtful"
CASES: dict[str, list[tuple[str, str, str, str]]] = {
    "1+2+5B+26": [(" 26+5b + 1 + 2", "1+2+5B+26", "", "")],
    "12A..12E": [(f"12{grade}", f"12{grade}", "", "") for grade in "ABCDE"],
    "4E": [("4E", "4E", "", "")],
    "L12": [("L12", "L12", "", ""), ("12L", "L12", "", "read")],
    "R4": [("R4", "R4", "", ""), ("4R", "R4", "", "read")],
    "U12": [("U12", "U12", "", "")],
    "T23 / B23, T22 B22 T28 B28": [
        ("T23+B22", "B22+T23", "", ""),
        ("T22 B28", "T22+B28", "", ""),
        ("T28+B28", "T28+B28", "", ""),
        ("T23 / B23", "23", "", OPEN),
    ],
    "B22": [("B22", "B22", "", ""), ("22B", "22B", "", "")],
    "A12": [("A12", "A12", "", ""), ("A4B", "A4B", "", ""), ("A4", "A4", "", "")],
    "S12": [("S12", "S12", "", "")],
    "V W X Y Z + number": [(f"{side}12", f"{side}12", "", "") for side in "VWXYZ"],
    "G H I J K + number": [(f"{side}12", f"{side}12", "", "") for side in "GHIJK"],
    "R1+R2": [("R1+R2", "R1+R2", "", "")],
    "M57, M83": [("M57, M83", "M57+M83", "", "")],
    "AU12, AU4 + R12C": [("AU12", "12", "", ""), ("AU4 + R12C", "4+R12C", "", "")],
    "AD19": [("AD19", "19", "", "")],
    "12y, 5z": [("12y", "12", "", OPEN), ("5z", "5", "", OPEN), ("5Z", "5", "", OPEN)],
    "4,7": [("4,7", "4+7", "", ""), ("4\uff0c7", "4+7", "", "")],
    "7(k), AU7(k)": [("7(k)", "null", "7", OPEN), ("AU7(k)+4", "4", "7", OPEN)],
    "ref(4), ref(4B)": [("ref(4)", "null", "4", OPEN), ("ref(4B)", "null", "4", OPEN)],
    "(R12 or R14), R12A or 14A or 15A": [
        ("(R12 or R14)", "null", "12 14", OPEN),
        ("4+(R12 or R14)", "4", "12 14", OPEN),
        ("R12A or 14A or 15A", "null", "12 14 15", OPEN),
    ],
    "A/L12, 12A/B": [("A/L12", "12", "", OPEN), ("12A/B", "12", "", OPEN)],
    "soft focus": [("soft focus", "null", "", "unread")],
    "?, empty": [("?", "null", "", "unread"), ("", "null", "", ""), ("  ", "null", "", "")],
    "0": [("0", "0", "", ""), ("null", "null", "", ""), ("NA", "null", "", "read")],
    "70..74": [(str(code), str(code), "", "") for code in range(70, 75)],
    "7E + 5, 43+5, 26+27, 51+52 ...": [
        ("7E + 5", "5+7E", "", ""),
        ("43+5", "5+43", "", ""),
        ("26@27", "null", "26 27", OPEN),
    ],
}
OF_DATA_SETS = [
    ("CASME II", "4+L10+R12", "4+L10+R12", "", ""),
    ("CASME II", "/", "null", "", "read"),
    ("CAS(ME)^3 part A", "L1+R2+T22+B28+4", "L1+R2+4+T22+B28", "", ""),
    ("CAS(ME)^3 part C", "1,2,12", "1+2+12", "", ""),
    ("SAMM", "A4B+R12A+T23", "A4B+R12A+T23", "", ""),
    ("4DME", "AU4+AU7(k)", "4", "7", OPEN),
]


@pytest.mark.parametrize(
    ("text", "printed", "doubtful", "kind"),
    [case for cases in CASES.values() for case in cases]
    + [pytest.param(*case, id=f"{name} {case[0]}") for name, *case in OF_DATA_SETS],
)
def test_each_way_of_writing_is_read_as_the_table_says(
    text: str, printed: str, doubtful: str, kind: str
) -> None:
    reading = read_score(text, KNOWN)
    assert (str(reading.score), reading.doubtful) == (printed, frozenset(doubtful.split()))
    assert {remark.kind for remark in reading.remarks} == ({kind} if kind else set())


def test_every_row_of_the_table_of_score_strings_is_a_case() -> None:
    with shared_file("facts/interop.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    written = {row["field_or_token"] for row in rows if row["system"] == "FACS score string"}
    assert len(written) >= 27
    assert written == set(CASES)
    assert {name for name, *_ in OF_DATA_SETS} <= {row["system"] for row in rows}
