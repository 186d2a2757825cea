"""Bodies as clients send them: JSON read strictly, or lines of it; a fault names the field.

Strict means what RFC 8259 and I-JSON say: UTF-8 without a mark, no NaN, no half of a pair of
surrogates, and no member twice.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, TypeVar, get_args

import msgspec

from brain2face.errors import nearest
from brain2face.server.api.parameters import refused
from brain2face.server.refusals import Refused

__all__ = ["lines_of", "read_json"]

_MARK: Final = b"\xef\xbb\xbf"
_DEEPEST: Final = 100
_AT: Final = re.compile(r"(?P<said>.*?)(?: - at `(?P<key>key in )?(?P<path>\$[^`]*)`)?", re.DOTALL)
_UNKNOWN: Final = re.compile(r"unknown field `(?P<name>[^`]*)`")
_SHOWN: Final = 80
_T = TypeVar("_T")


def read_json(body: bytes, kind: type[_T]) -> _T:
    """Read JSON as a value of a type.

    Raises:
        Refused: it is no JSON, or says something else than the type; ``field`` is where.
    """
    if body.startswith(_MARK):
        raise refused("$", "The JSON begins with a byte order mark; send it without.")
    if not body.strip():
        raise refused("$", "There is no JSON in the body.")
    if _depth(body) > _DEEPEST:
        raise refused("$", f"The JSON is nested deeper than {_DEEPEST} levels.")
    try:
        read = msgspec.json.decode(body, type=kind)
        json.loads(body, object_pairs_hook=_once, parse_int=_nothing, parse_float=_nothing)
    except msgspec.ValidationError as error:
        raise _told(str(error), kind) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        said = str(error).removeprefix("JSON is malformed: ").rstrip(".")
        raise refused("$", f"The body is no JSON: {said}.") from None
    return read


def lines_of(body: bytes, most: int) -> list[tuple[int, bytes]]:
    """Split lines of JSON, numbered from 1; blank ones are left out.

    Raises:
        Refused: there are none, or too many.
    """
    if body.startswith(_MARK):
        raise refused("$", "The lines begin with a byte order mark; send them without.")
    lines = [(i, line) for i, line in enumerate(body.split(b"\n"), start=1) if line.strip()]
    if not lines:
        raise refused("$", "There is no line in the body.")
    if len(lines) > most:
        raise refused("$", f"{len(lines)} lines are more than {most}.", status=413)
    return lines


def _told(said: str, kind: Any) -> Refused:
    found = _AT.fullmatch(said)
    assert found  # noqa: S101
    field, message = found["path"] or "$", found["said"]
    if unknown := _UNKNOWN.search(message):
        name = unknown["name"][:_SHOWN]
        members = sorted(_members(kind))
        message = f"{field} has no member {name!r}"
        return refused(f"{field}.{name}", f"{message}.", near=nearest(name, members, 1))
    return refused(field, f"{field}: {message[:1].lower()}{message[1:]}.")


def _members(kind: Any) -> set[str]:
    """Give the names of all members of a type, and of the types within it."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = msgspec.structs.fields(kind)
        return {one.encode_name for one in fields}.union(*(_members(one.type) for one in fields))
    return set().union(*map(_members, get_args(kind)))


def _depth(body: bytes) -> int:
    """Count how deep brackets are nested; those within texts are left out."""
    if body.count(b"[") + body.count(b"{") <= _DEEPEST:
        return 0
    deep = deepest = 0
    for sign in re.findall(rb'"(?:[^"\\]|\\.)*"?|[\[\]{}]', body, re.DOTALL):
        if sign in b"[{":
            deep += 1
            deepest = max(deepest, deep)
        elif sign in b"]}":
            deep -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> None:
    names = set()
    for name, _ in pairs:
        if name in names:
            raise refused(name[:_SHOWN], f"The member {name[:_SHOWN]!r} is given twice.")
        names.add(name)


def _nothing(text: str) -> None:
    return None
