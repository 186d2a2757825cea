"""The web API of the real knowledge, in the process of the tests."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask

from brain2face.knowledge import Knowledge
from brain2face.questions import load_questions
from brain2face.server import create_app

__all__ = ["ROOT", "api_of", "described"]

ROOT = "/api/v1"


@cache
def api_of(knowledge: Knowledge) -> Flask:
    """Give the application; its children end with the tests."""
    return create_app(knowledge, load_questions())


def described(knowledge: Knowledge) -> dict[str, Any]:
    """Give the description by OpenAPI."""
    document: dict[str, Any] = (
        api_of(knowledge).test_client().get(f"{ROOT}/openapi.json").get_json()
    )
    return document
