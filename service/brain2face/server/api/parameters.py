"""What a request gives for the parameters of an operation, proven one by one.

A name that is not known is refused, with the nearest that is; so is one that is given twice. Text
that may be left out may be left empty, too, as forms do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from brain2face.errors import nearest
from brain2face.server.api.operations import Operation, Parameter
from brain2face.server.refusals import Refused

__all__ = ["proven", "refused"]

_WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})")
_SHOWN: Final = 80


def refused(
    field: str, message: str, *, status: int = 400, near: list[str] | None = None
) -> Refused:
    """Make the refusal that names the field that is to blame."""
    members: dict[str, object] = {"field": field}
    if near:
        members["nearest"] = near
        message = f"{message} Nearest: {', '.join(near)}."
    return Refused(status, message, members=members)


def proven(
    operation: Operation, in_path: Mapping[str, str], given: Mapping[str, list[str]]
) -> dict[str, Any]:
    """Give the values of all parameters of an operation.

    Args:
        operation: what is asked.
        in_path: what its path holds.
        given: what the address has after its question mark.

    Raises:
        Refused: a parameter is not known, given twice, missing, or of another form.
    """
    known = {one.name: one for one in operation.parameters if one.place == "query"}
    for name, values in given.items():
        if name not in known:
            shown = ascii(name[:_SHOWN])
            takes = f"It takes {', '.join(known)}." if known else "It takes none."
            message = f"{operation.path} has no parameter {shown}. {takes}"
            raise refused(name[:_SHOWN], message, near=nearest(name[:_SHOWN], known, 1) or None)
        if len(values) > 1:
            raise refused(name, f"{name} is given {len(values)} times; give it once.")
    proof: dict[str, Any] = {}
    for one in operation.parameters:
        text = in_path.get(one.name) if one.place == "path" else _first(given.get(one.name))
        if text == "" and not one.required and one.kind in ("text", "list") and not one.choices:
            text = None
        if text is not None:
            proof[one.name] = _value(one, text)
        elif one.required:
            raise refused(one.name, f"{one.name}=… is needed: {one.meaning} Such as {one.example}.")
        else:
            proof[one.name] = () if one.kind == "list" else one.default
    return proof


def _first(values: list[str] | None) -> str | None:
    return values[0] if values else None


def _value(one: Parameter, text: str) -> Any:
    if one.kind == "whole":
        if not _WHOLE.fullmatch(text):
            raise refused(one.name, f"{one.name} takes a whole number such as {one.example}.")
        return _within(one, int(text), int(text), "")
    if one.kind == "number":
        if not _NUMBER.fullmatch(text):
            raise refused(one.name, f"{one.name} takes a number such as {one.example}.")
        return text
    if one.choices and text not in one.choices:
        message = f"{one.name} takes one of {', '.join(one.choices)}."
        raise refused(one.name, message, near=nearest(text[:_SHOWN], one.choices, 1))
    _within(one, text, len(text), " character")
    if one.kind == "list":
        return tuple(part for part in text.split(",") if part)
    return text


def _within(one: Parameter, value: Any, size: int, of: str) -> Any:
    if one.least is not None and size < one.least:
        more = f"{one.least}{_plural(of, one.least)} or more"
        raise refused(one.name, f"{one.name} takes {more}, not {size}.")
    if one.most is not None and size > one.most:
        most = f"{one.most}{_plural(of, one.most)} at most"
        raise refused(one.name, f"{one.name} takes {most}, not {size}.")
    return value


def _plural(of: str, count: int) -> str:
    return of + "s" * (bool(of) and count != 1)
