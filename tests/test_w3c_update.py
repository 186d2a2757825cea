"""The update suite of SPARQL 1.1, put to the running service."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from w3c_listed import judged
from w3c_results import canonical
from w3c_service import Service, service
from w3c_suites import UPDATE, Case, cases

__all__ = ["service"]


@pytest.mark.parametrize("case", cases(UPDATE, "UpdateEvaluationTest"))
def test_an_update_leaves_the_dataset_of_the_suite(service: Service, case: Case) -> None:
    judged(case.name, fault(service, case))


@pytest.mark.parametrize("case", cases(UPDATE, "NegativeUpdateSyntax", "NegativeSyntax"))
def test_an_update_that_is_none_is_refused(service: Service, case: Case) -> None:
    answer = service.update(case.read())
    judged(case.name, None if answer.status == 400 else f"answered with {answer.status}")


def fault(service: Service, case: Case) -> str | None:
    """Say what is wrong with what is there after the update, if anything is."""
    service.hold(case.before.quads(), [iri for iri, _ in case.before.named])
    answer = service.update(case.read())
    if answer.status not in (200, 204):
        return f"answered with {answer.status}: {answer.body.decode()}"
    held = canonical(service.held())
    return None if held == canonical(ox.Dataset(case.after.quads())) else f"left {held}"
