"""Answers as bytes: tables for people, the W3C formats for programs."""

from brain2face.formats.media import (
    FORMATS,
    GRAPH_FORMATS,
    MEDIA,
    RESULT_FORMATS,
    Format,
    rdf_format,
)
from brain2face.formats.serializing import serialize, write_triples

__all__ = [
    "FORMATS",
    "GRAPH_FORMATS",
    "MEDIA",
    "RESULT_FORMATS",
    "Format",
    "rdf_format",
    "serialize",
    "write_triples",
]
