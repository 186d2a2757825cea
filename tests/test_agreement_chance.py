"""Agreement beyond chance: textbook figures, first principles, figures of irrCAC, undefined cases.

The figures of irrCAC 0.4.4 were taken in an environment of its own; see decision 10.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.agreement.chance import (
    CONSTANT,
    NO_PAIR,
    Column,
    alpha,
    bennett,
    gwet,
    kappa,
    raw,
)
from brain2face.agreement.intraclass import intraclass
from brain2face.agreement.measure import Measure

MEASURES: Sequence[Callable[[Sequence[Column]], Measure]] = (kappa, alpha, bennett, gwet, raw)
PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12)
WITH_GAPS = st.lists(
    st.lists(st.sampled_from([0, 1, None]), min_size=3, max_size=3), min_size=1, max_size=10
)
SHROUT_FLEISS = ((9, 6, 8, 7, 10, 6), (2, 1, 4, 1, 5, 2), (5, 3, 6, 2, 6, 4), (8, 2, 8, 6, 9, 7))


def columns(*texts: str) -> list[Column]:
    return [[None if mark in "-." else int(mark) for mark in text] for text in texts]


def test_kappa_is_that_of_the_textbook() -> None:
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert kappa(list(zip(*pairs, strict=True))).value == pytest.approx(0.4)


def test_alpha_is_that_of_the_textbook_by_name_and_by_rank() -> None:
    observers = columns("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    assert alpha(observers).value == pytest.approx(0.743, abs=0.0005)
    assert alpha(observers, "ordinal").value == pytest.approx(0.815, abs=0.0005)


@given(PAIRS)
def test_kappa_and_s_of_two_coders_follow_from_their_counts(
    pairs: list[tuple[bool, bool]],
) -> None:
    both = [[int(value) for value in column] for column in zip(*pairs, strict=True)]
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    one, other = (sum(column) / len(pairs) for column in both)
    chance = one * other + (1 - one) * (1 - other)
    assert bennett(both).value == pytest.approx(2 * agreed - 1)
    if chance == 1:
        assert kappa(both) == Measure(None, CONSTANT)
    else:
        assert kappa(both).value == pytest.approx((agreed - chance) / (1 - chance))


@pytest.mark.parametrize(
    ("texts", "ac1", "s"),
    [
        (("1100000000", "1010000000"), 0.70588235, 0.6),
        (("0000000000", "0000000001"), 0.88950276, 0.8),
        (("1111111110", "1111111101", "1111111111"), 0.84771574, 0.73333333),
        (("1--10010-0", "000101--00"), 0.31034483, 0.2),
        (("001100010-", "-0000000-1", "-1101-100-"), 0.1, 0.0),
        (("1010-00110", "101111-010", "000-0-0-00", "1000-0-0--"), 0.12143398, 0.03333333),
    ],
)
def test_ac1_and_s_are_those_of_irrcac_also_where_values_are_missing(
    texts: tuple[str, ...], ac1: float, s: float
) -> None:
    assert gwet(columns(*texts)).value == pytest.approx(ac1, abs=1e-7)
    assert bennett(columns(*texts)).value == pytest.approx(s, abs=1e-7)


def test_a_rare_code_has_a_low_kappa_and_alpha_and_a_high_ac1() -> None:
    rare = columns("0" * 98 + "10", "0" * 98 + "01")
    assert raw(rare).value == pytest.approx(0.98)
    low = (kappa(rare).value, alpha(rare).value)
    assert all(value is not None and value < 0 for value in low)
    high = (gwet(rare).value, bennett(rare).value)
    assert all(value is not None and value > 0.95 for value in high)


@given(WITH_GAPS)
def test_the_order_of_coders_changes_nothing_and_nothing_is_above_one(
    events: list[list[int | None]],
) -> None:
    one, two, three = (list(column) for column in zip(*events, strict=True))
    for measure in MEASURES:
        found, turned = measure([one, two, three]), measure([three, one, two])
        assert (found.value is None) == (turned.value is None)
        if found.value is None or turned.value is None:
            assert found.why == turned.why != ""
        else:
            assert found.value == pytest.approx(turned.value)
            assert found.value <= 1 + 1e-9


@pytest.mark.parametrize("measure", MEASURES)
def test_where_no_two_coders_met_there_is_nothing_to_measure(
    measure: Callable[[Sequence[Column]], Measure],
) -> None:
    for nothing in (columns("1-0-", "-1-0"), columns("", ""), columns("--", "--")):
        assert measure(nothing) == Measure(None, NO_PAIR)


@pytest.mark.parametrize("mark", ["0", "1"])
def test_a_code_that_all_gave_always_or_never_leaves_nothing_to_chance(mark: str) -> None:
    for length in (1, 7):
        same = columns(mark * length, mark * length)
        assert kappa(same) == alpha(same) == Measure(None, CONSTANT)
        assert raw(same).value == gwet(same).value == bennett(same).value == 1


def test_the_mean_kappa_says_when_a_pair_has_none() -> None:
    found = kappa(columns("1100", "1010", "----"))
    assert found == Measure(0.0, "the mean of 1 of 3 pairs of coders")


def test_the_intraclass_correlations_are_those_of_shrout_and_fleiss() -> None:
    same, ranked = intraclass(SHROUT_FLEISS)
    assert same.value == pytest.approx(0.29, abs=0.005)
    assert ranked.value == pytest.approx(0.71, abs=0.005)
    assert same.interval == pytest.approx((0.02, 0.76), abs=0.005)
    assert ranked.interval == pytest.approx((0.34, 0.95), abs=0.005)


def test_one_who_grades_higher_throughout_ranks_alike_and_does_not_agree() -> None:
    same, ranked = intraclass(columns("01234", "12345"))
    assert ranked == Measure(1.0)
    assert same.value is not None
    assert 0.7 < same.value < 0.9


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (("000", "000"), "nobody graded it from A to E"),
        (("0-0", "-00"), "nobody graded it from A to E"),
        (("33", "22"), "fewer than 3 events have grades of all coders"),
        (("333-", "-333"), "fewer than 3 events have grades of all coders"),
        (("3333", "3333"), CONSTANT),
    ],
)
def test_grades_that_cannot_be_compared_say_why(texts: tuple[str, ...], why: str) -> None:
    assert intraclass(columns(*texts)) == (Measure(None, why), Measure(None, why))


def test_coders_who_do_not_tell_events_apart_cannot_rank_them() -> None:
    same, ranked = intraclass(columns("1111", "2222"))
    assert same.value == 0
    assert "cannot be ranked" in ranked.why


def test_each_missing_library_is_named_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("krippendorff", "statsmodels.stats.inter_rater", "agreement", "pingouin"):
        monkeypatch.setitem(sys.modules, name, None)
    some = columns("1010", "1100")
    for measure, library in ((kappa, "statsmodels"), (alpha, "krippendorff")):
        assert measure(some).why.startswith(f"needs {library}: run `pip install")
    assert gwet(some) == bennett(some)
    assert "agreement: run" in gwet(some).why
    assert "pingouin" in intraclass(columns("1234", "1235"))[0].why
    assert raw(some) == Measure(0.5)
