"""The competency questions: each with what may be filled in, its SPARQL, and what it answers."""

from __future__ import annotations

from html import escape
from typing import Any, Final

import pyoxigraph as ox

from brain2face.errors import Brain2FaceError
from brain2face.questions import Question, load_questions
from brain2face.terms import curie
from pages_from.html import Links, table
from pages_from.world import World, world

__all__ = ["questions"]

_MOST: Final = 8


def questions() -> str:
    """Give a section for each first tag, and in it one for each question."""
    made = world()
    names = {one.id: one.name for one in made.terms.values()}
    links = Links(made.pages, names, "../")
    groups: dict[str, list[Question]] = {}
    for question in load_questions().values():
        groups.setdefault(question.tags[0], []).append(question)
    parts: list[str] = []
    for tag in sorted(groups, key=lambda tag: (tag != "first look", tag)):
        parts.append(f"## {tag.capitalize()}")
        parts.extend(_section(made, links, question) for question in groups[tag])
    return "\n\n".join(parts)


def _section(made: World, links: Links, question: Question) -> str:
    query = (question.text.partition("\n\n")[2] or question.text).strip()
    block = f"```{{code-block}} sparql\n:force:\n\n{query}\n```"
    return "\n\n".join(
        (
            f"### {question.name}",
            f'<p class="definition">{escape(question.question)}</p>',
            _parameters(question),
            _answer(made, links, question),
            f"<details><summary>SPARQL</summary>\n\n{block}\n\n</details>",
        )
    )


def _parameters(question: Question) -> str:
    if not question.parameters:
        return "<p>Takes no parameters.</p>"
    rows = (
        (
            f"<code>{escape(one.name)}</code>",
            escape(one.type),
            escape(one.description),
            f"<code>{escape(one.example)}</code>" if one.example else "may be left out",
        )
        for one in question.parameters
    )
    return table(("parameter", "type", "what it is", "example"), rows)


def _answer(made: World, links: Links, question: Question) -> str:
    try:
        results = made.knowledge.query(question.text).results
    except Brain2FaceError as fault:
        return f"<p>Not asked here: {escape(str(fault))}</p>"
    if not isinstance(results, ox.QuerySolutions):
        return "<p>Answers with a graph.</p>"
    header = [variable.value for variable in results.variables]
    found = [[_cell(links, cell) for cell in solution] for solution in results]
    if not question.ordered:
        found.sort()
    filled = " for the example" if any(one.example for one in question.parameters) else ""
    rest = len(found) - _MOST
    count = f"{len(found)} rows" if len(found) != 1 else "1 row"
    said = f"The answer{filled}: {count}{f', {_MOST} of them here' if rest > 0 else ''}."
    return f"<p>{said}</p>{table(header, found[:_MOST])}" if found else f"<p>{said}</p>"


def _cell(links: Links, term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return links.to(term.value, curie(term.value))
    return escape(term.value if isinstance(term, ox.Literal) else str(term))
