"""The mapping sets of the ontology as the tests look at them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from brain2face import alignments
from brain2face.alignments import Mapping, MappingSet
from brain2face.files import mapping_files

__all__ = ["FILES", "NAMES", "SETS", "all_mappings", "table"]

FILES = mapping_files()
NAMES = [path.name.removesuffix(".sssom.tsv") for path in FILES]
SETS: dict[str, MappingSet] = {
    name: alignments.read(path, lambda _: True) for name, path in zip(NAMES, FILES, strict=True)
}


def all_mappings() -> list[Mapping]:
    """Give the rows of all sets."""
    return [mapping for one in SETS.values() for mapping in one.mappings]


def table(path: Path) -> Iterator[dict[str, str]]:
    """Read the rows of a table below its lines of remarks."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line[:1] not in ("#", "")]
    return csv.DictReader(lines, delimiter="\t")
