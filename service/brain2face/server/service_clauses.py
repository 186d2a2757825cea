"""Where a SPARQL text asks another endpoint: its SERVICE clauses, found without parsing the rest.

The parser of the engine can be brought down by a text, so the process that serves does not use it.
Words are told from texts, comments and addresses, and brackets are matched; what is overlooked by
that, the engine's own look at the text (``guard.refuse_service``) refuses in the child.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from brain2face.errors import QuerySyntaxError
from brain2face.server.service_words import Word, words_of

__all__ = ["Clause", "clauses_of", "refusal"]

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_WORD: Final = re.compile("service", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A SERVICE clause: its place in the text, whom it asks, and what."""

    start: int
    end: int
    silent: bool
    address: str
    query: str
    wanted: frozenset[str]


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Give the SERVICE clauses of a query or update in their order.

    A text whose brackets do not match has none: the parser will say what is wrong with it.

    Raises:
        QuerySyntaxError: one asks whom a variable names, or holds another, or holds what another
            engine could read otherwise.
    """
    if not _WORD.search(text):
        return ()
    try:
        return tuple(_Reading(text, list(words_of(text))).clauses())
    except _UnmatchedError:
        return ()


def refusal(text: str, start: int, message: str) -> QuerySyntaxError:
    """Make the fault that names a place of a text; line and column count from 1."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return QuerySyntaxError(f"Line {line}, column {column}: {message}", line, column)


class _UnmatchedError(ValueError):
    """A clause without its group, or a group without its end."""


class _Reading:
    """One walk through the words of a text, with the prefixes and the base as they then are."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self._text = text
        self._words = words
        self._base = ""
        self._prefixes: dict[str, str] = {}
        self._declared: list[str] = []

    def clauses(self) -> Iterator[Clause]:
        place = 0
        while place < len(self._words):
            word = self._words[place]
            keyword = word.text.upper() if word.kind == "word" else ""
            if keyword in ("PREFIX", "BASE"):
                self._declare(keyword, self._words[place + 1 : place + 3])
            elif keyword == "SERVICE":
                clause, place = self._clause(place)
                yield clause
                continue
            place += 1

    def _declare(self, keyword: str, after: list[Word]) -> None:
        kinds = [word.kind for word in after]
        if keyword == "PREFIX" and kinds == ["name", "iri"]:
            self._prefixes[after[0].text.removesuffix(":")] = self._absolute(after[1].text)
            self._declared.append(f"PREFIX {after[0].text} <{after[1].text}>")
        elif keyword == "BASE" and kinds[:1] == ["iri"]:
            self._base = self._absolute(after[0].text)
            self._declared.append(f"BASE <{after[0].text}>")

    def _clause(self, place: int) -> tuple[Clause, int]:
        service = self._words[place]
        after = self._words[place + 1 : place + 4]
        silent = bool(after) and after[0].kind == "word" and after[0].text.upper() == "SILENT"
        whom, first = place + 1 + silent, place + 2 + silent
        last = self._closing(first)
        named = self._words[whom]
        if named.kind == "variable":
            raise refusal(
                self._text,
                service.start,
                f"SERVICE {named.text} is refused: the endpoint must be written as an IRI.",
            )
        for inner in range(first, last + 1):
            if _is_service(self._words[inner]) or _hides(self._words, inner):
                message = "SERVICE inside SERVICE is refused."
                raise refusal(self._text, self._words[inner].start, message)
        pattern = self._words[first : last + 1]
        sent = "\n".join([*self._declared, f"SELECT * {self._written(pattern)}"])
        if any(ord(_escaped(found)) < 128 for found in _ESCAPE.finditer(sent)):
            message = "a plain character is written as \\u… in or before this SERVICE clause."
            raise refusal(self._text, service.start, message)
        wanted = frozenset(word.text[1:] for word in pattern if word.kind == "variable")
        address = self._address(named)
        return Clause(service.start, pattern[-1].end, silent, address, sent, wanted), last + 1

    def _closing(self, first: int) -> int:
        depth = 0
        for place in range(first, len(self._words)):
            mark = self._words[place].text if self._words[place].kind == "mark" else ""
            depth += {"{": 1, "}": -1}.get(mark, 0)
            if depth == 0 and place > first:
                return place
            if depth <= 0 or mark in ("'", '"'):
                break
        raise _UnmatchedError

    def _written(self, pattern: list[Word]) -> str:
        pieces, end = [], pattern[0].start
        for word in pattern:
            gap = self._text[end : word.start]
            pieces.append("\n" if "\n" in gap else " " if gap else "")
            pieces.append(self._text[word.start : word.end])
            end = word.end
        return "".join(pieces)

    def _address(self, word: Word) -> str:
        if word.kind == "iri":
            return self._absolute(word.text)
        prefix, _, local = word.text.partition(":")
        if word.kind != "name" or prefix not in self._prefixes:
            return word.text
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)

    def _absolute(self, iri: str) -> str:
        plain = _ESCAPE.sub(_escaped, iri)
        try:
            return urljoin(self._base, plain) if self._base else plain
        except ValueError:
            return plain


def _is_service(word: Word) -> bool:
    return word.kind == "word" and word.text.upper() == "SERVICE"


def _hides(words: list[Word], place: int) -> bool:
    """Say whether a lenient parser could find SERVICE inside a word: ``trueSERVICE<…>``."""
    word = words[place]
    if word.kind == "word":
        return not _is_service(word) and bool(_WORD.search(word.text))
    if word.kind != "name" or not _WORD.search(word.text.partition(":")[0]):
        return False
    opens = place + 1 < len(words) and words[place + 1].text == "{"
    return opens and (place == 0 or words[place - 1].text.upper() != "GRAPH")


def _escaped(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    valid = number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if valid else "\ufffd"
