"""The rules and the closed lists of the sources, laid beside the table of published prototypes.

No figure of the table stands here: each row is read and turned into the ways to meet it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from itertools import product

import pytest

from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile
from brain2face.reasoner import Library
from brain2face.reasoner.closure import signals_of
from brain2face.terms import B2F, PREFIXES
from fixture_files import shared_file

PLACES = {
    "facs2002": ("FACS-IG2002", "facs:investigators-guide"),
    "matsumoto2008": ("Matsumoto2008", "matsumoto:prototypes"),
    "cordaro2018": ("Cordaro2018", "cordaro:patterns"),
    "keltner2019": ("Keltner2019", "keltner:prototypes"),
    "du2014": ("Du2014", "du:table1"),
    "emfacs": ("EMFACS-lite", "emfacs:prototypes"),
    "facs1978": ("FACS1978-T11-1", "facs78:table11-1"),
    "casme2": ("CASME2-2014", "casme2:table3"),
}
LISTS = {"table 3": ("Dong2022-T3", "dong:table3"), "guide": ("MELAB-web", "melab:guide")}
NAMES = {
    "angry": "Anger", "confused": "Confusion", "desire food": "FoodDesire",
    "desire sex": "SexualDesire", "disgusted": "Disgust", "fearful": "Fear", "happy": "Happiness",
    "joy": "Happiness", "sad": "Sadness", "surprised": "Surprise",
}  # fmt: skip
HEAD = {"head up or down": "53 54", "head tilt": "55 56"}
Way = frozenset[str]


def rows(key: str) -> list[dict[str, str]]:
    facts = shared_file("facts/emotion_prototypes.tsv")
    with facts.open(encoding="utf-8", newline="") as stream:
        found = [row for row in csv.DictReader(stream, delimiter="\t") if row["source_key"] == key]
    assert found, f"the table has no row of {key}"
    return found


def emotion(row: Mapping[str, str]) -> str:
    printed = row["emotion"]
    return NAMES.get(printed, "".join(word.capitalize() for word in printed.split()))


def column(row: Mapping[str, str], start: str) -> str:
    return next(value for name, value in row.items() if name.startswith(start))


def alternatives(row: Mapping[str, str]) -> list[list[Way]]:
    """Give each group of which one alternative is asked for; an alternative may be a sum."""
    words = [codes for said, codes in HEAD.items() if said in row["constraints"]]
    groups = [text.split() for text in (column(row, "one_of"), *words) if text]
    return [[frozenset(re.findall(r"\d+", one)) for one in group] for group in groups]


def rules_in_print(key: str) -> set[tuple[str, frozenset[Way]]]:
    found = set()
    for row in rows(key):
        required = frozenset(row["required_aus"].split())
        ways = [required.union(*chosen) for chosen in product(*alternatives(row))]
        apart = [[way] for way in ways] if row["config"] == "any one alternative" else [ways]
        found |= {(emotion(row), frozenset(some)) for some in apart if any(some)}
    return found


def codes_in_print(key: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(key):
        optional = re.sub(r"\(.*?\)", "", column(row, "optional_aus"))
        codes = {*row["required_aus"].split(), *re.findall(r"\d+", optional)}
        for group in alternatives(row):
            codes |= frozenset().union(*group)
        if codes and row["emotion_type"] != "compound":
            found.setdefault(emotion(row), set()).update(codes)
    return found


def place(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def by_emotion(signals: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for unit, emotions in signals.items():
        for one in emotions:
            code = re.sub(r"\D", "", unit.removeprefix(B2F))
            found.setdefault(one.removeprefix(B2F), set()).add(code)
    return found


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(ontology_dir())


@pytest.mark.parametrize("name", PLACES)
def test_each_rule_asks_for_the_units_of_its_row(knowledge: Knowledge, name: str) -> None:
    stated = {
        (
            next(c.iri.removeprefix(B2F) for c in rule.conclusions if c.kind == "emotion"),
            frozenset(way.units | {demand.code for demand in way.demands} for way in rule.ways),
        )
        for rule in compile_profile(knowledge, name).rules
    }
    assert stated == rules_in_print(PLACES[name][0])


@pytest.mark.parametrize(("key", "name"), [*PLACES.values(), *LISTS.values()])
def test_a_closed_list_has_every_unit_of_its_rows(library: Library, key: str, name: str) -> None:
    closed = signals_of(library, place(name))
    signals = {unit.value: [one.value for one in closed[unit]] for unit in closed}
    assert by_emotion(signals) == codes_in_print(key)
