"""AFFDEX (Affectiva): movements named in words, from 0 to 100, in JSON or in a table of iMotions.

JSON has one flat object an image, or a list of them; iMotions writes the same names in capitals
with spaces. ``smirk`` is one side of 12 or of 14, and stays both.
"""

from __future__ import annotations

from typing import Final

from brain2face.readers.frame_names import columns_like
from brain2face.readers.frames_json import is_json, read_objects
from brain2face.readers.frames_table import read_frames
from brain2face.readers.head import Head
from brain2face.readers.options import ReadOptions
from brain2face.readers.source import Source
from brain2face.records import Recording

__all__ = ["NAME", "WHAT", "read", "recognises"]

NAME: Final = "affdex"
WHAT: Final = "AFFDEX, JSON or a table of iMotions: innerBrowRaise, Brow Furrow"
_TELLING = ("innerbrowraise", "browfurrow", "lipcornerdepressor")


def recognises(head: Head) -> float:
    """Say how surely a file is one: by names such as ``innerBrowRaise``."""
    if is_json(head):
        text = head.text.casefold()
        return 0.95 if any(f'"{name}"' in text for name in _TELLING) else 0.0
    return 0.95 if columns_like(head, "|".join(_TELLING)) > 1 else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read its frames."""
    if is_json(head):
        return read_objects(source, head, options, NAME, after_units=False)
    return read_frames(source, head, options, NAME, after_units=False)
