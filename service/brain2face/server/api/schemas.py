"""JSON Schemas of all that is sent and answered, made from the types themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import is_dataclass
from types import UnionType
from typing import Any, Final, get_args

import msgspec

from brain2face.notation import SIDES
from brain2face.server.api.operations import Operation
from brain2face.server.api.problems import Problem
from brain2face.server.api.requests import SCORE
from brain2face.server.api.verdicts import Unread

__all__ = ["CONTEXT", "schemas", "score_pattern"]

CONTEXT: Final = "@context"
_BLANK: Final = "[\\t\\n\\r ]*"
_REFS: Final = "#/components/schemas/{name}"
_SECTION: Final = re.compile(r"\n\s*(?:Attributes|Raises|Args):.*", re.DOTALL)
_MEMBER: Final = re.compile(r"^ {4,8}(\w+): (.*(?:\n {9,}.*)*)", re.MULTILINE)
_CONTEXT_SCHEMA: Final = {
    "description": "The address of the JSON-LD context, and what of it does not hold here.",
    "anyOf": [
        {"type": "string", "format": "uri"},
        {"type": "array", "items": {}},
        {"type": "object"},
    ],
}


def schemas(
    operations: Sequence[Operation], codes: Collection[str]
) -> tuple[dict[int, dict[str, Any]], dict[str, Any]]:
    """Give the schema of each type by its identity, and those that they refer to by name."""
    answers = [one.answer for one in operations if one.answer is not None]
    bodies = [kind for one in operations if one.body for kind in one.body.types.values()]
    whole = [Problem, *answers, *bodies]
    parts = [part for kind in whole for part in _parts(kind)]
    found, components = msgspec.json.schema_components([*parts, Unread], ref_template=_REFS)
    by_part = dict(zip(map(id, parts), found, strict=False))
    by_type = {}
    for kind in whole:
        several = [by_part[id(part)] for part in _parts(kind)]
        by_type[id(kind)] = several[0] if len(several) == 1 else {"anyOf": several}
    for schema in components.values():
        _told(schema)
    _completed(components, score_pattern(codes))
    linked = {
        name for one in operations if one.linked for name in _referred(by_type[id(one.answer)])
    }
    for name in linked | {"Hit"}:
        components[name]["properties"] = {
            CONTEXT: _CONTEXT_SCHEMA,
            **components[name]["properties"],
        }
    return by_type, components


def _parts(kind: Any) -> tuple[Any, ...]:
    """Give the types of a union of dataclasses, which the library does not take as one."""
    parts = get_args(kind) if isinstance(kind, UnionType) else ()
    return parts if parts and all(map(is_dataclass, parts)) else (kind,)


def score_pattern(codes: Collection[str]) -> str:
    """Give the form of scores that are surely read; many others are read, with remarks."""
    plain = "|".join(sorted((one for one in codes if one.isdigit()), key=int, reverse=True))
    moved = "|".join(sorted(one[1:] for one in codes if not one.isdigit()))
    unit = f"(?:[Aa][UuDd] ?)?(?:[{SIDES}]?(?:{plain})|[Mm](?:{moved}))[A-Ea-e]?"
    forms = (
        "[Nn][Uu][Ll][Ll]|[Nn][Oo][Nn][Ee]",
        f"[+]?0{{0,2}}(?:{plain})|[.-](?:{plain})",
        f"(?:{plain})(?:[+,./; -](?:{plain}))*",
        f"{unit}(?: ?[+] ?{unit})*",
    )
    return f"^{_BLANK}(?:{'|'.join(forms)})?{_BLANK}$"


def _completed(components: dict[str, Any], pattern: str) -> None:
    """Say what no type can: one of two members, and errors in the place of verdicts."""
    one_of = [{"required": ["score"]}, {"required": ["scores"]}]
    components["CodeRequest"]["oneOf"] = one_of
    components["CodeRequest"]["properties"]["score"]["pattern"] = pattern
    for texts in _scores(components["AgreementRequest"]):
        texts["pattern"] = pattern
    several = [{"$ref": _REFS.format(name=name)} for name in ("NamedVerdict", "Unread")]
    components["Coded"]["properties"]["verdicts"]["items"] = {"anyOf": several}


def _referred(schema: dict[str, Any]) -> set[str]:
    refs = [schema, *schema.get("anyOf", ())]
    return {one["$ref"].rpartition("/")[2] for one in refs if "$ref" in one}


def _told(schema: dict[str, Any]) -> None:
    """Give each member the words that the docstring has for it, and allow no other members."""
    if schema.get("type") != "object" or "properties" not in schema:
        return
    schema["additionalProperties"] = False
    words = schema.get("description", "")
    for name, told in _MEMBER.findall(words):
        if name in schema["properties"]:
            text = " ".join(told.replace("``", "`").split())
            schema["properties"][name].setdefault("description", text[:1].upper() + text[1:])
    if words:
        plain = _SECTION.sub("", words).strip().replace("``", "`")
        schema["description"] = " ".join(plain.split())


def _scores(schema: Any) -> Iterator[dict[str, Any]]:
    """Give the schemas of scores within a schema."""
    if isinstance(schema, dict):
        if str(schema.get("description", "")).startswith(SCORE):
            yield schema
        for part in schema.values():
            yield from _scores(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _scores(part)
