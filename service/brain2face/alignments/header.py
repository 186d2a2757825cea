"""The header of an SSSOM file: the part of YAML that such headers need, and nothing else.

A line is ``#key: value``; under a key without a value stand lines ``#  name: value`` or
``#  - value``. A value in double quotes is read as JSON reads it. The ontology is read at every
start: the 22 headers take 1 ms so, and 36 ms by PyYAML, whose C part not every system has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Header", "HeaderError", "read_header"]

_KEY: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*):(?: +(.*))?")
_PLAIN: Final = re.compile(r"[A-Za-z0-9/][^\"'\[\]{}#&*!|>%@`]*(?<!:)")


class HeaderError(Exception):
    """A line of a header that cannot be read."""

    def __init__(self, line: int, message: str) -> None:
        """Keep the line, counted from 1, beside what is wrong with it."""
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Header:
    """What a header says, each key with the line it stands in.

    Attributes:
        values: single values by key.
        maps: names with values by key.
        lists: several values by key.
        lines: where each key stands, from 1.
    """

    values: dict[str, str] = field(default_factory=dict)
    maps: dict[str, dict[str, str]] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_header(lines: Iterable[str]) -> Header:
    """Read the lines at the head of a file, each without its ``#``.

    Raises:
        HeaderError: a line is none of the three kinds, or says a key again.
    """
    header = Header()
    above = ""
    for number, line in enumerate(lines, 1):
        text = line.rstrip()
        if not text.startswith(" "):
            above = _take_key(header, number, text)
        elif not above:
            raise HeaderError(number, "an indented line stands under no key")
        else:
            _take_part(header, number, above, text.strip())
    return header


def _take_key(header: Header, number: int, text: str) -> str:
    match = _KEY.fullmatch(text)
    if match is None:
        raise HeaderError(number, f"{text!r} is no line of a header; write '#key: value'")
    key, value = match.groups()
    if key in header.lines:
        raise HeaderError(number, f"{key} is said again, after line {header.lines[key]}")
    header.lines[key] = number
    if value is None:
        return key
    header.values[key] = _scalar(number, value)
    return ""


def _take_part(header: Header, number: int, above: str, text: str) -> None:
    if text.startswith("- ") and above not in header.maps:
        header.lists.setdefault(above, []).append(_scalar(number, text[2:].strip()))
        return
    match = _KEY.fullmatch(text)
    if match is None or match[2] is None or above in header.lists:
        raise HeaderError(number, f"{text!r} is neither 'name: value' nor '- value' of {above}")
    names = header.maps.setdefault(above, {})
    if match[1] in names:
        raise HeaderError(number, f"{above} has {match[1]!r} twice")
    names[match[1]] = _scalar(number, match[2])


def _scalar(number: int, text: str) -> str:
    if text.startswith('"'):
        try:
            value = json.loads(text)
        except ValueError:
            raise HeaderError(number, f"{text} is no text in double quotes") from None
        return str(value)
    if ": " in text or not (_PLAIN.fullmatch(text) or text.startswith("http")):
        raise HeaderError(number, f"{text!r} needs double quotes around it")
    return text
