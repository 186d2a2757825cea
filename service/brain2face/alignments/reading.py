"""One SSSOM file in tab-separated form, from bytes to a mapping set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyoxigraph import NamedNode

from brain2face.alignments.metadata import metadata
from brain2face.alignments.places import Source
from brain2face.alignments.rows import Table
from brain2face.alignments.values import MappingSet
from brain2face.errors import EnvironmentFault

__all__ = ["read"]


def read(path: Path, known: Callable[[NamedNode], bool]) -> MappingSet:
    """Read one mapping set.

    Args:
        path: the file.
        known: says whether the ontology has a term, as it must have every subject.

    Raises:
        EnvironmentFault: the file cannot be read.
        SourceFileError: it is no mapping set: line, column and what would be right.
    """
    source = Source(path)
    lines = _text(source).removesuffix("\n").split("\n")
    height = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = metadata(source, [line[1:] for line in lines[:height]])
    said = header.values
    table = Table(source, header.maps["curie_map"], known)
    return MappingSet(
        iri=said["mapping_set_id"],
        file=path.name,
        title=said["mapping_set_title"],
        definition=said["mapping_set_description"],
        note=said.get("comment", ""),
        version=said["mapping_set_version"],
        licence=said["license"],
        target=said.get("object_source", ""),
        target_version=said["object_source_version"],
        date=said.get("mapping_date", ""),
        mappings=tuple(table.rows(lines[height:], height)),
    )


def _text(source: Source) -> str:
    try:
        content = source.path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{source.path} cannot be read: {error}.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise source.fault(line, "this is not UTF-8; save the file as UTF-8") from None
