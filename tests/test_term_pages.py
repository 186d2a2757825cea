"""The pages about terms: what they tell, where they lead, and that each term has one."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from brain2face.knowledge import Knowledge
from brain2face.server.term_documents import shapes
from brain2face.server.term_names import TermNames
from term_service import client_of

FORMATS = ("ttl", "jsonld", "rdf", "nt")


class Page(HTMLParser):
    """Collect the links of a page, its ids, and the elements that are opened and closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.alternates: dict[str, str] = {}
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(found["href"])
        if found.get("rel") == "alternate":
            self.alternates[found["type"]] = found["href"]
        if "id" in found:
            self.ids.append(found["id"])
        self.labelled += found.get("aria-labelledby", "").split()


@pytest.fixture(scope="module")
def client(knowledge: Knowledge) -> FlaskClient:
    return client_of(knowledge)


@pytest.fixture(scope="module")
def names(knowledge: Knowledge) -> list[str]:
    return sorted(TermNames.of(knowledge.store, shapes().store).names)


def test_every_term_has_a_page_and_a_document(client: FlaskClient, names: list[str]) -> None:
    assert len(names) > 1000
    for number, name in enumerate(names):
        for suffix in ("html", FORMATS[number % len(FORMATS)]):
            if not name.startswith("ontology") or suffix == "html":
                assert client.get(f"/{name}.{suffix}").status_code == 200, f"{name}.{suffix}"


def test_the_page_of_a_unit_tells_all_that_is_known_of_it(client: FlaskClient) -> None:
    text = client.get("/AU12.html").text
    for told in (
        "<h1>AU12 lip corner puller</h1>",
        'value="https://w3id.org/brain2face/AU12"',
        "draws the corners of the lips back",
        "the corners of the lips are drawn markedly back and up",
        "tucked in, they are AU14",
        "<code>AU12_r</code>",
        "muscular basis of the FACS codes",
        "zygomaticus major",
        "<svg",
        ">derived</span>",
        ">not in the default graph</span>",
    ):
        assert told in text
    page = Page(text)
    for link in (
        "/ZygomaticusMajor",
        "/Happiness",
        "/source/dong2022/table3",
        "/questions/muscles-of-unit?unit=AU12",
        "/AU12.svg",
        "/AU12.ttl",
        "/ontology.html",
    ):
        assert link in page.links
    assert page.alternates == {
        "text/turtle": "/AU12.ttl",
        "application/ld+json": "/AU12.jsonld",
        "application/rdf+xml": "/AU12.rdf",
        "application/n-triples": "/AU12.nt",
    }


def test_the_page_of_a_muscle_leads_to_its_like_in_other_ontologies(client: FlaskClient) -> None:
    text = client.get("/ZygomaticusMajor.html").text
    assert "the same as" in text
    assert "UBERON:0008593" in text
    links = Page(text).links
    assert "http://purl.obolibrary.org/obo/UBERON_0008593" in links
    assert "/mappings/uberon" in links


def test_the_page_of_a_place_shows_what_it_says(client: FlaskClient) -> None:
    text = client.get("/source/dong2022/table3.html").text
    assert "What it says" in text
    assert re.search(r"/AU20\">AU20</a></td><td><a href=\"/signals\">", text)


def test_what_a_question_needs_more_of_is_not_asked_about_a_term(client: FlaskClient) -> None:
    links = [link for link in Page(client.get("/Fear.html").text).links if "questions" in link]
    assert "/questions/units-of-emotion?emotion=Fear" in links
    assert not [link for link in links if "unit=" in link]


@pytest.mark.parametrize(
    "path",
    [
        "/AU12.html",
        "/Happiness.html",
        "/BuccalBranch.html",
        "/signals.html",
        "/source/dong2022/section7.html",
        "/mappings/uberon.html",
        "/shapes/NoAlignments.html",
        "/AffdexChannelSmile.html",
        "/terms?q=lip",
    ],
)
def test_a_page_leads_nowhere_in_vain_and_its_parts_have_names_of_their_own(
    client: FlaskClient, path: str
) -> None:
    page = Page(client.get(path).text)
    assert len(page.ids) == len(set(page.ids))
    assert set(page.labelled) <= set(page.ids)
    inner = {urljoin(path, link) for link in page.links if not link.startswith(("http", "#"))}
    assert inner
    for link in sorted(inner):
        if not link.startswith("/questions/") and "/ontology/0.1.0" not in link:
            assert client.get(link).status_code in (200, 303), link


