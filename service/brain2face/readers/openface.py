"""OpenFace 1 and 2: one row a frame, ``AU12_r`` from 0 to 5 and ``AU12_c`` 0 or 1.

The two come from models of their own and may disagree; both are kept as they are. AU28 has no
grade. Names are padded with spaces, still images begin with ``face`` instead of ``frame``.
"""

from __future__ import annotations

import re
from typing import Final

from brain2face.readers.frame_names import columns_like
from brain2face.readers.frames_table import read_frames
from brain2face.readers.head import Head
from brain2face.readers.options import ReadOptions
from brain2face.readers.source import Source
from brain2face.records import Recording

__all__ = ["NAME", "WHAT", "read", "recognises"]

NAME: Final = "openface"
WHAT: Final = "OpenFace 1 and 2, CSV: columns AU01_r, AU01_c"
_SPELT: Final = re.compile(r"au[0-9]{2}_[rc]\b", re.IGNORECASE)


def recognises(head: Head) -> float:
    """Say how surely a file is one: by columns such as ``AU01_r``; AU12C is a score."""
    spelt = any(_SPELT.search(cell) for row in head.rows for cell in row.cells)
    return 0.95 if spelt and columns_like(head, r"au[0-9]{2}[rc]") else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read its frames."""
    return read_frames(source, head, options, NAME, after_units=True)
