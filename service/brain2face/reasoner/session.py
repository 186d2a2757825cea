"""All scenarios in one go, each in a HermiT of its own, and all sources together once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import Triple

from brain2face.errors import Brain2FaceError, SourceFileError
from brain2face.reasoner.blame import contradiction
from brain2face.reasoner.closure import closed_world, open_world
from brain2face.reasoner.hermit import Derived, InconsistentError, UnsatisfiableError, classify
from brain2face.reasoner.inferred import Inferred, new_statements
from brain2face.reasoner.java import find_java
from brain2face.reasoner.library import Library
from brain2face.reasoner.logic import foreign_datatypes
from brain2face.reasoner.scenario import Scenario, scenarios
from brain2face.terms import SOURCE, curie

__all__ = ["TOGETHER", "reason"]

TOGETHER = SOURCE + "brain2face/together"

_World = Callable[[Library, Scenario], list[Triple]]


def reason(library: Library, chosen: Sequence[Scenario] | None = None) -> Inferred:
    """Give what follows in each scenario, by the IRI of its inferred graph.

    Without ``chosen``, every scenario that the ontology describes is run, and besides all places
    together, unclosed, to prove that no source contradicts another by logic.

    Raises:
        EnvironmentFault: there is no Java.
        InconsistentError: statements contradict one another; it names them and their places.
        UnsatisfiableError: a class can have no member; it names the class and its places.
    """
    java = find_java()
    jobs = list(scenarios(library) if chosen is None else chosen)
    with tempfile.TemporaryDirectory(prefix="brain2face-") as folder:
        session = _Session(library, java, Path(folder))
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            together = None if chosen is not None else pool.submit(session.together)
            graphs = dict(zip((job.name for job in jobs), pool.map(session.run, jobs), strict=True))
            if together is not None:
                together.result()
    return graphs


class _Session:
    def __init__(self, library: Library, java: Path, folder: Path) -> None:
        self._library = library
        self._java = java
        self._folder = folder

    def run(self, scenario: Scenario) -> frozenset[Triple]:
        derived = self._derived(scenario, closed_world)
        return new_statements(self._library, scenario, derived)

    def together(self) -> None:
        places = tuple(sorted(self._library.places))
        scenario = Scenario(TOGETHER, places, ())
        self._derived(scenario, _unclosed)

    def _derived(self, scenario: Scenario, world: _World) -> Derived:
        self._prove_datatypes(scenario)
        try:
            return self._classified(world(self._library, scenario))
        except InconsistentError:
            why = contradiction(self._library, scenario, world, self._broken)
            raise InconsistentError(f"{curie(scenario.name)}: {why}") from None
        except UnsatisfiableError as error:
            raise UnsatisfiableError(error.classes, self._defined_in(error.classes)) from None
        except Brain2FaceError as error:
            raise Brain2FaceError(f"{curie(scenario.name)}: {error}") from error

    def _classified(self, world: list[Triple]) -> Derived:
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            return classify(world, self._java, Path(scratch))

    def _broken(self, world: list[Triple]) -> bool:
        try:
            self._classified(world)
        except InconsistentError:
            return True
        except UnsatisfiableError:
            return False
        return False

    def _prove_datatypes(self, scenario: Scenario) -> None:
        parts = {curie(place): self._library.places.get(place, ()) for place in scenario.places}
        for where, triples in {"the core": self._library.core, **parts}.items():
            for datatype in foreign_datatypes(triples):
                raise SourceFileError(
                    f"{where} has an axiom over {curie(datatype)}, a datatype that OWL 2 has not; "
                    "use xsd:decimal, xsd:integer, xsd:string or xsd:dateTime."
                )

    def _defined_in(self, classes: Sequence[str]) -> list[str]:
        return sorted(
            {
                place
                for place, triples in self._library.places.items()
                for triple in triples
                if getattr(triple.subject, "value", "") in classes
            }
        )


def _unclosed(library: Library, scenario: Scenario) -> list[Triple]:
    return open_world(library, scenario.places, scenario.places)
