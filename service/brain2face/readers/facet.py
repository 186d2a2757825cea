"""FACET (Emotient) as iMotions writes it: a preamble, tabs, ``AU1 Evidence`` as log10 of odds.

Times are in milliseconds. One file may hold several stimuli; their names tell the faces apart.
"""

from __future__ import annotations

from typing import Final

from brain2face.readers.frame_names import columns_like
from brain2face.readers.frames_table import read_frames
from brain2face.readers.head import Head
from brain2face.readers.options import ReadOptions
from brain2face.readers.source import Source
from brain2face.records import Recording

__all__ = ["NAME", "WHAT", "read", "recognises"]

NAME: Final = "facet"
WHAT: Final = "FACET through iMotions, tab-separated text: columns AU1 Evidence"


def recognises(head: Head) -> float:
    """Say how surely a file is one: by columns such as ``AU1 Evidence``."""
    return 0.95 if columns_like(head, r"au[0-9]{1,2}evidence") else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read its frames."""
    return read_frames(source, head, options, NAME, after_units=True)
