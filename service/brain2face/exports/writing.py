"""An export put into a folder: every file made before the first is put, each put whole."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from brain2face.errors import EnvironmentFault, UsageFault
from brain2face.exports.formats import FORMATS, as_bytes
from brain2face.exports.merging import gather
from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge

__all__ = ["SUMS", "Exported", "export"]

SUMS: Final = "SHA256SUMS"
_STEM: Final = "brain2face"
_BESIDE: Final = {"alignments/*.sssom.tsv": "mappings/", "alignments/bridge-*.ttl": ""}


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        files: the paths within the folder, in order, the list of digests last.
        statements: of the merged ontology.
        quads: of the whole dataset.
        graphs: named graphs of the dataset.
    """

    files: tuple[str, ...]
    statements: int
    quads: int
    graphs: int


def export(
    folder: Path,
    formats: Sequence[str] = FORMATS,
    *,
    directory: Path | None = None,
    replace: bool = False,
) -> Exported:
    """Write the merged ontology, the dataset and what stands beside them into a folder.

    The mapping sets and the bridges of the ontology are copied as they are. Where something fails,
    no file of the folder has changed.

    Args:
        folder: where; it is made where it is missing.
        formats: some of ``FORMATS``.
        directory: the folder of the ontology, by default the package's.
        replace: whether a folder that is not empty may be written into.

    Raises:
        UsageFault: the folder is not empty, or is a file.
        EnvironmentFault: the folder cannot be written, or what writes a format is not installed.
    """
    _prove_free(folder, replace)
    publication = gather(Knowledge.load(directory))
    files = {f"{_STEM}.{fmt}": as_bytes(publication, fmt) for fmt in dict.fromkeys(formats)}
    files |= _beside(ontology_dir() if directory is None else directory)
    files[SUMS] = _sums(files)
    try:
        _put(folder, files)
    except OSError as error:
        raise EnvironmentFault(f"{folder} cannot be written: {error.strerror}.") from error
    return Exported(
        files=tuple(files),
        statements=len(publication.ontology),
        quads=len(publication.dataset),
        graphs=len({str(quad.graph_name) for quad in publication.dataset} - {"DEFAULT"}),
    )


def _prove_free(folder: Path, replace: bool) -> None:
    try:
        held = next(iter(sorted(folder.iterdir())), None)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise UsageFault(f"{folder} is a file; name a folder to write into.") from None
    except OSError as error:
        raise EnvironmentFault(f"{folder} cannot be read: {error.strerror}.") from error
    if held is not None and not replace:
        raise UsageFault(
            f"{folder} is not empty: it holds {held.name}. Name an empty or a new folder, or add"
            " --force, which puts the files of the export in place of those of the same names."
        )


def _beside(ontology: Path) -> dict[str, bytes]:
    return {
        into + path.name: path.read_bytes()
        for pattern, into in _BESIDE.items()
        for path in sorted(ontology.glob(pattern))
    }


def _sums(files: Mapping[str, bytes]) -> bytes:
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".brain2face-") as drafts:
        for number, content in enumerate(files.values()):
            (Path(drafts) / str(number)).write_bytes(content)
        for number, name in enumerate(files):
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            (Path(drafts) / str(number)).replace(target)