def test_the_list_of_all_terms_has_each_once(client: FlaskClient, names: list[str]) -> None:
    text = client.get("/ontology.html").text
    page = Page(text.partition('id="kinds"')[2])
    listed = re.findall(r'<dt><a href="/([^"]+)"', text)
    assert sorted(listed) == [name for name in names if _listed(name)]
    assert len(page.ids) == len(set(page.ids))
    assert set(page.labelled) <= {*page.ids, "kinds"}
    assert text.index("AU12 lip corner puller") < text.index("Dong2022Table1Anger06")


def _listed(name: str) -> bool:
    return not name.startswith(("shapes/", "ontology/"))


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("AU12", "/AU12"),
        ("browInnerUp", "/AU1"),
        ("lip corner pul", "/AU12"),
        ("UBERON:0008593", "/ZygomaticusMajor"),
        ("zygomatcus major", "/ZygomaticusMajor"),
        ("table 3 of dong", "/source/dong2022/table3"),
    ],
)
def test_a_search_finds_a_term_by_any_name(client: FlaskClient, sought: str, first: str) -> None:
    text = client.get("/terms", query_string={"q": sought}).text
    hits = re.findall(r'<dt><a href="([^"]+)"', text)
    assert hits[0] == first


def test_a_long_list_of_hits_comes_in_pages(client: FlaskClient) -> None:
    seen: list[str] = []
    path = "/terms?q=lip"
    for _ in range(100):
        text = client.get(path).text
        seen += re.findall(r'<dt><a href="([^"]+)"', text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        if not following:
            break
        path = following[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) > 20
    assert f"{len(seen)} terms" in text
    assert 'rel="prev"' in text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/terms", 200, "Find a term"),
        ("/terms?q=", 200, "Find a term"),
        ("/terms?q=%20", 200, "Find a term"),
        ("/terms?q=xqzv%20wkjq", 200, "Nothing here is called so"),
        ("/terms?q=lip&offset=99999", 200, "Those before"),
        ("/terms?q=lip&offset=-1", 400, "offset"),
        ("/terms?q=lip&offset=many", 400, "offset"),
        (f"/terms?q={'x' * 300}", 400, "200"),
        ("/terms?q=%00", 400, "U+0000"),
        ("/terms?q=<b>&offset=<i>", 400, "&lt;i&gt;"),
        ("/terms?q=<b>", 200, "&lt;b&gt;"),
    ],
)
def test_an_odd_search_is_answered_clearly(
    client: FlaskClient, path: str, status: int, said: str
) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert said in answer.text
    assert "<b>" not in answer.text.partition("<main>")[2].replace("<b>…", "")


def test_the_front_page_leads_to_all_terms_and_finds_one(client: FlaskClient) -> None:
    text = client.get("/").text
    assert "/ontology.html" in Page(text).links
    assert 'action="/terms"' in text


@pytest.mark.parametrize(
    ("rule", "units"),
    [
        ("Dong2022Rule5", ["AU1", "AU4", "AU5", "AU25"]),
        ("Facs2002Anger01", ["AU4", "AU5", "AU7", "AU10", "AU22", "AU23", "AU25", "AU26"]),
    ],
)
def test_the_page_of_a_rule_leads_to_the_units_it_names(
    client: FlaskClient, rule: str, units: list[str]
) -> None:
    page = client.get(f"/{rule}.html").text
    told = page.partition("<dt>Units it names</dt>")[2].partition("</dd>")[0]
    assert re.findall(r'href="/(\w+)"', told) == units
    assert "Units it names" not in client.get("/AU12.html").text
