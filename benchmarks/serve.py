"""The service against its peers: throughput, waiting, memory, start, by one client in one run.

Run it with the Python that brain2face is installed for, on Linux, with ``wrk`` on the path and
``oxigraph``, ``rdflib-endpoint`` and ``uvicorn`` installed from PyPI:

    python benchmarks/serve.py            # print the tables
    python benchmarks/serve.py --write    # and put them into benchmarks/README.md

The peers take turns at each question and number of connections, in an order that shifts by one each
round, so that a drift of the machine falls on all of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from brain2face.errors import Brain2FaceError
from brain2face.knowledge import Knowledge
from brain2face.stores import Generations
from serve_data import GRAPH, SIZES, Asked, choose, write_nquads, write_user
from serve_load import alone, loaded, once, settle
from serve_peers import BARE, NAMES, Data, Peer, peers
from serve_tables import ALONE, Cell, Found, Rest, report

_README: Final = Path(__file__).resolve().parent / "README.md"
_BEGIN: Final = "<!-- serve: begin -->\n"
_END: Final = "<!-- serve: end -->\n"
_BIN: Final = Path(sys.executable).parent
_ONTOLOGY: Final = "ontology"
_USER: Final = "user"
_BIG: Final = 100_000


def prepare(name: str, triples: int, knowledge: Knowledge, folder: Path) -> Data:
    """Write what is served: a file, a store of Oxigraph's and, with a user's graph, one of ours."""
    file, oxigraph = folder / f"{name}.nq", folder / f"{name}-oxigraph"
    write_nquads(knowledge, file)
    store = None
    if name == _USER:
        user, store = folder / "user.nt", folder / "user-store"
        write_user(user, triples)
        load = ["load", str(user), "--store", str(store), "--graph", GRAPH]
        _run(_BIN / "brain2face", *load)
        with file.open("ab") as whole:
            ox.serialize(
                (
                    ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode(GRAPH))
                    for one in ox.parse(path=user)
                ),
                whole,
                ox.RdfFormat.N_QUADS,
            )
    _run(_BIN / "oxigraph", "load", "--location", str(oxigraph), "--file", str(file))
    return Data(name, file, oxigraph, store)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def running(known: Sequence[Peer], found: Found, data: str, starts: int) -> Iterator[None]:
    """Start all peers, some of them several times to time it, and end them at last."""
    try:
        for turn in range(starts):
            for peer in known:
                if turn == 0 or (peer.seconds[0] < 5 and peer.name != BARE):
                    peer.stop()
                    peer.start()
        for peer in known:
            settle(peer)
            found.rest[data, peer.name] = Rest(peer.seconds, peer.taken())
        yield
        for peer in known:
            found.rest[data, peer.name].after = peer.taken()
    finally:
        for peer in known:
            peer.stop()


def measure(
    data: Data, questions: Sequence[Asked], engine: ox.Store, options: argparse.Namespace
) -> Found:
    """Ask all questions of some data, by all numbers of connections, of all peers, by turns."""
    found = Found()
    known = peers(data, options.peers)
    with running(known, found, data.name, options.starts):
        slow = {
            (asked.name, peer.name)
            for asked in questions
            for peer in known
            if peer.name != BARE and not _proven(data, asked, peer, found, options)
        }
        for turn in range(options.rounds):
            for asked in questions:
                for connections in options.connections:
                    cell = Cell(data.name, asked.name, connections)
                    shift = turn % len(known)
                    for peer in [*known[shift:], *known[:shift]]:
                        if (asked.name, peer.name) not in slow:
                            run = loaded(peer, asked, connections, options.seconds)
                            found.add(cell, peer.name, run)
                            settle(peer)
                    if connections == 1:
                        found.add(cell, ALONE, alone(engine, asked, options.seconds))
            _tell(f"{data.name}: round {turn + 1} of {options.rounds}")
    return found


def _proven(
    data: Data, asked: Asked, peer: Peer, found: Found, options: argparse.Namespace
) -> bool:
    """Ask once for the rows, and once more for the time; say whether load makes sense."""
    rows, run = once(peer, asked, options.patience)
    if rows is not None and run.p50 > options.seconds * 1000 / 2:
        again, run = once(peer, asked, options.patience)
        assert again == rows  # noqa: S101
    found.rows[data.name, asked.name, peer.name] = rows
    _tell(f"{data.name}, {asked.name}: {peer.name} gives {rows} rows in {run.p50:.0f} ms")
    if rows is not None and run.p50 <= options.seconds * 1000:
        return True
    for connections in options.connections:
        found.add(Cell(data.name, asked.name, connections), peer.name, run)
    if rows is None:
        peer.stop()
        peer.start()
        peer.seconds.pop()
    return False


def main() -> None:
    """Measure, print the tables and, if asked, put them into the README of this folder."""
    options = _options()
    before = os.getloadavg()[0]
    knowledge = Knowledge.load()
    questions = choose(knowledge, options.queries)
    found = Found()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.data:
            data = prepare(name, options.triples, knowledge, Path(folder))
            engine = (
                Generations.open(data.store, create=False).read().store
                if data.store
                else knowledge.store
            )
            found.join(measure(data, questions, engine, options))
    told = report(found, questions, options, before)
    print(told, end="")
    if options.write:
        head, mark, rest = _README.read_text(encoding="utf-8").partition(_BEGIN)
        tail = rest.partition(_END)[2]
        _README.write_text(f"{head}{mark}\n{told}\n{_END}{tail}", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Hold the service against its peers.")
    add = parser.add_argument
    add("--data", nargs="+", choices=(_ONTOLOGY, _USER), default=[_ONTOLOGY, _USER])
    add("--queries", nargs="+", default=list(SIZES), help="small, medium, heavy, or names")
    add("--connections", nargs="+", type=int, default=[1, 16, 128])
    add("--peers", nargs="+", choices=tuple(NAMES), default=list(NAMES))
    add("--seconds", type=float, default=3, help="of each measurement, whole ones (3)")
    add("--rounds", type=int, default=3, help="measurements of each (3)")
    add("--starts", type=int, default=5, help="starts of each peer that starts in 5 s (5)")
    add("--patience", type=float, default=60, help="seconds one answer may take (60)")
    add("--triples", type=int, default=1_000_000, help="of the user's graph (1,000,000)")
    add("--write", action="store_true", help="put the tables into README.md")
    options = parser.parse_args()
    if min(options.rounds, options.starts, *options.connections, options.seconds) < 1:
        parser.error("rounds, starts, connections and seconds are 1 at least")
    if not shutil.which("wrk"):
        parser.error("wrk is not on the path (Debian has it as wrk)")
    return options


def _tell(said: str) -> None:
    print(said, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except Brain2FaceError as error:
        sys.exit(f"Error: {error}")
