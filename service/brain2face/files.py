"""Where the ontology and the questions lie: beside the code in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

from brain2face.errors import EnvironmentFault

__all__ = ["mapping_files", "ontology_dir", "ontology_files", "queries_dir"]

_HERE = Path(__file__).resolve().parent
_SUFFIXES = {".ttl", ".trig"}
_APART = {"alignments", "shapes"}


def ontology_dir() -> Path:
    """Give the folder of the ontology.

    Raises:
        EnvironmentFault: neither the installed package nor the checkout has one.
    """
    return _folder("ontology")


def queries_dir() -> Path:
    """Give the folder of the competency questions.

    Raises:
        EnvironmentFault: neither the installed package nor the checkout has one.
    """
    return _folder("queries")


def ontology_files(directory: Path | None = None) -> list[Path]:
    """Give every Turtle and TriG file of an ontology folder in order of path.

    Shapes and alignments stand apart: no part of what the ontology says.

    Raises:
        EnvironmentFault: the folder is missing, or holds no such file.
    """
    root = ontology_dir() if directory is None else directory
    if not root.is_dir():
        raise EnvironmentFault(f"There is no ontology folder {root}.")
    found = sorted(
        path
        for path in root.rglob("*")
        if path.suffix in _SUFFIXES and path.relative_to(root).parts[0] not in _APART
    )
    if not found:
        raise EnvironmentFault(f"The ontology folder {root} holds no .ttl or .trig file.")
    return found


def mapping_files(directory: Path | None = None) -> list[Path]:
    """Give the mapping sets of an ontology folder, in order of name; there may be none."""
    root = ontology_dir() if directory is None else directory
    return sorted((root / "alignments").glob("*.sssom.tsv"))


def _folder(name: str) -> Path:
    places = [_HERE / "data" / name]
    if _HERE.parent.name == "service":
        places.append(_HERE.parents[1] / name)
    for place in places:
        if place.is_dir():
            return place
    looked = " or ".join(map(str, places))
    raise EnvironmentFault(
        f"The folder {name!r} is missing: looked for {looked}. Install brain2face again."
    )
