"""``brain2face reason``: write the lock file, prove it, or try what one's own table changes."""

from __future__ import annotations

from pathlib import Path

import click

from brain2face.errors import UsageFault
from brain2face.files import ontology_dir
from brain2face.reasoner import (
    LOCK_FILE,
    Library,
    Scenario,
    add,
    check_ontology,
    committed,
    difference,
    digest_of,
    in_words,
    prove_writable,
    scenarios,
    text_of,
    write,
)
from brain2face.reasoner import reason as derive

__all__ = ["reason"]

_SHOWN = 20
_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--check", is_flag=True, help="Prove that the file is what HermiT derives today.")
@click.option(
    "--with",
    "additions",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="Show what your own statements (.ttl, .trig, .nt) would change; write nothing.",
)
@click.option(
    "--compare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Tell how the file differs from that of another version; needs no Java.",
)
@click.option(
    "--output", type=_FILE, help="The file to write, or to check, instead of the ontology's own."
)
@click.option("--ontology", type=_FOLDER, help="Another folder of ontology files.")
def reason(
    check: bool,
    additions: tuple[Path, ...],
    compare: Path | None,
    output: Path | None,
    ontology: Path | None,
) -> None:
    """Derive what follows from the sources, each closed by itself, with HermiT.

    Writes ontology/inferred.trig: exclusive units per source, branches that control a unit, units
    of each part of the facial nucleus, and which rule's face is always another rule's face.
    """
    if sum(map(bool, (check, additions, compare))) > 1:
        raise UsageFault("Give one of --check, --with and --compare: each is a task of its own.")
    folder = ontology or ontology_dir()
    target = output or folder / LOCK_FILE
    library = Library.load(folder)
    if compare:
        _compare(library, compare, target)
        return
    if additions:
        _try(library, additions, target)
        return
    check_ontology(library, folder)
    if check:
        _prove(library, target)
    else:
        prove_writable(target)
        graphs = derive(library)
        write(text_of(graphs), target)
        count = sum(map(len, graphs.values()))
        click.echo(f"{target}: {count} statements in {len(graphs)} graphs.")


def _prove(library: Library, target: Path) -> None:
    if not target.exists():
        click.echo(f"{target} is missing. Run `brain2face reason`.")
        click.get_current_context().exit(1)
    old = committed(target)
    new = derive(library)
    lines = difference(old, new)
    if not lines and target.read_text(encoding="utf-8") == text_of(new):
        click.echo(f"{target} is current: {sum(map(len, new.values()))} statements, by HermiT.")
        return
    click.echo(f"{target} is not what HermiT derives. Run `brain2face reason`.")
    for line in lines[:_SHOWN] or ["The statements are the same; the file's form is not."]:
        click.echo(line)
    if len(lines) > _SHOWN:
        click.echo(f"… and {len(lines) - _SHOWN} more.")
    click.get_current_context().exit(1)


def _compare(library: Library, former: Path, target: Path) -> None:
    old, new = committed(former), committed(target)
    known = scenarios(library)
    gone = sorted({*old, *new} - {scenario.name for scenario in known})
    report = in_words(library, [*known, *(Scenario(name, (), ()) for name in gone)], old, new)
    for graph, sentences in report.items():
        if sentences:
            click.echo(f"In {graph}:")
        for sentence in sentences:
            click.echo(f"  {sentence}")
    lines = difference(old, new)
    lost = sum(line.startswith("-") for line in lines)
    for path, graphs in ((former, old), (target, new)):
        click.echo(f"{path}: {sum(map(len, graphs.values()))} statements, {digest_of(graphs)}")
    if lines:
        click.echo(f"{lost} are lost and {len(lines) - lost} gained: a major version.")
    else:
        click.echo("The same follows: no major version is needed for it.")


def _try(library: Library, additions: tuple[Path, ...], target: Path) -> None:
    joined, touched = add(library, scenarios(library), additions)
    new = derive(joined, touched)
    report = in_words(joined, touched, committed(target), new)
    for graph, sentences in report.items():
        click.echo(f"In {graph}:")
        for sentence in sentences or ["Nothing changes."]:
            click.echo(f"  {sentence}")
