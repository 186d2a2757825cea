"""The figures of an evaluation, against values that are worked out by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brain2face.assessment import Confusion, Share, wilson
from brain2face.knowledge import Knowledge
from labelled_files import FACES, at_level, evaluated, ids, rules_file, sheet

WORDS = ("fear", "joy", "anger", "ambiguous", "none")


def test_a_small_file_gives_what_is_counted_by_hand(tmp_path: Path, knowledge: Knowledge) -> None:
    found = evaluated(knowledge, sheet(tmp_path, FACES), rules_file(tmp_path))
    level = at_level(found, "emotion")
    (own,) = level.profiles
    assert ids(own.confusion.counts) == {
        ("Happiness", "Happiness"): 2,
        ("Happiness", "Fear"): 1,
        ("Happiness", "none"): 1,
        ("Fear", "Fear"): 2,
        ("Fear", "Happiness"): 1,
        ("Fear", "ambiguous"): 1,
        ("Fear", "Sadness"): 1,
        ("Disgust", "none"): 1,
    }
    table = own.confusion
    assert table.accuracy == Share(4, 10)
    assert table.coverage == Share(7, 10)
    assert table.accuracy_of_decided == Share(4, 7)
    assert own.nameable == Share(9, 10)
    happiness, fear = 2 * 2 / (4 + 3), 2 * 2 / (5 + 3)
    assert table.macro_f1.value == pytest.approx((happiness + fear + 0) / 3)
    assert (level.baseline.label.label, level.baseline.confusion.accuracy) == ("fear", Share(5, 10))
    assert level.baseline.confusion.coverage == Share(10, 10)
    assert level.baseline.confusion.macro_f1.value == pytest.approx((2 * 5 / (5 + 10)) / 3)


def test_a_rule_is_judged_by_the_faces_on_which_it_fired(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    found = evaluated(knowledge, sheet(tmp_path, FACES), rules_file(tmp_path))
    by_level = {
        level.level: {one.rule.label: one.precision for one in level.profiles[0].rules}
        for level in found.levels
    }
    assert by_level["emotion"] == {"smile": Share(2, 3), "stare": Share(3, 4), "droop": Share(0, 2)}
    assert by_level["type"] == {"smile": Share(2, 3), "stare": Share(3, 4), "droop": Share(2, 2)}
    assert by_level["valence"] == by_level["type"]


def test_two_results_of_one_type_are_one_at_that_level(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    found = evaluated(knowledge, sheet(tmp_path, FACES), rules_file(tmp_path))
    for name in ("type", "valence"):
        level = at_level(found, name)
        table = level.profiles[0].confusion
        assert "ambiguous" not in table.named
        assert table.coverage == Share(8, 10)
        assert table.accuracy == Share(6, 10)
        assert level.baseline.confusion.accuracy == Share(6, 10)


def test_a_profile_that_is_right_by_construction_reaches_one(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    rows = [("12", "happiness")] * 3 + [("5", "fear"), ("15+17", "sadness")]
    found = evaluated(knowledge, sheet(tmp_path, rows), rules_file(tmp_path))
    assert [level.level for level in found.levels] == ["emotion", "type", "valence"]
    for level in found.levels:
        (own,) = level.profiles
        assert own.confusion.accuracy.value == 1
        assert own.confusion.macro_f1.value == 1
        assert own.confusion.coverage.value == 1
        assert {one.precision.value for one in own.rules} == {1}


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(len(FACES))))
def test_the_order_of_the_rows_changes_nothing(
    order: list[int], tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge
) -> None:
    folder = tmp_path_factory.mktemp("order")
    mine = rules_file(folder)
    straight = evaluated(knowledge, sheet(folder, FACES), mine)
    shuffled = evaluated(knowledge, sheet(folder, [FACES[at] for at in order], "b.csv"), mine)
    assert [ids(one.profiles[0].confusion.counts) for one in straight.levels] == [
        ids(one.profiles[0].confusion.counts) for one in shuffled.levels
    ]
    assert [[rule.precision for rule in one.profiles[0].rules] for one in straight.levels] == [
        [rule.precision for rule in one.profiles[0].rules] for one in shuffled.levels
    ]
    assert [one.baseline for one in straight.levels] == [one.baseline for one in shuffled.levels]


def test_labels_that_are_equally_common_give_the_first_by_name_as_baseline(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    for rows in ([("5", "sadness"), ("5", "fear")], [("5", "fear"), ("5", "sadness")]):
        found = evaluated(knowledge, sheet(tmp_path, rows), rules_file(tmp_path))
        assert at_level(found, "emotion").baseline.label.label == "fear"


@pytest.mark.parametrize(("count", "of"), [(0, 1), (0, 7), (1, 3), (4, 10), (19, 20), (50, 50)])
def test_the_interval_is_that_of_statsmodels(count: int, of: int) -> None:
    statsmodels = pytest.importorskip("statsmodels.stats.proportion", reason="needs statsmodels")
    expected = statsmodels.proportion_confint(count, of, method="wilson")
    assert wilson(count, of) == pytest.approx(expected, abs=1e-12)


def test_the_interval_of_a_known_share_is_that_of_the_textbook() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert Share(0, 0).interval is None
    assert Share(0, 0).value is None


@given(st.lists(st.tuples(st.sampled_from(WORDS[:3]), st.sampled_from(WORDS)), max_size=40))
def test_figures_stay_in_their_bounds(pairs: list[tuple[str, str]]) -> None:
    table = Confusion(Counter(pairs), ("ambiguous", "none"))
    assert table.right <= table.decided <= table.total == len(pairs)
    if not pairs:
        assert table.macro_f1.value is None
        return
    assert table.macro_f1.value is not None
    assert 0 <= table.macro_f1.value <= 1
    assert (table.macro_f1.value == 1) == (table.right == table.total)
    low, high = table.accuracy.interval or (2, -1)
    assert 0 <= low <= (table.accuracy.value or 0) <= high <= 1
