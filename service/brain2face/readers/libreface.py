"""LibreFace: one row a frame, ``au_1`` 0 or 1 and ``au_1_intensity`` from 0 to 5.

The two sets of units differ: ``au_7`` has no grade, ``au_5_intensity`` no detection.
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

NAME: Final = "libreface"
WHAT: Final = "LibreFace, CSV: columns au_1, au_1_intensity"


def recognises(head: Head) -> float:
    """Say how surely a file is one: by columns such as ``au_1_intensity``."""
    return 0.95 if columns_like(head, r"au[0-9]{1,2}intensity") else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read its frames."""
    return read_frames(source, head, options, NAME, after_units=True)
