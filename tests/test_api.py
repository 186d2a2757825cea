"""What the web API answers, in which form, and how it tells a fault."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from api_world import ROOT, api_of
from brain2face.client import Embedded
from brain2face.knowledge import Knowledge

UNIT = "https://w3id.org/brain2face/AU1"
MUSCLE = "https://w3id.org/brain2face/ZygomaticusMajor"
TABLE = "https://w3id.org/brain2face/source/dong2022/table3"
FEAR = f"{ROOT}/questions/units-of-emotion?emotion=Fear"


@pytest.fixture
def client(knowledge: Knowledge) -> FlaskClient:
    return api_of(knowledge).test_client()


def asked(client: FlaskClient, path: str) -> Any:
    response = client.get(ROOT + path)
    assert response.status_code == 200, response.data
    return response.get_json()


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("AU01_r", UNIT),
        ("browInnerUp", UNIT),
        ("FACS AU 1", UNIT),
        ("UBERON:0008593", MUSCLE),
        ("UBERON_0008593", MUSCLE),
        ("http://purl.obolibrary.org/obo/UBERON_0008593", MUSCLE),
        ("source/dong2022/table3", TABLE),
        (TABLE, TABLE),
    ],
)
def test_a_term_is_found_by_any_of_its_names(client: FlaskClient, name: str, iri: str) -> None:
    assert asked(client, f"/terms?q={quote(name, safe='')}")["hits"][0]["id"] == iri
    assert asked(client, f"/terms/{quote(name, safe='')}")["id"] == iri


def test_pages_follow_one_another_and_lose_nothing(client: FlaskClient) -> None:
    whole = [one["id"] for one in asked(client, "/units?limit=100")["hits"]]
    address, seen = f"{ROOT}/units?limit=7", []
    while address:
        response = client.get(address)
        page = response.get_json()
        seen += [one["id"] for one in page["hits"]]
        link = response.headers["Link"]
        assert ('rel="next"' in link, 'rel="prev"' in link) == (
            page["next"] is not None,
            page["previous"] is not None,
        )
        address = (page["next"] or "").removeprefix("http://localhost")
    assert seen == whole
    assert len(seen) == len(set(seen)) > 80


def test_an_answer_is_what_python_gives(client: FlaskClient, knowledge: Knowledge) -> None:
    known = Embedded(knowledge)
    unit = asked(client, "/units/12")
    assert [one["id"] for one in unit["muscles"]] == [one.id for one in known.unit(12).muscles]
    assert asked(client, "/code?score=1%2B4%2B5%2B25") == known.code("1+4+5+25").data
    rows = asked(client, "/questions/units-of-emotion?emotion=Fear")
    assert rows["rows"] == [*known.ask("units-of-emotion", emotion="Fear")]
    assert len(asked(client, "/paths?to=AU12")) == len(known.paths("AU12"))


def test_a_page_of_rows_is_cut_out_of_the_whole(client: FlaskClient) -> None:
    whole = client.get(FEAR).get_json()
    page = client.get(f"{FEAR}&limit=3&offset=2").get_json()
    assert (page["total"], page["rows"]) == (whole["total"], whole["rows"][2:5])
    assert page["next"].endswith("emotion=Fear&limit=3&offset=5")
    text = client.get(f"{FEAR}&limit=3&offset=2&format=csv").text
    found = [*csv.DictReader(io.StringIO(text, newline=""))]
    assert [one["unit"] for one in found] == [one["unit"] for one in page["rows"]]
    lines = client.get(f"{FEAR}&limit=3&offset=2&format=tsv").text.splitlines()
    assert [line.split("\t")[0][1:-1] for line in lines[1:]] == [o["unit"] for o in found]


def test_a_browser_that_asks_a_question_is_led_to_its_page(client: FlaskClient) -> None:
    response = client.get(f"{FEAR}&limit=3", headers={"Accept": "text/html, */*;q=0.1"})
    assert response.status_code == 303
    page = client.get(response.headers["Location"])
    assert (page.status_code, page.mimetype) == (200, "text/html")


@pytest.mark.parametrize(
    ("path", "status", "field", "near"),
    [
        ("/terms?limt=1", 400, "limt", "limit"),
        ("/terms?q=a&q=b", 400, "q", None),
        ("/terms?limit=0", 400, "limit", None),
        ("/terms?limit=ten", 400, "limit", None),
        ("/terms?kind=Mussel", 404, "kind", "Muscle"),
        ("/terms/Zygomaticus_Majr", 404, "id", "zygomaticus major"),
        ("/units/120", 404, "n", None),
        ("/paths", 400, "to", None),
        ("/code?score=foo", 400, "score", None),
        ("/code?score=12&profile=dong2023", 404, "profile", "dong2022"),
        ("/code?score=12&profile=/etc/passwd", 404, "profile", None),
        ("/code?score=12&instrument=openfac", 404, "instrument", "openface"),
        ("/code?score=0%2B12&strict=true", 409, "score", None),
        ("/code?score=12&strict=yes", 400, "strict", None),
        ("/questions/units-of-emotion", 400, "emotion", None),
        ("/questions/units-of-emotion?emotion=Feer", 404, "emotion", "Fear"),
        ("/questions/units-of-emotion?emotion=Fear&format=xml", 400, "format", None),
    ],
)
def test_a_fault_names_the_field_and_the_nearest(
    client: FlaskClient, path: str, status: int, field: str, near: str | None
) -> None:
    response = client.get(ROOT + path)
    told = json.loads(response.data)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert (told["status"], told["field"]) == (status, field)
    assert near is None or near in told["nearest"]


def test_what_is_not_there_or_not_possible_is_told(client: FlaskClient) -> None:
    gone = client.get(f"{ROOT}/unit")
    assert (gone.status_code, f"{ROOT}/units" in json.loads(gone.data)["nearest"]) == (404, True)
    wrong = client.put(f"{ROOT}/code")
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert client.get(f"{ROOT}/units/12", headers={"Accept": "image/png"}).status_code == 406
    before = client.options(f"{ROOT}/code")
    assert (before.status_code, "POST" in before.headers["Allow"]) == (204, True)


def test_an_answer_is_validated_and_a_post_is_not(client: FlaskClient) -> None:
    first = client.get(f"{ROOT}/units/12")
    again = client.get(f"{ROOT}/units/12", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert not client.head(f"{ROOT}/units/12").data
    assert "ETag" not in client.post(f"{ROOT}/code", json={"score": "12"}).headers


def test_the_short_addresses_lead_to_a_page_that_needs_nothing_else(client: FlaskClient) -> None:
    for address in ("/api", "/api/", ROOT):
        assert client.get(address).headers["Location"] == f"http://localhost{ROOT}/"
    page = client.get(f"{ROOT}/")
    assert page.mimetype == "text/html"
    assert "<script" not in page.text
    assert 'src="http' not in page.text
    assert 'rel="stylesheet" href="/static/style.css"' in page.text
    assert client.get(f"{ROOT}/", headers={"Accept": "application/json"}).get_json()["openapi"]
