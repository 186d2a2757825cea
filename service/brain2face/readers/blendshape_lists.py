"""Lists of categories with scores, as MediaPipe writes blendshapes in JSON and in protocol texts.

A category has a name and a score; one list of them is one face. A score that is left out is not
nought: it was not set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["faces_of_categories", "faces_of_text", "is_category"]

_NAMES = ("categoryName", "category_name", "displayName", "display_name", "label")
_LISTS = ("faceBlendshapes", "face_blendshapes")
_TIMES = ("timestampMs", "timestamp_ms", "timestamp", "frame")
_CLASSIFICATION = re.compile(r"classification\s*:?\s*\{([^{}]*)\}")
_FIELD = re.compile(r'(\w+)\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,;]+)')
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


def is_category(value: object) -> bool:
    """Say whether a value is a category: an object with a name and a score."""
    return isinstance(value, dict) and "score" in value and any(name in value for name in _NAMES)


def faces_of_categories(value: object, frame: int) -> Iterator[dict[str, str]]:
    """Give the measures of each face in one result by name; nothing where there are no lists.

    Args:
        value: a list of categories, or an object of MediaPipe's FaceLandmarker.
        frame: its number from 0, which tells its time where the object does not.
    """
    if isinstance(value, list) and value and all(map(is_category, value)):
        yield {"frame": str(frame), "face": "0"} | _measures(value)
        return
    key = next((key for key in _LISTS if isinstance(value, dict) and key in value), None)
    if key is None or not isinstance(value, dict):
        return
    when = {name: str(value[name]) for name in _TIMES if name in value}
    faces = value[key] or [[]]
    for number, face in enumerate(faces if isinstance(faces, list) else [[]]):
        listed = face.get("categories") if isinstance(face, dict) else face
        beside = {"frame": str(frame), "face": str(number)} | when
        yield beside | _measures(listed if isinstance(listed, list) else [])


def faces_of_text(text: str) -> Iterator[dict[str, str]]:
    """Give the measures of each face of a ``ClassificationList`` as a protocol text."""
    face: dict[str, str] = {}
    for block in _CLASSIFICATION.findall(_COMMENT.sub("", text)):
        fields = {name: value.strip('"') for name, value in _FIELD.findall(block)}
        name = fields.get("label") or fields.get("display_name") or ""
        if name in face:
            yield face
            face = {}
        face[name] = fields.get("score", "")
    if face:
        yield face


def _measures(categories: list[object]) -> dict[str, str]:
    measures: dict[str, str] = {}
    for category in categories:
        if isinstance(category, dict):
            name = next((category[key] for key in _NAMES if category.get(key)), "")
            score = category.get("score")
            measures[str(name)] = "" if score is None else str(score)
    return measures
