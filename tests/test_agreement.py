"""Agreement: the worked examples of the sources, the relation of the formulas, undefined cases."""

from __future__ import annotations

import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from brain2face.agreement import (
    Agreement,
    Measure,
    UnitAgreement,
    agreement,
    overlap,
    published_from_equation2,
)
from brain2face.agreement.chance import alpha, bennett, gwet, kappa, raw
from brain2face.errors import UsageFault
from brain2face.notation import Score, parse_score

SETS = st.frozensets(st.sampled_from(["1", "2", "4", "7", "9", "12"]))
A = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]
B = [1, 1, 1, 1, 1, 1, 1, 0, 1, 0]
C = [1, 1, 1, 1, 1, 1, 0, 0, 1, 0]


def compare(**coders: str) -> Agreement:
    """Compare coders who scored events 1, 2, 3 ... in a text of scores; ``-`` is a missing one."""
    scores: dict[str, dict[str, Score]] = {
        coder: {
            str(number): parse_score(score)
            for number, score in enumerate(text.split(), 1)
            if score != "-"
        }
        for coder, text in coders.items()
    }
    return agreement(scores)


def unit(found: Agreement, code: str) -> UnitAgreement:
    (one,) = (one for one in found.units if one.code == code)
    return one


def test_one_shared_of_two_codes_each_is_a_half_as_published_and_two_thirds_by_equation_2() -> None:
    (event,) = compare(a="4+7", b="4+9").events
    assert event.overlap.published == Measure(0.5)
    assert event.overlap.equation2.value == pytest.approx(2 / 3)
    assert event.overlap.specific == Measure(0.5)
    assert (event.common, event.disputed) == (("4",), ("7", "9"))


def test_full_agreement_is_one_as_published_and_two_by_equation_2() -> None:
    found = compare(a="4+7", b="4+7").pooled
    assert (found.published, found.equation2, found.specific) == (
        Measure(1.0),
        Measure(2.0),
        Measure(1.0),
    )


def test_three_coders_need_all_three_for_the_ratio_and_pairs_for_the_specific_agreement() -> None:
    found = compare(a="1+4", b="1+4", c="1").pooled
    assert found.published.value == pytest.approx(3 * 1 / 5)
    assert found.equation2.value == pytest.approx(3 * 1 / 2)
    assert found.specific.value == pytest.approx((3 * 2 + 2 * 1) / (3 * 2 + 2 * 2))


@given(st.lists(st.tuples(SETS, SETS), max_size=6))
def test_for_two_coders_the_published_ratio_follows_from_equation_2(
    events: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    found = overlap(events)
    assume(found.equation2.value is not None)
    assert found.equation2.value is not None
    assert 0 <= found.equation2.value <= 2
    ratio = published_from_equation2(found.equation2.value)
    assert found.published.value == pytest.approx(ratio)
    assert found.published == found.specific


@given(st.lists(st.lists(SETS, min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_specific_agreement_of_many_is_never_below_the_ratio(
    events: list[list[frozenset[str]]],
) -> None:
    found = overlap(events)
    if found.published.value is not None and found.specific.value is not None:
        assert found.published.value <= found.specific.value + 1e-12 <= 1 + 1e-9


def test_nothing_scored_by_anybody_is_undefined_and_not_full_agreement() -> None:
    found = compare(a="null 0 12", b="null null 12")
    for event in found.events[:2]:
        assert event.overlap.published == Measure(None, "no coder gave any code")
        assert str(event.overlap.equation2) == "undefined: no coder gave any code"
    assert found.pooled.published == found.mean == Measure(1.0)


def test_pooling_weighs_codes_and_the_mean_weighs_events() -> None:
    found = compare(a="12 1+2+4+5", b="12 1")
    assert found.pooled.published.value == pytest.approx(2 * 2 / 7)
    assert found.mean.value == pytest.approx((1 + 2 / 5) / 2)


def test_events_that_a_coder_left_out_are_named_and_not_counted() -> None:
    found = compare(a="12 4 -", b="12 - 6")
    assert found.missing == {"a": ("3",), "b": ("2",)}
    assert [event.name for event in found.events] == ["1"]
    assert compare(a="12 -", b="- 12").pooled.published == Measure(
        None, "no event was scored by all coders"
    )


def test_sides_do_not_count_and_every_coder_is_counted_for_each_code() -> None:
    found = compare(a="L12 R12", b="12 null")
    assert found.pooled.published.value == pytest.approx(2 / 3)
    assert unit(found, "12").given == {"a": 2, "b": 1}


def test_chance_corrected_figures_are_those_of_other_programs() -> None:
    assert raw([A, B]).value == pytest.approx(0.8)
    assert kappa([A, B]).value == pytest.approx(0.375)
    assert alpha([A, B]).value == pytest.approx(0.40625)
    assert bennett([A, B]).value == pytest.approx(0.6)
    assert gwet([A, B]).value == pytest.approx(0.70588, abs=1e-5)
    assert gwet([A, B, C]).value == pytest.approx(0.68858, abs=1e-5)
    assert alpha([A, B, C]).value == pytest.approx(0.45963, abs=1e-5)
    assert bennett([A, B, C]).value == pytest.approx(0.6)


def test_kappa_of_three_coders_is_the_mean_of_their_pairs() -> None:
    pairs = [kappa(pair).value or 0.0 for pair in ([A, B], [A, C], [B, C])]
    assert kappa([A, B, C]).value == pytest.approx(sum(pairs) / 3)


def test_alpha_uses_what_some_coders_left_out_as_in_its_textbook_example() -> None:
    rows = [
        "*****34121133*3",
        "1*2133 43*******".replace(" ", ""),
        "**21344*2113 3*4".replace(" ", ""),
    ]
    columns = [[None if mark == "*" else int(mark) for mark in row] for row in rows]
    assert alpha(columns).value == pytest.approx(0.691, abs=0.0005)


def test_agreement_on_grades_weighs_how_far_they_are_apart() -> None:
    near = unit(compare(a="12A 12B 12C 12E", b="12A 12C 12C 12E"), "12")
    far = unit(compare(a="12A 12B 12C 12E", b="12A 12E 12C 12E"), "12")
    assert near.weighted_kappa.value is not None
    assert far.weighted_kappa.value is not None
    assert near.weighted_kappa.value > far.weighted_kappa.value > 0
    assert near.weighted_kappa.value == pytest.approx(1 - 1 / 17)
    assert near.ordinal_alpha.value is not None


def test_a_code_without_variance_or_grades_has_no_kappa_and_says_why() -> None:
    found = unit(compare(a="12 12", b="12 12"), "12")
    why = "all coders gave one and the same value throughout"
    assert found.kappa == found.alpha == Measure(None, why)
    assert found.gwet == found.bennett == found.raw == Measure(1.0)
    assert found.weighted_kappa == found.ordinal_alpha
    assert found.ordinal_alpha.why == "no event has values of two coders"


def test_one_coder_constant_is_kappa_nought_and_no_crash() -> None:
    assert unit(compare(a="12 12 12", b="12 1 12"), "12").kappa.value == pytest.approx(0)


def test_without_its_libraries_the_ratio_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    monkeypatch.setitem(sys.modules, "statsmodels.stats.inter_rater", None)
    found = compare(a="12 4", b="12 12")
    assert found.pooled.published == Measure(0.5)
    assert 'pip install "brain2face[agreement]"' in unit(found, "12").alpha.why
    assert "statsmodels" in unit(found, "12").kappa.why


def test_one_coder_alone_agrees_with_nobody() -> None:
    with pytest.raises(UsageFault, match="two coders or more, and there is 1"):
        compare(a="12")
