"""What may be posted to the web API, and what is refused, each with the place of the fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api_world import ROOT, api_of
from brain2face.client import Embedded
from brain2face.knowledge import Knowledge

JSON = "application/json"
LINES = "application/x-ndjson"
CODE = f"{ROOT}/code"
MANY = 400


@pytest.fixture
def client(knowledge: Knowledge) -> FlaskClient:
    return api_of(knowledge).test_client()


def sent(client: FlaskClient, body: str | bytes, media: str = JSON, **headers: str) -> Any:
    return client.post(CODE, data=body, headers={"Content-Type": media, **headers})


def test_each_score_has_its_verdict_or_its_error_in_its_place(
    client: FlaskClient, knowledge: Knowledge
) -> None:
    scores = ["6+12", {"id": "b", "score": "what?"}, {"id": "c", "score": "1+4+5B"}]
    found = sent(client, json.dumps({"scores": scores, "profile": "facs2002"})).get_json()
    first, second, third = found["verdicts"]
    known = Embedded(knowledge)
    assert first == known.code("6+12", "facs2002").data
    assert third == {"id": "c", **known.code("1+4+5B", "facs2002").data}
    assert (second["id"], second["index"], second["error"]["status"]) == ("b", 1, 400)


def test_a_bad_line_is_told_and_the_rest_goes_on(client: FlaskClient) -> None:
    body = '"6+12"\r\n\n{"score": 1}\n{nonsense\n{"score": "4", "id": "z"}'
    answer = sent(client, body, LINES, Accept=LINES)
    assert answer.mimetype == LINES
    lines = [json.loads(line) for line in answer.data.splitlines()]
    assert [one.get("line") for one in lines] == [None, 3, 4, None]
    assert lines[1]["error"]["field"] == "$.score"
    assert (lines[0]["score"], lines[3]["id"]) == ("6+12", "z")


@pytest.mark.parametrize("accept", ["*/*", "application/*", ""])
def test_what_is_posted_as_lines_is_answered_as_lines(client: FlaskClient, accept: str) -> None:
    assert sent(client, '"6+12"\n', LINES, Accept=accept).mimetype == LINES
    assert sent(client, '"6+12"\n', LINES, Accept=JSON).mimetype == JSON
    assert sent(client, '{"score": "6+12"}', JSON, Accept=accept).mimetype == JSON


@pytest.mark.parametrize("media", [JSON, LINES])
def test_many_are_coded_by_a_process_apart_as_few_are_here(
    client: FlaskClient, knowledge: Knowledge, media: str
) -> None:
    scores = ["1+4+5+25", "foo", "6+12", "0"] * (MANY // 4)
    body = "\n".join(map(json.dumps, scores)) if media == LINES else json.dumps({"scores": scores})
    answer = sent(client, body, media, Accept=LINES)
    lines = [json.loads(line) for line in answer.data.splitlines()]
    assert len(lines) == MANY
    assert lines[0] == Embedded(knowledge).code("1+4+5+25").data
    assert [("error" in one) for one in lines[:4]] == [False, True, False, False]


BAD = [
    ("", 400, "$"),
    ("{", 400, "$"),
    ("[]", 400, "$"),
    ("null", 400, "$"),
    ("NaN", 400, "$"),
    ('{"score": 12}', 400, "$.score"),
    ('{"score": 1e999}', 400, None),
    ('{"score": ' + "9" * 5000 + "}", 400, None),
    ('{"score": "\\ud800"}', 400, "$"),
    ('{"score": "12", "score": "13"}', 400, "score"),
    ('{"scores": [{"score": "12", "score": "13"}]}', 400, "score"),
    ('{"scor": "12"}', 400, "$.scor"),
    ('{"scores": ["12", 4]}', 400, "$.scores[1]"),
    ('{"scores": []}', 400, "$.scores"),
    ('{"score": "12", "scores": ["4"]}', 400, "$"),
    ("{}", 400, "$"),
    ('{"score": "12", "profile": "nobody"}', 404, "profile"),
    ('{"score": "foo"}', 400, "$.score"),
    ("\ufeff{}", 400, "$"),
    ("[" * 100_000, 400, "$"),
    ('{"score": ' + '{"a":' * 50_000, 400, "$"),
    (b'{"score": "\xff"}', 400, "$"),
    (json.dumps({"scores": ["12"] * 10_001}), 413, "$.scores"),
]


@pytest.mark.parametrize(("body", "status", "field"), BAD, ids=range(len(BAD)))
def test_a_body_that_says_nothing_clear_is_refused(
    client: FlaskClient, body: str | bytes, status: int, field: str | None
) -> None:
    answer = sent(client, body)
    told = json.loads(answer.data)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert field is None or told["field"] == field, told


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": ""}, 415),
        ({"Content-Type": f"{JSON}; charset=utf-16"}, 415),
        ({"Content-Type": JSON, "Content-Encoding": "gzip"}, 415),
        ({"Content-Type": JSON, "Accept": "text/csv"}, 406),
    ],
)
def test_a_body_in_another_form_is_refused(
    client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post(CODE, data='{"score": "12"}', headers=headers)
    assert (answer.status_code, "detail" in json.loads(answer.data)) == (status, True)


def test_too_many_lines_are_refused(client: FlaskClient) -> None:
    answer = sent(client, '"12"\n' * 10_001, LINES)
    assert (answer.status_code, "10000" in json.loads(answer.data)["detail"]) == (413, True)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_whatever_is_posted_is_answered_or_refused(knowledge: Knowledge, body: bytes) -> None:
    client = api_of(knowledge).test_client()
    for media in (JSON, LINES):
        assert sent(client, body, media).status_code in (200, 400)


def test_coders_are_compared_as_python_compares_them(
    client: FlaskClient, knowledge: Knowledge
) -> None:
    coders = {"ann": {"s1": "6+12", "s2": "4"}, "bob": {"s1": "12", "s2": "4+7"}}
    found = client.post(f"{ROOT}/agreement", json={"coders": coders}).get_json()
    agreed = Embedded(knowledge).agree(coders)
    assert found["pooled"]["published"]["value"] == agreed.pooled.published.value
    alone = client.post(f"{ROOT}/agreement", json={"coders": {"ann": ["12"]}})
    assert (alone.status_code, json.loads(alone.data)["field"]) == (400, "$.coders")
