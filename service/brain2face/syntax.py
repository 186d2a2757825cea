"""Why a SPARQL text does not parse, in words for the person who wrote it.

Oxigraph reports the furthest place that any rule reached, which lies past the fault by up to the
length of its longest keyword, and lists character classes. Parsed again with wide gaps between the
words, the same report points into the faulty word, and the classes become words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from brain2face.errors import QuerySyntaxError
from brain2face.guard import parse_only
from brain2face.terms import PREFIXES

__all__ = ["explain"]

_GAP: Final = " " * 40
_TOKEN: Final = re.compile(
    r'''(?P<space>\s+|\#[^\n\r]*)
    |(?P<text>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|\'\'\'(?:'{0,2}(?:[^'\\]|\\.))*\'\'\'
             |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<word>[?$@]?[\w:][\w:.%\\-]*)
    |(?P<mark>\^\^|<<\(|\)>>|\{\||\|\}|.)''',
    re.VERBOSE | re.DOTALL,
)
_REPORT: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_ITEM: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\[.*?\](?=,|$)|[^,]+', re.DOTALL)
_UPDATES: Final = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_SAID: Final = {
    "SELECT * is not authorized with GROUP BY": "SELECT * cannot stand with GROUP BY",
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is neither grouped by nor aggregated"
    ),
}
_BY_KEYWORD: Final = {
    "CONSTRUCT": "SELECT, ASK, CONSTRUCT or DESCRIBE",
    "OPTIONAL": "a triple, FILTER, OPTIONAL or another clause, or '}'",
    "ENCODE_FOR_URI": "a value: a variable, number, text in quotes, IRI or function",
    "WHERE": "WHERE or '{'",
    "VALUES": "ORDER BY, LIMIT or another closing clause, or the end of the query",
    "DISTINCT": "a variable, '*', or an expression in brackets: (COUNT(?x) AS ?n)",
}
_BY_MARK: Final = {
    '"?"': "a variable",
    '":"': "an IRI or prefixed name",
    '"<"': "an IRI",
    '"\'"': "a text in quotes",
    "['0'..='9']": "a number",
    **{f'"{mark}"': f"'{mark}'" for mark in "{}()[].;,"},
}


@dataclass(frozen=True)
class _Word:
    start: int
    spread: int
    text: str
    kind: str | None


def explain(
    text: str, error: SyntaxError, parse: Callable[[str], None] = parse_only
) -> QuerySyntaxError:
    """Turn what Oxigraph says of ``text`` into a place and an expectation that can be acted on.

    Args:
        text: a query, or an update.
        error: what was said of it.
        parse: parses it once more without evaluating it.
    """
    spread, words = _spread(text)
    report = _REPORT.match(_reported(spread, parse) or str(error))
    if report is None:
        return QuerySyntaxError(f"The text does not parse: {error}.")
    lines = spread.split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(report[1]) - 1]) + int(report[2]) - 1
    index = max((i for i, word in enumerate(words) if word.spread <= offset), default=-1)
    open_quote = next((w for w in words if w.kind == "mark" and w.text in "'\""), None)
    if not words:
        return QuerySyntaxError("The query is empty.", 1, 1)
    if open_quote:
        return _fault(text, open_quote.start, "the quotation mark here is never closed")
    if "IRI parsing failed" in report[3]:
        start = text.rfind("<", 0, words[index].start + 1)
        iri = text[start : text.find(">", start) + 1]
        return _fault(text, start, f"{iri} is not an absolute IRI")
    for said, meaning in _SAID.items():
        if said in report[3]:
            return _fault(text, words[index].start, meaning)
    if offset >= len(spread):
        end = words[-1].start + len(words[-1].text)
        return _fault(text, end, "the query ends too early" + _expected(report[3]))
    return _about(text, words[index], report[3])


def _about(text: str, word: _Word, report: str) -> QuerySyntaxError:
    prefix = word.text.partition(":")[0]
    if "Prefix not found" in report:
        known = PREFIXES.get(prefix)
        hint = f"add the line  PREFIX {prefix}: <{known}>" if known else "no PREFIX line names it"
        return _fault(text, word.start, f"the prefix {prefix}: is not declared; {hint}")
    if "CONSTRUCT" in report and word.text.upper() in _UPDATES:
        message = f"{word.text.upper()} is an update; this endpoint reads, it does not update"
        return _fault(text, word.start, message)
    if word.kind == "iri" and not re.match(r"<[A-Za-z][\w+.-]*:", word.text):
        return _fault(text, word.start, f"{word.text} is not an absolute IRI")
    if '":"' in report and '"<"' not in report:
        return _fault(text, word.start, f"{word.text!r} lacks a prefix and ':', as in b2f:AU12")
    if word.text == "}" and "OPTIONAL" in report:
        return _fault(text, word.start, "the clause before '}' cannot stand there as it is")
    shown = word.text if len(word.text) <= 40 else word.text[:37] + "..."
    return _fault(text, word.start, f"{shown!r} does not fit here{_expected(report)}")


def _fault(text: str, offset: int, message: str) -> QuerySyntaxError:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return QuerySyntaxError(f"Line {line}, column {column}: {message}.", line, column)


def _expected(report: str) -> str:
    items: list[str] = [item.strip() for item in _ITEM.findall(report)]
    for keyword, meaning in _BY_KEYWORD.items():
        if keyword in items:
            return f": expected {meaning}"
    words = [item for item in items if re.fullmatch(r"[A-Z][A-Z_0-9]+", item) and item != "NOT"]
    marks = [meaning for mark, meaning in _BY_MARK.items() if mark in items]
    if "an IRI or prefixed name" in marks and "an IRI" in marks:
        marks.remove("an IRI")
    found = words + marks
    if not found:
        return ""
    return ": expected " + " or ".join(filter(None, [", ".join(found[:-1]), found[-1]]))


def _spread(text: str) -> tuple[str, list[_Word]]:
    parts: list[str] = []
    words: list[_Word] = []
    length = 0
    for found in _TOKEN.finditer(text):
        part = found.group()
        if found.lastgroup == "space":
            part += "" if part.startswith("#") else _GAP
        else:
            gap = _GAP if part in "{}()[];," else ""
            words.append(_Word(found.start(), length + len(gap), part, found.lastgroup))
            part = gap + part + gap
        parts.append(part)
        length += len(part)
    return "".join(parts) + "\n" + _GAP, words


def _reported(spread: str, parse: Callable[[str], None]) -> str:
    try:
        parse(spread)
    except SyntaxError as error:
        return str(error)
    return ""
