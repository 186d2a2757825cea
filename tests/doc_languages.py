"""Blocks that hold no program, read by the reader of their language."""

from __future__ import annotations

import configparser
import csv
import io
import json
import tomllib
from collections.abc import Callable, Mapping
from typing import Final

import pyoxigraph as ox
import yaml
from lxml import etree

from brain2face.guard import parse_only

__all__ = ["READ"]


def _rdf(syntax: ox.RdfFormat) -> Callable[[str], object]:
    return lambda text: list(ox.parse(text.encode(), format=syntax))


def _csv(text: str) -> None:
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in rows:
        assert len(row) == len(header), f"{row} is not as long as the header"


def _ini(text: str) -> None:
    configparser.ConfigParser(strict=False, interpolation=None).read_string(text)


READ: Final[Mapping[str, Callable[[str], object]]] = {
    "turtle": _rdf(ox.RdfFormat.TURTLE),
    "trig": _rdf(ox.RdfFormat.TRIG),
    "sparql": parse_only,
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "toml": tomllib.loads,
    "csv": _csv,
    "ini": _ini,
    "yaml": yaml.safe_load,
    "xml": lambda text: etree.fromstring(text.encode()),
}
