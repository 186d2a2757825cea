"""Competency questions, answered by name: what a user gives is bound as terms, never as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.files import queries_dir
from brain2face.knowledge import Knowledge, QueryAnswer
from brain2face.question_file import TYPES, Parameter, Question, read_question
from brain2face.terms import B2F, PREFIXES

__all__ = ["Question", "ask", "bind", "load_questions"]

_EXAMPLE: Final = "for example"
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]*\.[0-9]+")


def load_questions(directory: Path | None = None) -> dict[str, Question]:
    """Read every ``.rq`` file of a folder, by default the package's own, in order of name.

    Raises:
        SourceFileError: a file breaks the rules of the format; file and line are named.
    """
    root = queries_dir() if directory is None else directory
    return {path.stem: read_question(path) for path in sorted(root.glob("*.rq"))}


def ask(
    knowledge: Knowledge,
    name: str,
    params: Mapping[str, str],
    questions: Mapping[str, Question] | None = None,
) -> QueryAnswer:
    """Answer a question by its name, with what a user gave for its parameters.

    Raises:
        UnknownNameError: no such question or parameter, or a value that names nothing.
        UsageFault: a required parameter is missing, or a number is none.
    """
    known = load_questions() if questions is None else questions
    if name not in known:
        raise UnknownNameError("question", name, known)
    return knowledge.query(bind(knowledge, known[name], params))


def bind(knowledge: Knowledge, question: Question, params: Mapping[str, str]) -> str:
    """Give the query text of a question with its parameters filled in by terms."""
    names = [parameter.name for parameter in question.parameters]
    for given in params:
        if given not in names:
            takes = f" It takes: {', '.join(names)}." if names else " It takes none."
            raise _unknown_parameter(given, question, names, takes)
    lines = question.text.split("\n")
    for parameter in question.parameters:
        if parameter.name in params:
            term = _term(knowledge, parameter, params[parameter.name])
            lines[parameter.line - 1] = f"  VALUES ?{parameter.name} {{ {term} }}"
        elif parameter.required:
            told = parameter.description
            if _EXAMPLE not in told:
                told = f"{told}; {_EXAMPLE} {parameter.example}"
            raise UsageFault(f"The question {question.name!r} needs {parameter.name}=… ({told}).")
    return "\n".join(lines)


def _unknown_parameter(
    given: str, question: Question, names: list[str], takes: str
) -> UnknownNameError:
    error = UnknownNameError(f"parameter of the question {question.name!r} called", given, names)
    error.args = (f"{error.args[0]}{takes}",)
    return error


def _term(knowledge: Knowledge, parameter: Parameter, given: str) -> str:
    try:
        given.encode()
    except UnicodeEncodeError:
        raise UsageFault(f"{parameter.name}={given!r} is not valid Unicode text.") from None
    if parameter.type == "text":
        return str(ox.Literal(given))
    if parameter.type == "number":
        for pattern, datatype in ((_INTEGER, "integer"), (_DECIMAL, "decimal")):
            if pattern.fullmatch(given.strip()):
                return str(
                    ox.Literal(given.strip(), datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))
                )
        raise UsageFault(f"{parameter.name}={given!r} is not a number such as 3 or 0.25.")
    return str(knowledge.find(given, *(B2F + kind for kind in TYPES[parameter.type])))
