"""The syntax suites of SPARQL 1.1, for queries and updates, put to the running service."""

from __future__ import annotations

import pytest

from w3c_listed import judged
from w3c_service import Service, service
from w3c_suites import SYNTAX, Case, cases

__all__ = ["service"]


@pytest.mark.parametrize("case", cases(SYNTAX, "PositiveSyntax", "PositiveUpdateSyntax"))
def test_what_is_valid_is_taken(service: Service, case: Case) -> None:
    status, said = sent(service, case)
    judged(case.name, None if status in (200, 204) else f"answered with {status}: {said}")


@pytest.mark.parametrize("case", cases(SYNTAX, "NegativeSyntax", "NegativeUpdateSyntax"))
def test_what_is_not_valid_is_refused(service: Service, case: Case) -> None:
    status, _ = sent(service, case)
    judged(case.name, None if status == 400 else f"answered with {status}")


def sent(service: Service, case: Case) -> tuple[int, str]:
    """Send the text of a case, to a store with the one graph that the suite clears and drops."""
    if "Update" in case.kind:
        graph = [] if "CREATE" in case.read() else [f"{case.base.rpartition('/')[0]}/graph"]
        service.hold([], graph)
        answer = service.update(case.read())
    else:
        answer = service.query(case.read(), "*/*")
    return answer.status, answer.body.decode()
