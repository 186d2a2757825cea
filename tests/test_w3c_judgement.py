"""The judge of the suites judged: what counts as the same answer, and that its list is honest."""

from __future__ import annotations

import re
from collections import Counter

import pyoxigraph as ox
import pytest

from fixture_files import shared_file
from w3c_listed import DOCUMENT, judged, listed
from w3c_results import canonical, read_results, same_graph, same_results
from w3c_suites import QUERY, RESULTS, SYNTAX, UPDATE, Case, cases, http_cases

COUNT = re.compile(r"^\| ([^|`]+) \| (\d+) \| (\d+) \|$", re.MULTILINE)


def same(one: str, other: str, *, ordered: bool = False) -> bool:
    tables = [read_results(text.encode(), ".tsv") for text in (one, other)]
    return same_results(*tables, ordered=ordered)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("?a\t?b\n1\t2\n", "?b\t?a\n2\t1\n", True),
        ("?a\n1\n2\n", "?a\n2\n1\n", True),
        ("?a\n1\n1\n", "?a\n1\n", False),
        ("?a\t?b\n1\t\n", "?a\n1\n", False),
        ("?a\n_:x\n_:x\n", "?a\n_:y\n_:y\n", True),
        ("?a\n_:x\n_:x\n", "?a\n_:y\n_:z\n", False),
        ("?a\t?b\n_:x\t_:y\n_:y\t_:x\n", "?a\t?b\n_:1\t_:2\n_:2\t_:1\n", True),
        ("?a\t?b\n_:x\t_:y\n_:y\t_:z\n", "?a\t?b\n_:1\t_:2\n_:2\t_:1\n", False),
        ("?a\n1.0e6\n", "?a\n1000000e0\n", True),
        ("?a\n1.0\n", "?a\n1\n", False),
        ('?a\n"a"@en\n', '?a\n"a"\n', False),
    ],
)
def test_rows_are_the_same_as_a_multiset_whatever_blank_nodes_are_called(
    one: str, other: str, expected: bool
) -> None:
    assert same(one, other) is expected


def test_the_order_of_rows_counts_where_it_is_asked_for() -> None:
    assert same("?a\n1\n2\n", "?a\n1\n2\n", ordered=True)
    assert not same("?a\n1\n2\n", "?a\n2\n1\n", ordered=True)


def test_a_yes_is_no_table_and_no_no() -> None:
    assert same_results(True, True, ordered=False)
    assert not same_results(True, False, ordered=False)
    assert not same_results(True, (set(), []), ordered=False)


def test_graphs_are_the_same_whatever_blank_nodes_are_called() -> None:
    one = b"<urn:a> <urn:b> [ <urn:c> 1.50 ] ."
    assert same_graph(one, b"_:x <urn:c> 1.5 . <urn:a> <urn:b> _:x .", "urn:")
    assert not same_graph(one, b"_:x <urn:c> 1.5 . <urn:a> <urn:b> _:y .", "urn:")
    assert canonical(ox.Dataset()) == ox.Dataset()


def test_a_listed_test_must_fail_and_any_other_must_not() -> None:
    name = next(iter(listed()))
    judged(name, "wrong")
    judged("another", None)
    with pytest.raises(AssertionError, match="take it off the list"):
        judged(name, None)
    with pytest.raises(AssertionError, match="another: wrong"):
        judged("another", "wrong")


def test_the_document_counts_the_tests_and_names_none_that_is_not_there() -> None:
    shared_file("w3c/protocol-tests.json")
    suites = [
        [f"protocol/{p.id}" for p in http_cases("protocol-tests.json")],
        [f"graph-store-protocol/{p.id}" for p in http_cases("gsp-tests.json")],
        names(QUERY),
        names(SYNTAX[:1]),
        names(UPDATE),
        names(SYNTAX[1:]),
        names(RESULTS[:1]),
        names(RESULTS[1:]),
    ]
    counts = [(len(suite), len(listed() & set(suite))) for suite in suites]
    rows = COUNT.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert [(int(tests), int(failing)) for _, tests, failing in rows][: len(counts)] == counts
    assert listed() <= {name for suite in suites for name in suite}


def names(suites: list[str]) -> list[str]:
    found = [case for param in cases(suites, "") if isinstance(case := param.values[0], Case)]
    assert max(Counter(case.name for case in found).values()) == 1
    return [case.name for case in found]
