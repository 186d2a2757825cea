"""The query evaluation suite of SPARQL 1.1, put to the running service."""

from __future__ import annotations

import re

import pytest

from w3c_listed import judged
from w3c_results import ACCEPT, described_rows, read_results, same_graph, same_results
from w3c_service import Service, service
from w3c_suites import QUERY, RESULTS, Case, cases

__all__ = ["service"]

ORDERED = re.compile(r"ORDER\s+BY[^{}]*\Z", re.IGNORECASE)


@pytest.mark.parametrize("case", cases(QUERY + RESULTS, "EvaluationTest", "FormatTest"))
def test_a_query_gives_the_answer_of_the_suite(service: Service, case: Case) -> None:
    judged(case.name, fault(service, case))


@pytest.mark.parametrize("case", cases(QUERY, "NegativeSyntax"))
def test_a_query_that_is_none_is_refused(service: Service, case: Case) -> None:
    answer = service.query(case.read(), "*/*")
    judged(case.name, None if answer.status == 400 else f"answered with {answer.status}")


def fault(service: Service, case: Case) -> str | None:
    """Say what is wrong with the answer, if anything is."""
    assert case.result
    text, suffix = case.read(), case.result.suffix
    addressed = bool(re.search(r"\bFROM\b", text, re.IGNORECASE))
    service.hold(case.before.quads(addressed=addressed), [iri for iri, _ in case.before.named])
    expected = None
    if suffix in (".ttl", ".rdf") and (expected := described_rows(case.result, case.base)):
        suffix = ".srj"
    answer = service.query(text, ACCEPT[suffix])
    if answer.status != 200:
        return f"answered with {answer.status}: {answer.body.decode()}"
    if answer.media_type != ACCEPT[suffix]:
        return f"answered as {answer.media_type}"
    if suffix in (".ttl", ".rdf"):
        right = same_graph(answer.body, case.result, case.base)
    else:
        expected = expected or read_results(case.result.read_bytes(), suffix)
        given = read_results(answer.body, suffix)
        right = same_results(given, expected, ordered=bool(ORDERED.search(text)))
    return None if right else f"answered {answer.body.decode()}"
