"""Blendshapes of ARKit and MediaPipe: 52 movements from 0 to 1, left and right told apart.

They come as a protocol text of one image, as JSON of MediaPipe's FaceLandmarker, as a table of Live
Link Face, or beside the units of Py-Feat 2. Columns are found by name, since writers differ in
whether left or right comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from brain2face.errors import SourceFileError
from brain2face.readers.blendshape_lists import faces_of_text
from brain2face.readers.delimited import Row
from brain2face.readers.frame_names import columns_like
from brain2face.readers.frames_json import is_json, read_objects
from brain2face.readers.frames_table import read_frames, recording
from brain2face.readers.head import Head
from brain2face.readers.options import ReadOptions
from brain2face.readers.source import Source
from brain2face.records import Recording

__all__ = ["NAME", "WHAT", "read", "recognises"]

NAME: Final = "blendshapes"
WHAT: Final = "blendshapes of ARKit or MediaPipe, CSV, JSON or protocol text: eyeBlinkLeft"
_TELLING = r"(brow|eye|mouth|cheek|nose)[a-z]+(left|right)"
_LARGEST = 1 << 24


def recognises(head: Head) -> float:
    """Say how surely a file is one: by names such as ``eyeBlinkLeft``."""
    if head.kind == "text" and (is_json(head) or _is_protocol_text(head)):
        return (
            0.9
            if re.search(rf'"{_TELLING}"|blendshapes"|"category_?name"', head.text.casefold())
            else 0.0
        )
    return 0.8 if columns_like(head, _TELLING) > 1 else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read its frames; a protocol text is one image, or a few."""
    if is_json(head):
        return read_objects(source, head, options, NAME, after_units=False)
    if not _is_protocol_text(head):
        return read_frames(source, head, options, NAME, after_units=False)
    with source.text(head.encoding) as file:
        faces = list(faces_of_text(file.read(_LARGEST)))
    if not faces:
        raise SourceFileError(f"{head.name} has no classification with a label and a score in it.")
    several = [{"face": str(number)} for number in range(len(faces))] if len(faces) > 1 else [{}]
    measured = [beside | face for beside, face in zip(several, faces, strict=True)]
    names = tuple(dict.fromkeys(name for face in measured for name in face))

    def rows() -> Iterator[Row]:
        for number, face in enumerate(measured, 1):
            yield Row(number, tuple(face.get(name, "") for name in names))

    first = [Row(0, names), *rows()]
    return recording(head.name, first, rows(), options, NAME, False, len(faces))


def _is_protocol_text(head: Head) -> bool:
    return head.kind == "text" and re.search(r"classification\s*:?\s*\{", head.text) is not None
