"""The ontology as files for others: one merged ontology in every format, and the whole dataset."""

from __future__ import annotations

from brain2face.exports.formats import FORMATS, as_bytes
from brain2face.exports.merging import Publication, canonical, gather
from brain2face.exports.writing import Exported, export

__all__ = ["FORMATS", "Exported", "Publication", "as_bytes", "canonical", "export", "gather"]
