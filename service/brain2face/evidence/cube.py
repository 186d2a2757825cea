"""A table of contributions as a Data Cube in Turtle, to be loaded beside the ontology.

It has the form of the graphs of the paper's own tables, and stands in the one written form of the
ontology's files. ``brain2face code --profile`` codes by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from brain2face.errors import UsageFault
from brain2face.evidence.naming import Naming
from brain2face.evidence.tables import Cell, Contributions
from brain2face.terms import B2F, PREFIXES

__all__ = ["DEFAULT_BASE", "as_cube"]

DEFAULT_BASE: Final = "urn:brain2face:"
_USED: Final = ("b2f", "qb", "rdfs", "skos")
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_PERCENT: Final = 100
_Pairs = list[tuple[str, str]]


def as_cube(table: Contributions, naming: Naming, source: str, base: str = DEFAULT_BASE) -> str:
    """Give the Turtle of a table.

    Args:
        table: the figures.
        naming: the ontology's names.
        source: the name of the corpus, which the data set and its observations are named after.
        base: how their IRIs begin.

    Raises:
        UsageFault: the base begins no IRI.
    """
    method = f"algorithm{table.method.algorithm}-{table.method.reading}"
    whole = f"{base}evidence/{quote(source, safe='')}/{method}"
    try:
        ox.NamedNode(whole)
    except ValueError:
        raise UsageFault(
            f"{base!r} begins no IRI: write for example https://lab.example/corpus/."
        ) from None
    blocks = [(whole, _data_set(table, naming, source))]
    for cell in table.cells:
        local = cell.emotion.rsplit("/", 1)[-1]
        blocks.append((f"{whole}/{local}/{cell.code}", _observation(table, cell, naming, whole)))
    blocks.sort(key=lambda one: [(int(p), "") if p.isdigit() else (-1, p) for p in _parts(one[0])])
    told = ["\n".join(f"@prefix {name}: <{PREFIXES[name]}> ." for name in _USED)]
    told += [
        f"{_iri(iri)} " + " ;\n  ".join(f"{p} {o}" for p, o in pairs) + " ."
        for iri, pairs in blocks
    ]
    return "\n\n".join(told) + "\n"


def _data_set(table: Contributions, naming: Naming, source: str) -> _Pairs:
    title = f"contribution of codes to emotions in {source}, by {naming.title(table.method)}"
    structure = "CorpusSumTable" if table.method.sums else "CorpusTable"
    note = (
        f"The standing few cases marks figures for which fewer than {table.least} images counted."
    )
    return [
        ("a", "qb:DataSet"),
        ("rdfs:label", _text(title)),
        ("skos:scopeNote", _text(note)),
        ("b2f:imageCount", str(table.images)),
        ("qb:structure", f"b2f:{structure}"),
    ]


def _observation(table: Contributions, cell: Cell, naming: Naming, whole: str) -> _Pairs:
    pairs = [
        ("a", "qb:Observation"),
        ("b2f:aboutEmotion", _iri(cell.emotion)),
        ("b2f:aboutUnit", _iri(naming.code(cell.code))),
        ("b2f:byMethod", _iri(naming.method(table.method))),
    ]
    if cell.thin:
        pairs.append(("b2f:hasStanding", "b2f:FewCases"))
    pairs.append(("b2f:rank", str(cell.rank)))
    pairs.append(("b2f:sampleSize", str(cell.n)))
    if not table.method.sums:
        pairs.append(("b2f:score", f"{cell.value:.6f}"))
    pairs.append(("b2f:share", f"{cell.share * _PERCENT:.4f}"))
    if table.method.sums:
        pairs.append(("b2f:summedScore", f"{cell.value:.6f}"))
    return [*pairs, ("qb:dataSet", _iri(whole))]


def _parts(iri: str) -> Iterator[str]:
    yield from re.split(r"(\d+)", iri)


def _iri(iri: str) -> str:
    local = iri.removeprefix(B2F)
    return f"b2f:{local}" if local != iri and _LOCAL.fullmatch(local) else str(ox.NamedNode(iri))


def _text(text: str) -> str:
    return str(ox.Literal(text, language="en"))
