"""The description of the web API holds: it is valid, and every example of it is answered so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from api_world import ROOT, api_of, described
from brain2face.client import Embedded
from brain2face.knowledge import Knowledge
from brain2face.profiles import unit_names
from brain2face.questions import load_questions
from brain2face.server.api.schemas import score_pattern

JSON = "application/json"
LINES = "application/x-ndjson"


@pytest.fixture(scope="module")
def document(knowledge: Knowledge) -> dict[str, Any]:
    return described(knowledge)


def examples(document: dict[str, Any]) -> Iterator[tuple[str, str, str, Any, dict[str, Any]]]:
    """Give method, path, media type of the body, body and description of each example."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            address = filled(path, operation)
            content = operation.get("requestBody", {}).get("content")
            if content is None:
                yield method, address, "", None, operation
                continue
            for media, body in content.items():
                for example in body.get("examples", body.get("x-lines")).values():
                    yield method, address, media, example["value"], operation


def filled(path: str, operation: dict[str, Any]) -> str:
    """Fill in the example of every parameter."""
    query = []
    for one in operation.get("parameters", ()):
        value = one["example"]
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", quote(str(value), safe=""))
        else:
            query.append((one["name"], str(value)))
    return f"{ROOT}{path}?{urlencode(query)}" if query else ROOT + path


def schema_of(document: dict[str, Any], operation: dict[str, Any], media: str) -> dict[str, Any]:
    schema = operation["responses"]["200"]["content"][media]["schema"]
    return {**schema, "components": document["components"]}


def checked(content: Any, schema: dict[str, Any]) -> None:
    """Prove content by a schema, which is proven itself with the whole description."""
    for error in jsonschema.Draft202012Validator(schema).iter_errors(content):
        raise error


def test_the_description_is_openapi(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_every_question_is_described_by_its_header(document: dict[str, Any]) -> None:
    questions = load_questions()
    assert len(questions) > 50
    for name, question in questions.items():
        operation = document["paths"][f"/questions/{name}"]["get"]
        assert operation["summary"] == question.question
        assert {one.name for one in question.parameters} <= {
            one["name"] for one in operation["parameters"]
        }


def test_every_example_is_answered_as_described(
    knowledge: Knowledge, document: dict[str, Any]
) -> None:
    client = api_of(knowledge).test_client()
    answered = 0
    for method, address, media, body, operation in examples(document):
        sent = body if isinstance(body, str) or body is None else json.dumps(body)
        headers = {"Content-Type": media} if media else {}
        response = client.open(address, method=method.upper(), data=sent, headers=headers)
        assert response.status_code == 200, (address, response.data[:300])
        form = response.mimetype
        assert form in operation["responses"]["200"]["content"], address
        if form == JSON:
            checked(response.get_json(), schema_of(document, operation, form))
        answered += 1
    assert answered > 75


def test_an_answer_is_refused_that_says_more_than_is_described(
    knowledge: Knowledge, document: dict[str, Any]
) -> None:
    unit = api_of(knowledge).test_client().get(f"{ROOT}/units/12").get_json()
    schema = schema_of(document, document["paths"]["/units/{n}"]["get"], JSON)
    checked(unit, schema)
    for wrong in ({**unit, "more": 1}, {**unit, "muscles": [{}]}, {"id": unit["id"]}):
        with pytest.raises(jsonschema.ValidationError):
            checked(wrong, schema)


def test_every_error_that_can_be_is_described(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            expected = {"400", "405", "406", "500"}
            expected |= {"404"} if "{" in path else set()
            expected |= {"413", "415"} if method == "post" else set()
            assert expected <= operation["responses"].keys(), (method, path)


def test_lines_are_answered_by_lines(knowledge: Knowledge, document: dict[str, Any]) -> None:
    operation = document["paths"]["/code"]["post"]
    example = operation["requestBody"]["content"][LINES]["x-lines"]["lines"]["value"]
    response = (
        api_of(knowledge)
        .test_client()
        .post(f"{ROOT}/code", data=example, headers={"Content-Type": LINES, "Accept": LINES})
    )
    schema = {"$ref": "#/components/schemas/NamedVerdict", "components": document["components"]}
    lines = response.data.decode().splitlines()
    assert len(lines) == len(example.splitlines())
    for line in lines:
        checked(json.loads(line), schema)


def test_a_score_of_the_form_described_is_read(knowledge: Knowledge) -> None:
    known = Embedded(knowledge)
    form = re.compile(score_pattern(unit_names(knowledge)))

    @settings(max_examples=200, deadline=None)
    @given(st.from_regex(form, fullmatch=True))
    def read(score: str) -> None:
        assert known.code(score).outcome

    read()
