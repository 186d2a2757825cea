"""Algorithms 1 and 2 on six images whose figures are worked out here from the pseudocode."""

from __future__ import annotations

import pytest

from brain2face.errors import UsageFault
from brain2face.evidence import Cell, Corpus, Method, tabulate
from brain2face.notation import parse_score
from brain2face.observation import Observation
from evidence_world import SMALL, labelled, value_of


def cell(method: Method, emotion: str, code: str) -> Cell:
    table = tabulate(*labelled(SMALL), method)
    return next(one for one in table.of(emotion) if one.code == code)


def test_algorithm_1_as_printed_adds_the_score_where_a_combination_first_appears() -> None:
    happy = {"6": 0.8, "12": 0.8 + 0.6, "4": 0.5}
    sad = {"4": 0.7 + 0.6, "12": 0.6}
    found = value_of(tabulate(*labelled(SMALL), Method(1, "printed")))
    wanted = {("h", code): score / 2.7 for code, score in happy.items()}
    wanted |= {("s", code): score / 1.9 for code, score in sad.items()}
    assert found == pytest.approx(wanted)


def test_algorithm_1_as_printed_depends_on_which_image_comes_first() -> None:
    second_first = (SMALL[1], SMALL[0], *SMALL[2:])
    found = value_of(tabulate(*labelled(second_first), Method(1, "printed")))
    assert found["h", "6"] == pytest.approx(0.5 / (0.5 + 1.1 + 0.5))
    assert found["h", "6"] != pytest.approx(0.8 / 2.7)


def test_algorithm_1_as_published_gives_the_shares_of_counts() -> None:
    found = value_of(tabulate(*labelled(SMALL), Method(1)))
    wanted = {("h", "6"): 1 / 3, ("h", "12"): 2 / 3, ("s", "4"): 2 / 3, ("s", "12"): 1 / 3}
    assert found == pytest.approx(wanted)


def test_algorithm_2_as_printed_gives_sums_and_as_published_means() -> None:
    happy = {"12": 0.8 + 0.5 + 0.6 + 0.4, "6": 0.8 + 0.5, "4": 0.3 + 0.4 + 0.5}
    sad = {"12": 0.2 + 0.1 + 0.4 + 0.6, "6": 0.2 + 0.1, "4": 0.7 + 0.6 + 0.5}
    shown = {"12": 4, "6": 2, "4": 3}
    sums = {("h", code): one for code, one in happy.items()}
    sums |= {("s", code): one for code, one in sad.items()}
    means = {(emotion, code): one / shown[code] for (emotion, code), one in sums.items()}
    assert value_of(tabulate(*labelled(SMALL), Method(2, "printed"))) == pytest.approx(sums)
    assert value_of(tabulate(*labelled(SMALL), Method(2))) == pytest.approx(means)


def test_a_cell_says_on_how_many_images_it_rests() -> None:
    twice = cell(Method(1), "h", "6")
    assert (twice.n, twice.counted) == (2, 1)
    assert (cell(Method(1), "s", "12").n, cell(Method(2), "s", "12").n) == (1, 4)


def test_the_share_of_an_emotion_is_that_of_its_faces_which_show_the_code() -> None:
    assert cell(Method(1), "h", "6").share == pytest.approx(1 / 2)
    assert cell(Method(1, "printed"), "h", "6").share == pytest.approx(0.8 / (0.8 + 0.6 + 0.5))
    assert cell(Method(2), "h", "12").share == pytest.approx(2.3 / 3.1)


def test_few_images_are_marked_and_enough_are_not() -> None:
    assert all(one.thin for one in tabulate(*labelled(SMALL)).cells)
    least_two = tabulate(*labelled(SMALL), Method(2), least=3)
    assert {one.code for one in least_two.cells if one.thin} == {"6"}


def test_equal_figures_share_a_rank_and_the_next_one_is_left_out() -> None:
    rows = [("a", "9", (0.9, 0.1)), ("b", "4", (0.9, 0.1)), ("c", "1", (0.2, 0.8))]
    found = tabulate(*labelled(rows), Method(2)).of("h")
    assert [(one.rank, one.code) for one in found] == [(1, "4"), (1, "9"), (3, "1")]
    assert len(tabulate(*labelled(rows), Method(2)).of("h", most=1)) == 2


def test_two_highest_emotions_count_for_the_first_in_print_and_else_for_none() -> None:
    printed = tabulate(*labelled(SMALL), Method(1, "printed"))
    published = tabulate(*labelled(SMALL), Method(1))
    assert printed.tied == published.tied == ("f",)
    assert ("h", "4") in value_of(printed)
    assert ("h", "4") not in value_of(published)


def test_an_image_that_nobody_saw_an_emotion_in_has_none() -> None:
    rows = [("a", "6+12", (0.0, 0.0)), ("b", "6+12", (0.9, 0.1))]
    found = tabulate(*labelled(rows))
    assert found.unfelt == ("a",)
    assert found.repeated == 0


def test_what_is_in_doubt_is_not_counted_and_is_named() -> None:
    doubtful = Observation(parse_score("12"), doubtful=frozenset({"6"}))
    corpus = Corpus.of({"a": doubtful, "n": parse_score("0")}, {"a": {"h": 1}, "n": {"h": 1}})
    assert corpus.doubtful == ("a",)
    assert corpus.bare == ("n",)
    assert {one.code for one in tabulate(corpus).cells} == {"12"}


def test_images_of_one_file_alone_are_named() -> None:
    labels = {"a": parse_score("12"), "b": parse_score("4")}
    corpus = Corpus.of(labels, {"a": {"h": 1.0}, "c": {"h": 1.0}})
    assert [one.name for one in corpus.images] == ["a"]
    assert (corpus.unscored, corpus.unlabelled) == (("b",), ("c",))


def test_what_cannot_be_tabulated_is_told() -> None:
    labels = {"a": parse_score("12"), "b": parse_score("4")}
    with pytest.raises(UsageFault, match="b has scores for s, and the first image for h"):
        tabulate(labels, {"a": {"h": 1.0}, "b": {"s": 1.0}})
    with pytest.raises(UsageFault, match=r"a has 1.5 for h: a score is a share"):
        tabulate(labels, {"a": {"h": 1.5}})
    with pytest.raises(UsageFault, match="no algorithm 3"):
        Method(3)  # type: ignore[arg-type]
    with pytest.raises(UsageFault, match="give the scores too"):
        tabulate(labels)
    assert tabulate({}, {}).cells == ()
