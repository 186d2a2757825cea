"""The ontology in a store on disk, beside the quads of the user, and as new as the package.

What was put in is kept beside the store, blank nodes by name, so that exactly that can be taken out
again. A quad of the user that the ontology states as well is the ontology's.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from brain2face import __version__
from brain2face.errors import EnvironmentFault
from brain2face.knowledge import Knowledge
from brain2face.ontology_folder import digest
from brain2face.stores.copying import put
from brain2face.stores.generations import Generations

__all__ = ["ensure_ontology"]

_STAMP: Final = "ontology.json"
_QUADS: Final = "ontology.nq"


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Which ontology it is."""

    version: str
    digest: str

    def replaces(self, held: _Stamp | None) -> bool:
        """Say whether this one is to be put in the place of the one that is held."""
        if held is None:
            return True
        return self.digest != held.digest and _parts(self.version) >= _parts(held.version)


class _AlreadyThereError(Exception):
    """Another writer was quicker."""


def ensure_ontology(
    generations: Generations, directory: Path | None = None, version: str = __version__
) -> bool:
    """Put the ontology of the package into a store that lacks it, or holds an older one.

    Args:
        generations: the store.
        directory: the folder of the ontology, by default the package's.
        version: the version of that ontology.

    Returns:
        Whether anything was changed.

    Raises:
        EnvironmentFault: the store cannot be written, or what it says of its ontology is damaged.
    """
    stamp = _Stamp(version, digest(directory))
    if not stamp.replaces(_held(generations.folder(generations.current()))):
        return False
    fresh = set(Knowledge.load(directory).store)

    def change(store: ox.Store, folder: Path) -> None:
        held = _held(folder)
        if not stamp.replaces(held):
            raise _AlreadyThereError
        former = set() if held is None else set(ox.parse(path=folder / _QUADS))
        _exchange(store, former, fresh)
        store.optimize()
        put(folder / _QUADS, ox.serialize(fresh, format=ox.RdfFormat.N_QUADS) or b"")
        put(folder / _STAMP, json.dumps(asdict(stamp)).encode() + b"\n")

    try:
        generations.rewrite(change)
    except _AlreadyThereError:
        return False
    return True


def _exchange(store: ox.Store, former: set[ox.Quad], fresh: set[ox.Quad]) -> None:
    for quad in former - fresh:
        store.remove(quad)
    store.bulk_extend(fresh)
    for graph in {quad.graph_name for quad in former} - {quad.graph_name for quad in fresh}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)


def _held(folder: Path) -> _Stamp | None:
    path = folder / _STAMP
    try:
        return _Stamp(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        raise EnvironmentFault(f"{path} is damaged. Nothing was changed.") from None


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]
