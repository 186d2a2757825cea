"""FaceReader (Noldus): a detailed log with a preamble, ``Action Unit 12 - Lip Corner Puller``.

Values are from 0 to 1, or letters: A to E become 1 to 5 on the scale of intensity and ``NotActive``
becomes 0. ``FIT_FAILED`` and ``FIND_FAILED`` measure nothing and make the frame unusable. No real
log was at hand: the names of the columns are facts, the rest is as it is described.
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

NAME: Final = "facereader"
WHAT: Final = (
    "FaceReader, detailed log as text or workbook: columns Action Unit 01 - Inner Brow Raiser"
)


def recognises(head: Head) -> float:
    """Say how surely a file is one: by columns such as ``Action Unit 01 - Inner Brow Raiser``."""
    return 0.95 if columns_like(head, r"actionunit[0-9]{2}.*") else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read its frames."""
    return read_frames(source, head, options, NAME, after_units=True)
