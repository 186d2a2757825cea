"""``brain2face load``: files of RDF into a store on disk, all of them or none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Final

import click
import pyoxigraph as ox

from brain2face.errors import UsageFault
from brain2face.stores import Generations, Source, ensure_ontology, load_source
from brain2face.stores.sources import SYNTAXES

__all__ = ["load"]

_EXAMPLES: Final = """\b
Examples:
  brain2face load faces.ttl --store data --graph https://example.org/faces
  brain2face load part1.nt.gz part2.nt.gz --store data
  brain2face load faces.ttl --store data --graph https://example.org/faces --replace
"""


@click.command(epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--store",
    required=True,
    envvar="BRAIN2FACE_STORE",
    type=click.Path(path_type=Path),
    help="The folder of the store; made where there is none.",
)
@click.option("--graph", help="The graph for triples that name none.  [default: the default graph]")
@click.option("--replace", is_flag=True, help="Empty the graph first, in the same step.")
@click.option(
    "--format",
    "syntax",
    type=click.Choice(tuple(SYNTAXES)),
    help="What all the files are written in, where their suffixes do not say it.",
)
def load(
    files: tuple[str, ...], store: Path, graph: str | None, replace: bool, syntax: str | None
) -> None:
    """Load files of RDF into a store on disk, beside the ontology.

    FILE is Turtle (.ttl), N-Triples (.nt), N-Quads (.nq), TriG (.trig), RDF/XML (.rdf, .owl, .xml)
    or JSON-LD (.jsonld, .json), each also packed (.gz); the folder of a plain Oxigraph store; or -
    for standard input. All the files become one new generation of the store. If one has a fault,
    none is loaded. Those who read are not disturbed.

    Without --graph, triples go into the default graph, where queries find them together with the
    ontology. With --graph, queries find them by GRAPH <IRI> { … }.
    """
    target = _graph(graph)
    if replace and target is None:
        raise UsageFault("--replace empties one graph: name it by --graph.")
    sources = [Source.named(name, syntax) for name in files]
    generations = Generations.open(store)
    ensure_ontology(generations)
    sizes = [source.size for source in sources]
    whole = None if None in sizes else sum(size or 0 for size in sizes)
    with _shown(whole) as passed:
        (told, count), number = generations.write(
            lambda change: _loaded(change, sources, target if replace else None, target, passed)
        )
    for source, new in zip(sources, told, strict=True):
        click.echo(f"{source.name}: {new:,} new quads")
    click.echo(f"Generation {number} of {store} holds {count:,} quads.")


def _loaded(
    store: ox.Store,
    sources: list[Source],
    emptied: ox.NamedNode | None,
    graph: ox.NamedNode | None,
    passed: Callable[[int], None],
) -> tuple[list[int], int]:
    if emptied is not None:
        store.clear_graph(emptied)
    counts = [len(store)]
    for source in sources:
        load_source(store, source, graph, passed)
        counts.append(len(store))
    store.optimize()
    return [after - before for before, after in pairwise(counts)], counts[-1]


def _graph(iri: str | None) -> ox.NamedNode | None:
    try:
        return None if iri is None else ox.NamedNode(iri)
    except ValueError as error:
        raise UsageFault(f"--graph {iri!r} is no IRI: {error}.") from None


@contextmanager
def _shown(whole: int | None) -> Iterator[Callable[[int], None]]:
    """Show how many bytes have been read, on a terminal; give what is to be told of them."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    columns = ("[progress.description]{task.description}", BarColumn(), DownloadColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    with bar:
        task = bar.add_task("loading", total=whole)
        yield lambda count: bar.advance(task, count)
