"""The failures that ``docs/reference/conformance.md`` lists, and the rule that it is exact."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

__all__ = ["judged", "listed"]

DOCUMENT = Path(__file__).parent.parent / "docs" / "reference" / "conformance.md"
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


@cache
def listed() -> frozenset[str]:
    """Give the names of the tests that are said to fail."""
    return frozenset(ROW.findall(DOCUMENT.read_text(encoding="utf-8")))


def judged(name: str, fault: str | None) -> None:
    """Fail if a test failed without being listed, or is listed and passed."""
    if name in listed():
        assert fault, f"{name} passes now: take it off the list in {DOCUMENT.name}"
    else:
        assert fault is None, f"{name}: {fault}"
