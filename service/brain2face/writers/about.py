"""What a writer is told about the whole, beside the events: where they come from, how to name them.

It also holds the two things that every writer does with a value: a time in plain decimals, and a
text without the characters that XML cannot hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from brain2face.knowledge import Knowledge

__all__ = ["DEFAULT_BASE", "About", "legal", "seconds"]

DEFAULT_BASE = "urn:brain2face:"
_PLACES = 6
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class About:
    """Where the events come from, and how they are named outside their file.

    ``source`` is the file they were read from, of which nothing but its name is written, since its
    folder is nobody's business but the user's. ``base`` begins the IRI of whatever the
    Turtle writer has to name; give each file its own where several are loaded together.
    ``knowledge`` is the ontology, which that writer takes its terms from; without it, it is loaded.
    ``width`` is the width of a picture in inches.
    """

    source: str = ""
    base: str = DEFAULT_BASE
    knowledge: Knowledge | None = field(default=None, repr=False)
    width: float = 11.0

    @property
    def file_name(self) -> str:
        """The name of the source without its folder."""
        return Path(self.source).name


def seconds(value: float | None) -> str:
    """Write a time in plain decimals, to the microsecond: ``1.25``; the empty text for none."""
    if value is None:
        return ""
    text = f"{round(Decimal(repr(float(value))), _PLACES):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def legal(text: str) -> str:
    """Give the text with U+FFFD for every character that no XML document may hold."""
    return _ILLEGAL.sub("\ufffd", text)
