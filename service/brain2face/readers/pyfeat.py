"""Py-Feat 1 and 2: one row a face and frame, ``AU01`` to ``AU43`` from 0 to 1.

Its tables have no time but the number of the frame and a time in whole seconds, so they need a
rate. Version 2 has 52 blendshapes beside the units: the units are read here, and the blendshapes
by the format ``blendshapes``.
"""

from __future__ import annotations

import re
from typing import Final

from brain2face.readers.frame_names import columns_like, folded_names
from brain2face.readers.frames_table import read_frames
from brain2face.readers.head import Head
from brain2face.readers.options import ReadOptions
from brain2face.readers.source import Source
from brain2face.records import Recording

__all__ = ["NAME", "WHAT", "read", "recognises"]

NAME: Final = "pyfeat"
WHAT: Final = "Py-Feat 1 and 2, CSV: columns AU01, AU02, FaceScore"
_FACE: Final = re.compile(r"facescore|facerect[a-z]*|input|approxtime")


def recognises(head: Head) -> float:
    """Say how surely a file is one: by columns such as ``AU01``, and those of the box of a face."""
    return 0.95 if columns_like(head, r"au[0-9]{2}") > 1 and _has_face(head) else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read its frames."""
    return read_frames(source, head, options, NAME, after_units=True)


def _has_face(head: Head) -> bool:
    return any(_FACE.fullmatch(name) for row in head.rows for name in folded_names(row.cells))
