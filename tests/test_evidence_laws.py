"""What holds of any corpus, what a corpus of known chances gives back, what the tables show."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.evidence import Method, tabulate
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile
from evidence_world import CHANCES, EMOTIONS, OTHERS, PEAK, drawn, labelled, value_of

METHODS = [Method(one, how) for one in (1, 2) for how in ("printed", "published")]
SCORES = st.tuples(*[st.integers(0, 20).map(lambda one: one / 20)] * 3)
CODES = st.sets(st.sampled_from(["1", "4", "12", "25"])).map(lambda found: "+".join(found) or "0")
ROWS = st.lists(st.tuples(CODES, SCORES), min_size=1, max_size=12).map(
    lambda rows: [(f"i{at}", codes, found) for at, (codes, found) in enumerate(rows)]
)
LABELS = ("h", "s", "f")


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter_as_published(
    rows: list[tuple[str, str, tuple[float, ...]]], chance: random.Random
) -> None:
    mixed = rows.copy()
    chance.shuffle(mixed)
    for method in (Method(1), Method(2), Method(2, "printed")):
        one, other = (tabulate(*labelled(some, LABELS), method) for some in (rows, mixed))
        assert one.cells == other.cells


@given(ROWS)
def test_the_figures_are_those_of_exact_arithmetic(
    rows: list[tuple[str, str, tuple[float, ...]]],
) -> None:
    exact = {name: [Fraction(round(one * 20), 20) for one in found] for name, _, found in rows}
    codes = {name: set(text.split("+")) - {"0"} for name, text, _ in rows}
    combinations: set[tuple[frozenset[str], int]] = set()
    for name, found in exact.items():
        highest = [at for at, one in enumerate(found) if one == max(found)]
        if len(highest) == 1 and max(found) > 0:
            combinations.add((frozenset(codes[name]), highest[0]))
    first, second = (value_of(tabulate(*labelled(rows, LABELS), Method(one))) for one in (1, 2))
    for at, emotion in enumerate(LABELS):
        own = [found for found, place in combinations if place == at]
        whole = sum(map(len, own))
        for code in ("1", "4", "12", "25"):
            count = sum(code in found for found in own)
            shown = [found[at] for name, found in exact.items() if code in codes[name]]
            assert first.get((emotion, code), 0) == pytest.approx(count / whole if count else 0)
            mean = sum(shown, Fraction()) / len(shown) if shown else Fraction()
            assert second.get((emotion, code), 0) == pytest.approx(float(mean))


@given(ROWS, st.sampled_from(METHODS))
def test_shares_sum_to_one_and_ranks_follow_the_figures(
    rows: list[tuple[str, str, tuple[float, ...]]], method: Method
) -> None:
    table = tabulate(*labelled(rows, LABELS), method)
    for emotion in table.emotions:
        cells = table.of(emotion)
        assert [one.value for one in cells] == pytest.approx(
            sorted((one.value for one in cells), reverse=True)
        )
        assert all(0 <= one.share <= 1 and 0 < one.counted <= one.n for one in cells)
        if method.algorithm == 1 and cells:
            assert math.fsum(one.value for one in cells) == pytest.approx(1)
        if method.algorithm == 2:
            assert all(one.counted == one.n for one in cells)


def test_a_corpus_of_known_chances_gives_the_means_and_the_chances_back() -> None:
    table = tabulate(*drawn(20_000, seed=5), Method(2))
    codes = sorted({code for found in CHANCES.values() for code in found})
    for emotion, iri in zip(CHANCES, EMOTIONS, strict=True):
        weights = {one: PEAK if one == emotion else OTHERS for one in CHANCES}
        for cell in table.of(iri):
            chances = {one: found.get(int(cell.code), 0.05) for one, found in CHANCES.items()}
            shown = math.fsum(weights[one] * chances[one] for one in CHANCES)
            mean = shown / math.fsum(chances.values())
            error = 4 * (PEAK - OTHERS) / 2 / math.sqrt(cell.n)
            assert cell.value == pytest.approx(mean, abs=error)
            assert cell.share == pytest.approx(shown / math.fsum(weights.values()), abs=0.015)
        assert len(table.of(iri)) == len(codes)


def test_where_combinations_hardly_repeat_algorithm_1_gives_the_chances_back() -> None:
    chances = {
        "Fear": {code: 0.3 + 0.02 * code for code in range(1, 23)},
        "Anger": {code: 0.74 - 0.02 * code for code in range(1, 23)},
    }
    table = tabulate(*drawn(4_000, 7, chances), Method(1))
    assert table.repeated < 40
    for emotion, found in chances.items():
        for cell in table.of(f"https://w3id.org/brain2face/{emotion}"):
            known = found[int(cell.code)]
            assert cell.share == pytest.approx(known, abs=4 * math.sqrt(0.25 / 2_000))
            assert cell.value == pytest.approx(known / math.fsum(found.values()), abs=0.005)


def test_sums_over_5000_images_cannot_be_the_figures_of_table_2(knowledge: Knowledge) -> None:
    table_2 = [
        row.score
        for row in compile_profile(knowledge, "dong2022").evidence
        if row.place.iri.endswith("/table2")
    ]
    assert (min(table_2), max(table_2)) == pytest.approx((0.1251, 0.4294), abs=0.03)
    labels, scores = drawn(5_000, seed=11)
    printed, published = (
        tabulate(labels, scores, Method(2, how)) for how in ("printed", "published")
    )
    for emotion in EMOTIONS:
        assert min(one.value for one in printed.of(emotion, most=10)) > 20 * max(table_2)
        assert all(0.05 < one.value < 0.7 for one in published.of(emotion, most=10))


def test_table_1_holds_shares_of_whole_numbers(knowledge: Knowledge) -> None:
    rows = compile_profile(knowledge, "dong2022").evidence
    wholes = {}
    for emotion in ("surprise", "anger", "fear", "disgust", "sadness"):
        found = [
            row.score
            for row in rows
            if row.place.iri.endswith("/table1") and row.emotion.label == emotion
        ]
        assert len(found) == 10
        wholes[emotion] = next(
            whole
            for whole in range(100, 4_000)
            if all(abs(round(one * whole) / whole - one) <= 0.00005001 for one in found)
        )
    assert wholes == {
        "surprise": 1903,
        "anger": 2709,
        "fear": 1294,
        "disgust": 2211,
        "sadness": 1625,
    }
