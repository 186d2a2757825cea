"""What the peers serve and are asked: the ontology, a user's graph beside it, and three questions.

The user's graph holds expressions as ``brain2face code --to turtle`` would write them, made up by a
fixed rule. The questions are chosen by the time that the engine alone takes for each.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from brain2face.errors import Brain2FaceError
from brain2face.knowledge import Knowledge
from brain2face.questions import bind, load_questions
from brain2face.terms import B2F, PREFIXES

__all__ = ["ACCEPT", "GRAPH", "SIZES", "Asked", "answered", "choose", "write_nquads", "write_user"]

ACCEPT: Final = "application/sparql-results+json"
GRAPH: Final = "https://example.org/expressions"
SIZES: Final = {"small": 0.25, "medium": 0.75, "heavy": 1.0}
_RUNS: Final = 5
_UNITS: Final = (1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 24, 25, 26)
_STATEMENTS_EACH: Final = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as all peers are asked it.

    Attributes:
        size: small, medium or heavy, or the name where it was named.
        name: of the competency question.
        text: the SPARQL, with the examples of its parameters bound.
        milliseconds: CPU time of the engine alone, in memory, the least of five.
        rank: how many questions are as fast or faster, of all.
    """

    size: str
    name: str
    text: str
    milliseconds: float
    rank: str

    @property
    def query(self) -> str:
        """Give the query part of an address that asks it."""
        return "query=" + urllib.parse.quote(self.text, safe="")


def choose(knowledge: Knowledge, wanted: Sequence[str]) -> list[Asked]:
    """Give the questions of the wanted sizes or names.

    Small is the one at the first quarter of all questions by time, medium the one at the third,
    heavy the slowest. Only questions that give rows count.

    Raises:
        Brain2FaceError: there is no question of this name.
    """
    timed = sorted(_timed(knowledge))
    names = [name for _, name, _ in timed]
    chosen = []
    for one in wanted:
        if one not in SIZES and one not in names:
            raise Brain2FaceError(f"There is no question {one!r} that gives rows.")
        place = round(SIZES[one] * (len(timed) - 1)) if one in SIZES else names.index(one)
        seconds, name, text = timed[place]
        chosen.append(Asked(one, name, text, seconds * 1000, f"{place + 1} of {len(timed)}"))
    return chosen


def _timed(knowledge: Knowledge) -> Iterator[tuple[float, str, str]]:
    for name, question in load_questions().items():
        needed = [p for p in question.parameters if p.required]
        examples = {p.name: (p.example or "").strip(chr(34)) for p in needed}
        text = bind(knowledge, question, examples)
        seconds = []
        for _ in range(_RUNS):
            began = time.process_time()
            results = knowledge.query(text).results
            if not isinstance(results, ox.QuerySolutions):
                break
            results.serialize(format=ox.QueryResultsFormat.JSON)
            seconds.append(time.process_time() - began)
        if seconds:
            yield min(seconds), name, text


def write_nquads(knowledge: Knowledge, path: Path) -> None:
    """Write the ontology as it is served."""
    with path.open("wb") as file:
        knowledge.store.dump(file, format=ox.RdfFormat.N_QUADS)


def write_user(path: Path, triples: int) -> None:
    """Write a user's graph of so many triples as N-Triples."""
    rdf, xsd = PREFIXES["rdf"], PREFIXES["xsd"]
    with path.open("w", encoding="utf-8") as file:
        for number in range(-(-triples // _STATEMENTS_EACH)):
            me = f"<{GRAPH}#{number}>"
            onset = f"{number % 5000 / 25:.2f}"
            unit = (_UNITS[(number * step + step) % len(_UNITS)] for step in (1, 3, 7))
            told = [
                f"<{rdf}type> <{B2F}Expression>",
                f'<{PREFIXES["dcterms"]}identifier> "{number}"',
                f"<{B2F}shownBy> <{GRAPH}#subject{number % 200}>",
                f"<{B2F}occursIn> <{GRAPH}#clip{number // 50}>",
                f'<{B2F}onset> "{onset}"^^<{xsd}decimal>',
                f'<{B2F}offset> "{onset[:-1]}9"^^<{xsd}decimal>',
                *(f"<{B2F}shows> <{B2F}AU{one}>" for one in unit),
                f"<{B2F}codedBy> <{GRAPH}#coder{number % 3}>",
            ]
            file.writelines(f"{me} {statement} .\n" for statement in told)


def answered(address: str, asked: Asked, patience: float) -> tuple[int | None, float]:
    """Ask once; give the rows, none if it took longer or failed, and the seconds it took."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(f"{address}?{asked.query}", headers={"Accept": ACCEPT})  # noqa: S310
    began = time.perf_counter()
    try:
        with direct.open(request, timeout=patience) as response:
            rows = len(json.load(response)["results"]["bindings"])
    except (OSError, ValueError):
        rows = None
    return rows, time.perf_counter() - began
