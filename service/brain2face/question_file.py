"""Competency questions as files: SPARQL that says in words what it asks and what may be filled in.

A file ``queries/<name>.rq`` begins with lines ``#+ `` of TOML: ``question``, ``tags``, and a table
``[parameters.<variable>]`` for each thing to fill in. Its body is a query that runs as it stands;
each parameter is one line ``VALUES ?variable { example }``, or ``{ UNDEF }`` if it may be left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from brain2face.errors import SourceFileError

__all__ = ["TYPES", "Parameter", "Question", "read_question"]

TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": ("FacsCode",),
    "emotion": ("Emotion", "AffectiveState"),
    "muscle": ("Muscle",),
    "branch": ("NerveBranch",),
    "nerve": ("Nerve",),
    "source": ("Source",),
    "place": ("Place",),
    "method": ("Method",),
    "side": ("BodySide", "ScoringSide"),
    "profile": ("Profile",),
    "instrument": ("Instrument",),
    "text": (),
    "number": (),
}
_LONGEST_BODY: Final = 40
_HEADER_KEYS: Final = {"question", "tags", "parameters"}
_PARAMETER_KEYS: Final = {"type", "description", "required"}
_VALUES: Final = re.compile(r"\s*VALUES\s+\?(\w+)\s*\{\s*(\S+|\"[^\"]*\"\S*|'[^']*'\S*)\s*\}\s*")


@dataclass(frozen=True)
class Parameter:
    """A thing to fill in: its variable, its type out of ``TYPES``, and its line in the file."""

    name: str
    type: str
    description: str
    required: bool
    example: str | None
    line: int


@dataclass(frozen=True)
class Question:
    """One question, as its file gives it; ``ordered`` if the order of the answer counts."""

    name: str
    question: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    ordered: bool


def read_question(path: Path) -> Question:
    """Read one ``.rq`` file.

    Raises:
        SourceFileError: the file breaks the rules of the format; file and line are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceFileError(f"{path}: {error}.") from None
    lines = text.split("\n")
    height = next((i for i, line in enumerate(lines) if not line.startswith("#+")), len(lines))
    header = _header(path, lines[:height])
    body = text.rstrip("\n").split("\n")[height:]
    if len(body) > _LONGEST_BODY:
        line = height + _LONGEST_BODY + 1
        raise _broken(path, line, f"the query is longer than {_LONGEST_BODY} lines")
    parameters = _parameters(path, lines, height, header.get("parameters", {}))
    return Question(
        name=path.stem,
        question=header["question"],
        tags=tuple(header["tags"]),
        parameters=parameters,
        text=text,
        ordered=bool(re.search(r"\bORDER\s+BY\b", text.rpartition("}")[2], re.IGNORECASE)),
    )


def _header(path: Path, lines: list[str]) -> dict[str, Any]:
    try:
        header = tomllib.loads("\n".join(line[2:].lstrip(" ") for line in lines))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else len(lines)
        raise _broken(path, line, f"the header: {error}") from None
    _only(path, lines, header, _HEADER_KEYS, "header")
    if not isinstance(header.get("question"), str):
        raise _broken(path, 1, 'the header lacks  question = "…"')
    tags = header.get("tags")
    if not isinstance(tags, list) or not tags or not all(isinstance(tag, str) for tag in tags):
        raise _broken(path, 1, 'the header lacks  tags = ["…"]')
    return header


def _parameters(
    path: Path, lines: list[str], height: int, declared: dict[str, Any]
) -> tuple[Parameter, ...]:
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines[height:], start=height + 1):
        match = _VALUES.fullmatch(line)
        if not match:
            continue
        name, example = match.groups()
        if name not in declared:
            raise _broken(path, number, f"VALUES ?{name} is no parameter in the header; use BIND")
        if name in found:
            raise _broken(path, number, f"a second line VALUES ?{name}")
        found[name] = number, example
    parameters = []
    for name, entry in declared.items():
        row = _row(lines, f"[parameters.{name}]")
        if not isinstance(entry, dict):
            raise _broken(path, row, f"{name!r} is no table [parameters.{name}]")
        _only(path, lines, entry, _PARAMETER_KEYS, f"parameter {name!r}")
        if entry.get("type") not in TYPES:
            raise _broken(path, row, f"the type of {name!r} is none of {', '.join(TYPES)}")
        if not isinstance(entry.get("description"), str):
            raise _broken(path, row, f"the parameter {name!r} lacks a description")
        if name not in found:
            raise _broken(path, row, f"the query has no line  VALUES ?{name} {{ … }}")
        number, example = found[name]
        optional = example == "UNDEF"
        required = entry.get("required", not optional)
        if not isinstance(required, bool):
            raise _broken(path, row, f"'required' of {name!r} is neither true nor false")
        shown = None if optional else example
        parameters.append(
            Parameter(name, entry["type"], entry["description"], required, shown, number)
        )
    return tuple(parameters)


def _only(path: Path, lines: list[str], entry: dict[str, Any], keys: set[str], where: str) -> None:
    for key in entry:
        if key not in keys:
            allowed = ", ".join(sorted(keys))
            message = f"unknown key {key!r} in the {where}; known: {allowed}"
            raise _broken(path, _row(lines, key), message)


def _row(lines: list[str], start: str) -> int:
    bare = [line[2:].strip() for line in lines]
    return next((i for i, line in enumerate(bare, start=1) if line.startswith(start)), 1)


def _broken(path: Path, line: int, message: str) -> SourceFileError:
    return SourceFileError(f"{path}, line {line}: {message}.")
