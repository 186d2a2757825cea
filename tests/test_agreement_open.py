"""Codes that a coder left open or could not see are not absent; rare codes are marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.agreement import Agreement, Measure, UnitAgreement, agreement
from brain2face.notation import Score, parse_score
from brain2face.observation import Observation

FACES = st.frozensets(st.sampled_from(["1", "4", "12"])).map(
    lambda codes: parse_score("+".join(sorted(codes)))
)


def face(score: str, doubtful: str = "", unseen: str = "") -> Observation:
    return Observation(parse_score(score), frozenset(doubtful.split()), frozenset(unseen.split()))


def of(found: Agreement, code: str) -> UnitAgreement:
    (one,) = (one for one in found.units if one.code == code)
    return one


def test_a_doubtful_code_is_neither_agreed_nor_disputed_in_its_event() -> None:
    found = agreement({"a": {"1": face("4+12")}, "b": {"1": face("12", doubtful="4")}})
    (event,) = found.events
    assert (event.common, event.disputed, event.open) == (("12",), (), ("4",))
    assert event.overlap.published == Measure(1.0)
    assert event.overlap.equation2 == Measure(2.0)


def test_a_doubtful_code_is_a_missing_value_and_no_absence() -> None:
    ann = {"1": face("4"), "2": face("4"), "3": face("12")}
    bob = {"1": face("4"), "2": face("null", doubtful="4"), "3": face("12")}
    found = of(agreement({"ann": ann, "bob": bob}), "4")
    assert found.kappa == found.raw == Measure(1.0)
    assert (found.given, found.open) == ({"ann": 2, "bob": 1}, {"ann": 0, "bob": 1})
    assert found.base_rate.value == pytest.approx(3 / 5)
    denied = bob | {"2": face("null")}
    assert of(agreement({"ann": ann, "bob": denied}), "4").raw.value == pytest.approx(2 / 3)


def test_a_code_that_an_instrument_cannot_see_is_compared_with_nothing_it_says() -> None:
    ann = {str(at): face(score) for at, score in enumerate(["16", "12+16", "12"])}
    device = {str(at): face(score, unseen="16") for at, score in enumerate(["null", "12", "12"])}
    found = agreement({"ann": ann, "device": device})
    assert found.pooled.published == Measure(1.0)
    assert of(found, "16").kappa == Measure(None, "no event has values of two coders")
    assert [event.open for event in found.events] == [("16",), ("16",), ()]


def test_what_nobody_gave_is_not_told_as_left_open() -> None:
    blind = face("12", unseen="16 22 24")
    (event,) = agreement({"a": {"1": blind}, "b": {"1": face("12")}}).events
    assert event.open == ()


def test_an_event_in_which_all_codes_are_open_has_no_ratio() -> None:
    found = agreement({"a": {"1": face("4")}, "b": {"1": face("null", doubtful="4")}})
    assert found.pooled.published == Measure(None, "no coder gave any code")


@given(st.lists(st.tuples(FACES, FACES), min_size=1, max_size=6))
def test_scores_and_observations_without_doubt_compare_alike(
    pairs: list[tuple[Score, Score]],
) -> None:
    plain = {
        coder: {str(at): pair[who] for at, pair in enumerate(pairs)}
        for who, coder in enumerate("ab")
    }
    seen = {
        coder: {name: Observation(score) for name, score in own.items()}
        for coder, own in plain.items()
    }
    found = agreement(plain)
    assert found == agreement(seen)
    turned = agreement({"b": plain["b"], "a": plain["a"]})
    assert turned.pooled == found.pooled
    figures = ("raw", "kappa", "alpha", "bennett", "gwet")
    for one, other in zip(found.units, turned.units, strict=True):
        for name in figures:
            ours, theirs = getattr(one, name), getattr(other, name)
            assert ours.why == theirs.why
            assert ours.value == pytest.approx(theirs.value)


@given(st.lists(FACES, min_size=1, max_size=6), st.integers(2, 4))
def test_coders_who_agree_in_all_reach_one_and_by_equation_2_their_number(
    faces: list[Score], coders: int
) -> None:
    own = {str(at): score for at, score in enumerate(faces)}
    found = agreement({str(coder): own for coder in range(coders)})
    if any(score.units for score in faces):
        assert found.pooled.published == found.pooled.specific == found.mean == Measure(1.0)
        assert found.pooled.equation2 == Measure(float(coders))
    else:
        assert found.pooled.published == Measure(None, "no coder gave any code")
        assert found.units == ()
    assert all(not event.disputed for event in found.events)


def test_a_code_is_skewed_under_a_tenth_and_over_nine_tenths() -> None:
    def skewed(times: int) -> bool:
        own = {str(at): face("4+12" if at < times else "12") for at in range(20)}
        return of(agreement({"a": own, "b": own}), "4").skewed

    assert [times for times in range(1, 21) if not skewed(times)] == list(range(2, 19))


def test_absence_is_the_grade_nought_and_a_code_without_a_grade_has_none() -> None:
    ann = {"1": face("12E"), "2": face("12A"), "3": face("4"), "4": face("4"), "5": face("12")}
    bob = {"1": face("12D"), "2": face("12A"), "3": face("4"), "4": face("4"), "5": face("12B")}
    found = of(agreement({"ann": ann, "bob": bob}), "12")
    without = agreement({"ann": ann | {"5": face("4")}, "bob": bob | {"5": face("4")}})
    assert found.icc.value is not None
    assert 0.9 < found.icc.value < 1
    assert found.icc.interval is not None
    assert of(without, "12").icc != found.icc
    assert of(without, "4").icc.why == "nobody graded it from A to E"
