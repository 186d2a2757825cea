"""The whole API, asked by a machine for what its description allows, and what it does not."""

from __future__ import annotations

from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis.core.transport import Response

from api_world import ROOT, api_of, described
from brain2face.knowledge import Knowledge

FEW = 4
SEED = 20
PLAIN = {"Accept-Encoding": "identity"}
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def schema(knowledge: Knowledge) -> Any:
    app = api_of(knowledge)
    described(knowledge)
    return schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app)


def questioned(path: str) -> bool:
    """Say whether a path is one of many of a kind, of which a few stand for all."""
    return path.startswith("/questions/") and path[len("/questions/")] not in "lnu"


def test_whatever_is_asked_is_answered_as_described(schema: Any) -> None:
    asked = 0

    def tried(operation: Any) -> None:
        @hypothesis.seed(SEED)
        @hypothesis.settings(
            max_examples=FEW,
            deadline=None,
            database=None,
            derandomize=False,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=QUIET,
        )
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            response: Response = case.call(headers=PLAIN)
            case.validate_response(response)

        ask()

    for result in schema.get_all_operations():
        operation = result.ok()
        if not questioned(operation.path):
            tried(operation)
    assert asked > 80
