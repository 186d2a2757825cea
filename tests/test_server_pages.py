"""What the pages hold, and what the addresses of the competency questions answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from brain2face.knowledge import Knowledge
from brain2face.questions import load_questions
from brain2face.server import create_app
from brain2face.server.evaluation import Pool
from brain2face.server.keeping import Keeper, Kept

HTML = {"Accept": "text/html"}
NAMED = """\
#+ question = "What is called <so>?"
#+ tags = ["names"]
#+ [parameters.name]
#+ type = "text"
#+ description = "a name"

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing {
  VALUES ?name { "happiness"@en }
  ?thing rdfs:label ?label FILTER (STR(?label) = STR(?name))
}
"""


class Labels(HTMLParser):
    """Collect what labels are for, and what there is to label."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.told: set[str | None] = set()
        self.fields: list[str | None] = []
        self.loaded: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "label":
            self.told.add(found["for"])
        if tag in ("input", "textarea", "select"):
            self.fields.append(found.get("id"))
        if tag in ("link", "script", "img"):
            self.loaded.append(found.get("href", found.get("src")))


@pytest.fixture(scope="module")
def pool(small: Knowledge) -> Iterator[Pool]:
    pool = Pool.over(Keeper(Kept(quads=small.store)), children=2)
    yield pool
    pool.close()


@pytest.fixture
def client(pool: Pool, small: Knowledge, questions_folder: Path) -> FlaskClient:
    (questions_folder / "named.rq").write_text(NAMED, encoding="utf-8")
    return create_app(small, load_questions(questions_folder), pool).test_client()


def test_the_front_page_has_a_query_box_and_a_labelled_form_for_every_question(
    client: FlaskClient,
) -> None:
    page = client.get("/").text
    labels = Labels(page)
    assert set(labels.fields) == {"q", "query", "units-of-emotion", "named-name"}
    assert set(labels.fields) <= labels.told
    assert "exclusivelySignals" in page
    assert "Which units signal this emotion?" in page
    assert "What is called &lt;so&gt;?" in page
    assert 'value="Happiness"' in page


def test_a_page_loads_nothing_from_elsewhere_and_all_it_loads_is_there(
    client: FlaskClient,
) -> None:
    loaded = Labels(client.get("/").text).loaded
    assert len(loaded) == 2
    for path in loaded:
        assert path is not None
        with client.get(path) as response:
            assert response.status_code == 200
            assert path.startswith("/static/")


def test_the_endpoint_without_a_query_shows_a_browser_the_front_page(client: FlaskClient) -> None:
    assert client.get("/sparql", headers=HTML).text == client.get("/").text


def test_a_question_without_values_shows_its_form_filled_with_an_example(
    client: FlaskClient,
) -> None:
    response = client.get("/questions/units-of", headers=HTML)
    assert response.status_code == 200
    assert 'value="Happiness"' in response.text
    assert "<table>" not in response.text


def test_a_question_with_values_shows_their_answer(client: FlaskClient) -> None:
    page = client.get("/questions/units-of?emotion=joy", headers=HTML).text
    assert "<table>" in page
    assert "b2f:AU12" in page
    assert 'title="AU12 lip corner puller"' in page
    assert "/questions/units-of?emotion=joy&amp;format=csv" in page


@pytest.mark.parametrize(
    ("fmt", "media"),
    [
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("json", "application/sparql-results+json"),
    ],
)
def test_a_question_answers_programs_by_accept_or_format(
    client: FlaskClient, fmt: str, media: str
) -> None:
    path = "/questions/units-of?emotion=happiness"
    by_accept = client.get(path, headers={"Accept": media})
    by_format = client.get(f"{path}&format={fmt}", headers=HTML)
    assert by_accept.mimetype == by_format.mimetype == media
    assert by_accept.data == by_format.data
    assert b"AU6" in by_accept.data


def test_a_parameter_may_have_any_name_and_its_value_is_never_query_text(
    client: FlaskClient,
) -> None:
    good = client.get("/questions/named?name=happiness", headers=HTML)
    bad = client.get('/questions/named?name=" } ?s ?p ?o { "', headers={"Accept": "text/csv"})
    assert "b2f:Happiness" in good.text
    assert bad.data.split() == [b"thing"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/questions/units-off", 404, "units-of"),
        ("/questions/units-of", 400, "emotion"),
        ("/questions/units-of?emotion=happines", 400, "Happiness"),
        ("/questions/units-of?emotoin=joy", 400, "emotion"),
        ("/questions/units-of?emotion=joy&emotion=sadness", 400, "2 times"),
    ],
)
def test_a_wrong_question_or_value_is_told_with_what_would_be_right(
    client: FlaskClient, path: str, status: int, said: str
) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert said in json.loads(response.data)["detail"]
    assert client.get(path, headers=HTML).mimetype == "text/html"


def test_health_is_ok(client: FlaskClient) -> None:
    assert client.get("/health").text == "ok\n"
