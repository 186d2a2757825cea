"""Labels told: in words with their reasons, and as data."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterator
from typing import Final

from brain2face.explain import in_short, word
from brain2face.labelling import Labelled, NastyNice
from brain2face.records import CodedEvent

__all__ = ["as_json", "as_text", "document", "nested_text", "title"]

_WIDEST: Final = 100


def title(one: CodedEvent) -> str:
    """Name an expression with its score and verdict."""
    return f"{one.event.name}: {one.event.observation.score} ({in_short(one.verdict)})"


def as_text(heading: str, found: Labelled) -> str:
    """Tell a label with its reasons, under a heading."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    named = word(found.label) if found.label else "no label"
    verdict = f"{named}; micro-expression type: {word(found.micro_type)}"
    lines = [heading, f"  {verdict[:1].upper()}{verdict[1:]}"]
    for reason in (*found.reasons, *found.settles):
        lines += textwrap.wrap(
            reason, width, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False
        )
    return "\n".join(lines)


def nested_text(nested: tuple[NastyNice, ...]) -> Iterator[str]:
    """Tell each negative expression within a positive one."""
    for one in nested:
        yield f"Nasty-nice: {one.inner.event.name} within {one.outer.event.name}: {one.reason}"


def as_json(found: Labelled) -> str:
    """Give a label as JSON."""
    return json.dumps(_data(found), ensure_ascii=False, indent=2)


def _data(found: Labelled) -> dict[str, object]:
    return {
        "label": {"iri": found.label.iri, "label": found.label.label} if found.label else None,
        "micro_type": {"iri": found.micro_type.iri, "label": found.micro_type.label},
        "agreement": found.agreement,
        "level": found.level,
        "length": found.length or None,
        "conditions": [
            {
                "name": one.name,
                "says": [{"iri": c.iri, "label": c.label, "kind": c.kind} for c in one.says],
                "silence": one.silence or None,
            }
            for one in found.conditions
        ],
        "reasons": found.reasons,
        "settles": found.settles,
    }


def document(
    pairs: list[tuple[CodedEvent, Labelled]], nested: tuple[NastyNice, ...]
) -> dict[str, object]:
    """Give the labels of a file, and what passes within what, as plain data."""
    return {
        "expressions": [
            {"name": one.event.name, "score": str(one.event.observation.score), **_data(found)}
            for one, found in pairs
        ],
        "nasty_nice": [
            {"inner": one.inner.event.name, "outer": one.outer.event.name, "reason": one.reason}
            for one in nested
        ],
    }
