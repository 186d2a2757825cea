"""The pages that are made when the site is built say all that there is; its faults are found."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import brain2face
from brain2face.cli import COMMANDS
from brain2face.questions import load_questions
from brain2face.settings import settings_table
from doc_blocks import ROOT
from pages_from.checks import faults
from pages_from.commands import commands
from pages_from.extension import MADE, fill
from pages_from.html import plain
from pages_from.kinds import PAGES
from pages_from.modules import MODULES
from pages_from.questions import questions
from pages_from.terms import terms
from pages_from.web_api import web_api
from pages_from.world import World, world

DOCS = ROOT / "docs"
PLACES = re.compile(r"^<!-- made from: (\w+)(?: ([\w-]+))? -->$", re.MULTILINE)
NAMED = re.compile(r"\bdocs/[\w/-]+\.(?:md|yaml|service)|\bdocs/deploy/\w+")


@pytest.fixture(scope="module")
def made() -> World:
    return world()


def test_each_thing_that_is_made_has_a_page() -> None:
    asked = [
        place
        for path in sorted(DOCS.rglob("*.md"))
        for place in PLACES.findall(path.read_text("utf-8"))
    ]
    assert len(asked) == len(set(asked))
    assert {name for name, _ in asked} == set(MADE)
    assert {page for name, page in asked if name == "terms"} == {*PAGES, "other"}


def test_every_term_is_on_one_page_under_its_own_name(made: World) -> None:
    pages = {page: terms(page) for page in (*PAGES, "other")}
    for iri, page in made.pages.items():
        assert f"<code>{iri}</code>" in pages[page.rpartition("/")[2]]
    assert sum(text.count("<dt>IRI</dt>") for text in pages.values()) == len(made.terms)


def test_a_unit_tells_its_muscle_its_places_and_how_tools_write_it() -> None:
    (unit,) = re.findall(r'<span id="AU12"></span>.*?</dl>', terms("action-units"), re.DOTALL)
    for said in ("muscles.html#ZygomaticusMajor", "Table 3", "AU12_r", "emotions.html#Happiness"):
        assert said in unit


def test_pages_are_the_same_each_time() -> None:
    assert terms("nerves") == terms("nerves")


def test_every_question_is_there_with_its_answer() -> None:
    text = questions()
    for name, question in load_questions().items():
        assert f"### {name}\n" in text
        assert question.text.strip().splitlines()[-1] in text
    assert text.count("The answer") > len(load_questions()) - 3


def test_every_command_is_there_with_its_options() -> None:
    text = commands()
    for name in COMMANDS:
        assert f"## brain2face {name}\n" in text
    assert "| `--profile NAME" in text or "| `--profile" in text


def test_every_operation_of_the_web_api_is_there() -> None:
    text = web_api()
    assert "## `GET /api/v1/terms`" in text
    assert text.count("## `") > len(load_questions())


def test_every_module_that_is_described_says_what_it_gives() -> None:
    assert len({name for name, _ in MODULES}) == len(MODULES)
    for name, _ in MODULES:
        assert import_module(name).__all__


def test_the_table_of_settings_and_the_names_of_files_are_filled_in() -> None:
    assert fill("<!-- made from: settings -->") == settings_table()
    told = fill("<!-- file: a.csv -->\n```csv\nx\n```\n")
    assert told == "```{code-block} csv\n:caption: a.csv\nx\n```\n"
    with pytest.raises(KeyError):
        fill("<!-- made from: nothing -->")


def test_text_is_guarded_against_markdown() -> None:
    assert plain("a_b|c <d>") == r"a\_b\|c \<d\>"


@pytest.mark.parametrize("name", ["README.md", "tests", "benchmarks", "docs", "brain2face"])
def test_documents_that_are_named_are_there(name: str) -> None:
    whole = Path(brain2face.__file__).parent if name == "brain2face" else ROOT / name
    paths = {whole} if whole.is_file() else {*whole.rglob("*.py"), *whole.rglob("*.md")}
    for path in sorted(paths):
        for named in NAMED.findall(path.read_text("utf-8")):
            assert (ROOT / named).exists(), f"{path} names {named}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="other.html#here">x</a><a href="#mine" id="mine">x</a>', None),
        ('<a href="https://example.org/">out</a><img src="_static/x.svg">', None),
        ('<a href="none.html">x</a>', "none.html leads nowhere"),
        ('<a href="other.html#there">x</a>', "leads to no place of other.html"),
        ('<p id="a"><p id="a">', "two things are called #a"),
        ('<script src="https://cdn.example/x.js"></script>', "it loads https://cdn.example/x.js"),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', "it loads //cdn.example/x.css"),
        ('<img src="http://example.org/x.png">', "it loads http://example.org/x.png"),
    ],
)
def test_a_fault_of_a_built_site_is_found(body: str, said: str | None, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(body, encoding="utf-8")
    (tmp_path / "other.html").write_text('<p id="here">', encoding="utf-8")
    found = list(faults(tmp_path))
    assert len(found) == (said is not None)
    assert said is None or said in found[0]


def test_a_style_that_loads_from_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "x.css").write_text("@import 'https://fonts.example/x';", encoding="utf-8")
    (fault,) = faults(tmp_path)
    assert "x.css: it loads" in fault
