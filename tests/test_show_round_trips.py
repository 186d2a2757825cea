"""Every real file goes in and comes out in every format, and what comes out is checked for real."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from PIL import Image
from pympi import Eaf
from pyoxigraph import QuerySolutions, RdfFormat

from brain2face.cli import cli
from brain2face.commands.coded_table import write_table
from brain2face.errors import UsageFault
from brain2face.knowledge import Knowledge
from brain2face.terms import PREFIXES
from brain2face.writers import About
from coded_events import written
from emotionml_rules import SPACE, check
from fixture_files import fixture
from real_files import FILES, NO_FACES, coded, coder

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@cache
def loaded() -> Knowledge:
    """The ontology with all files beside it, each under a base of its own."""
    both = Knowledge.load()
    for name in FILES:
        about = About(source=name, base=f"urn:{name}:", knowledge=both)
        both.store.load(written(list(coded(name)), "ttl", about), format=RdfFormat.TURTLE)
    return both


def out(name: str, fmt: str) -> bytes:
    return written(list(coded(name)), fmt, About(source=name, knowledge=coder().knowledge))


def timed(name: str) -> bool:
    return any(one.event.span for one in coded(name))


@pytest.mark.parametrize("name", FILES)
def test_a_table_has_a_line_for_each_expression(name: str) -> None:
    table = io.BytesIO()
    count = write_table(coded(name), table, [coder()])
    assert count == len(coded(name)) == FILES[name][1]
    lines = table.getvalue().decode().splitlines()
    assert len(lines) == count + bool(count)
    for line, one in zip(lines[1:], coded(name), strict=True):
        assert one.event.name in line


@pytest.mark.parametrize("name", FILES)
def test_data_parse_and_hold_every_expression(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(out(name, "csv").decode())))
    lines = [json.loads(line) for line in out(name, "jsonl").splitlines()]
    whole = json.loads(out(name, "json"))
    assert whole["source"] == name
    assert whole["events"] == lines
    assert [row["name"] for row in rows] == [one["name"] for one in lines]
    for row, line, one in zip(rows, lines, coded(name), strict=True):
        assert row["score"] == line["score"] == str(one.event.observation.score)
        assert row["outcome"] == line["verdict"]["outcome"] == one.verdict.outcome


@pytest.mark.parametrize("name", FILES)
def test_turtle_parses_and_its_verdicts_join_the_ontology(name: str) -> None:
    query = f"""SELECT ?event ?by ?outcome (GROUP_CONCAT(?result; separator=";") AS ?results) {{
      ?event a b2f:Expression ; b2f:hasVerdict ?verdict .
      ?verdict b2f:byProfile/skos:notation ?by ; b2f:outcome ?outcome .
      OPTIONAL {{ ?verdict b2f:namesResult/rdfs:label ?result }}
      FILTER(STRSTARTS(STR(?event), "urn:{name}:")) }} GROUP BY ?event ?by ?outcome"""
    told = [
        (
            one.verdict.profile.name,
            one.verdict.outcome,
            sorted(r.label for r in one.verdict.results),
        )
        for one in coded(name)
    ]
    rows = [
        (by, outcome, sorted(filter(None, results.split(";"))))
        for _, by, outcome, results in asked(query)
    ]
    assert sorted(rows) == sorted(told)
    query = f"""SELECT ?event ?code {{ ?event b2f:hasScoring/b2f:scores/skos:notation ?code
      FILTER(STRSTARTS(STR(?event), "urn:{name}:")) }}"""
    seen = [code for one in coded(name) for code in one.event.observation.score.codes]
    assert sorted(code for _, code in asked(query)) == sorted(seen)


def asked(query: str) -> list[tuple[str, ...]]:
    found = loaded().query(PREFIX + query).results
    assert isinstance(found, QuerySolutions)
    return [tuple(getattr(value, "value", "") for value in row) for row in found]


@cache
def schemas() -> tuple[etree.XMLSchema, ...]:
    names = ("elan_EAFv2.8_pympi.xsd", "elan_EAFv3.0_pympi.xsd")
    return tuple(etree.XMLSchema(etree.parse(fixture(name))) for name in names)


@pytest.mark.parametrize("name", FILES)
def test_elan_is_valid_and_pympi_finds_every_unit_and_verdict(name: str, tmp_path: Path) -> None:
    if coded(name) and not timed(name):
        with pytest.raises(UsageFault, match=r"No event has an onset .* write CSV, JSON or Turtle"):
            out(name, "eaf")
        return
    path = tmp_path / "out.eaf"
    path.write_bytes(out(name, "eaf"))
    for schema in schemas():
        schema.assertValid(etree.parse(path))
    eaf = Eaf(str(path))
    tiers = {tier: eaf.get_annotation_data_for_tier(tier) for tier in eaf.get_tier_names()}
    verdicts = [mark for tier, marks in tiers.items() if "emotion by" in tier for mark in marks]
    units = [mark for tier, marks in tiers.items() if tier[:2] in ("AU", "AD") for mark in marks]
    assert len(verdicts) == len(coded(name))
    seen = [one.event.observation for one in coded(name)]
    assert len(units) == sum(len(one.score.units) + len(one.doubtful) for one in seen)
    for marks in tiers.values():
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(marks)))


@pytest.mark.parametrize("name", FILES)
def test_emotionml_keeps_its_rules(name: str) -> None:
    root = check(out(name, "emotionml"))
    named = sum(one.verdict.outcome != "none" for one in coded(name))
    assert len(list(root.iter(f"{SPACE}emotion"))) == named


@pytest.mark.parametrize("name", FILES)
def test_the_picture_is_one_and_says_what_it_shows(name: str) -> None:
    if not coded(name):
        for fmt in ("svg", "png"):
            with pytest.raises(UsageFault, match="no event to draw"):
                out(name, fmt)
        return
    root = etree.fromstring(out(name, "svg"))
    text = " ".join("".join(root.itertext()).split())
    assert ("the picture has no times" in text) is not timed(name)
    assert text.count(": ") >= len(coded(name))
    png = out(name, "png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = Image.open(io.BytesIO(png)).size
    assert min(width, height) > 200


@pytest.mark.parametrize("name", FILES)
def test_the_command_writes_the_same_and_counts_it(name: str, tmp_path: Path) -> None:
    rate = FILES[name][0]
    path = tmp_path / "out.csv"
    arguments = ["code", str(fixture(name)), "-o", str(path), "--habits", "none"]
    result = CliRunner().invoke(cli, [*arguments, *(["--rate", str(rate)] if rate else [])])
    assert (result.exit_code, result.stdout) == (0, "")
    assert path.read_bytes() == out(name, "csv")
    assert f"{FILES[name][1]} " in result.stderr


@pytest.mark.parametrize(("name", "said"), NO_FACES)
def test_what_holds_no_faces_is_refused_by_its_name(name: str, said: str) -> None:
    result = CliRunner().invoke(cli, ["code", str(fixture(name))])
    assert (result.exit_code, result.stdout) == (2, "")
    assert name in result.stderr
    assert said in result.stderr
