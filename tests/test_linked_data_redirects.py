"""The redirect file for w3id.org leads every identifier to where the service answers it."""

from __future__ import annotations

from pathlib import Path

import pytest

from brain2face.knowledge import Knowledge
from brain2face.server.term_documents import shapes
from brain2face.server.term_names import SUFFIXES, TermNames
from redirect_rules import Redirect, redirected

FOLDER = Path(__file__).parents[1] / "docs" / "w3id"
FILE = FOLDER / ".htaccess"
SERVICE = "https://brain2face.example.org"


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("", "", 303),
        ("AU12", "", 303),
        ("AU12.ttl", "", 303),
        ("AU12.svg", "", 303),
        ("source/dong2022", "", 303),
        ("source/dong2022/table3", "", 303),
        ("source/dong2022/section3.2.2.jsonld", "", 303),
        ("mappings/uberon", "", 303),
        ("mappings/uberon.sssom.tsv", "", 303),
        ("shapes/NoAlignments", "", 303),
        ("ontology", "", 303),
        ("ontology.rdf", "", 303),
        ("ontology/0.2.0", "", 303),
        ("ontology/0.2.0.nt", "", 303),
        ("terms", "q=lip%20corner", 303),
        ("questions/muscles-of-unit", "unit=AU12&format=csv", 303),
        ("static/icon.svg", "", 303),
        (".well-known/void", "", 303),
        ("apical", "", 303),
        ("sparqling", "", 303),
        ("sparql", "query=ASK%20%7B%7D", 307),
        ("rdf-graph-store", "default", 307),
        ("api", "", 307),
        ("api/v1/", "", 307),
        ("api/v1/code", "score=1%2B4%2B5%2B25", 307),
    ],
)
def test_a_request_is_led_to_the_same_path_of_the_service(
    path: str, query: str, status: int
) -> None:
    location = f"{SERVICE}/{path}" + (f"?{query}" if query else "")
    assert redirected(FILE, path, query) == Redirect(status, location)


def test_terms_and_each_of_their_documents_are_led_to_their_own_path(
    knowledge: Knowledge,
) -> None:
    names = TermNames.of(knowledge.store, shapes().store).names
    assert len(names) > 1000
    for name in sorted(names)[::7]:
        for path in (name, *(f"{name}.{suffix}" for suffix in SUFFIXES)):
            assert redirected(FILE, path) == Redirect(303, f"{SERVICE}/{path}")


def test_what_is_not_safe_in_an_address_is_escaped() -> None:
    assert redirected(FILE, "no Wörd") == Redirect(303, f"{SERVICE}/no%20W%C3%B6rd")
    assert redirected(FILE, "no\r\nLocation: x") is None


def test_the_address_of_the_service_is_written_once_and_told_in_the_instructions() -> None:
    assert FILE.read_text(encoding="utf-8").count(SERVICE) == 1
    assert SERVICE in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_a_rule_that_the_test_does_not_know_fails_it(tmp_path: Path) -> None:
    odd = tmp_path / ".htaccess"
    odd.write_text("RewriteCond %{HTTP_ACCEPT} turtle\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not a line"):
        redirected(odd, "AU12")
    odd.write_text("RewriteRule ^ https://example.org/ [R=303,L,NE]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not a flag"):
        redirected(odd, "AU12")
