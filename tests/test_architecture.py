"""The rooms of the service: a room imports only from rooms above it in this list."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import brain2face

ROOMS = (
    "errors",
    "terms",
    "files",
    "canonical",
    "spreadsheets",
    "misreadings",
    "notation",
    "sides",
    "reading",
    "observation",
    "screen",
    "guard",
    "syntax",
    "naming",
    "alignments",
    "ontology_folder",
    "knowledge",
    "formats",
    "reasoner",
    "question_file",
    "questions",
    "registry",
    "pictures",
    "exports",
    "rules",
    "definitions",
    "visibility",
    "profiles",
    "user_profile",
    "verdict",
    "consensus",
    "coder",
    "explain",
    "records",
    "instruments",
    "data_sets",
    "durations",
    "events",
    "labelling",
    "labels",
    "agreement",
    "readers",
    "evidence",
    "coding",
    "assessment",
    "writers",
    "bulk",
    "remote",
    "client",
    "settings",
    "stores",
    "server",
    "commands",
    "cli",
    "__main__",
)
HOME = Path(brain2face.__file__).parent
MODULES = sorted(path for path in HOME.rglob("*.py") if path != HOME / "__init__.py")
HEAVY = {
    "owlready2": {"reasoner"},
    "flask": {"server", "commands"},
    "granian": {"server", "commands"},
    "rdflib": {"canonical", "reasoner", "remote", "server"},
    "SPARQLWrapper": {"remote"},
    "python_calamine": {"readers"},
    "pympi": {"readers", "writers"},
    "matplotlib": {"writers"},
    "prometheus_client": {"server"},
    "idna": {"server"},
    "brotli": {"server"},
    "msgspec": {"client", "server"},
    "rapidfuzz": {"registry"},
    "pandas": {"agreement", "client"},
    "polars": {"client"},
    "pyhornedowl": {"exports"},
    "krippendorff": {"agreement"},
    "pingouin": {"agreement"},
    "statsmodels": {"agreement"},
}


def room_of(path: Path) -> str:
    return path.relative_to(HOME).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def rooms_entered(path: Path) -> set[str]:
    names = {name.split(".")[1] for name in imported(path) if name.startswith("brain2face.")}
    return names - {"__version__", room_of(path)}


def test_there_are_rooms_to_look_at() -> None:
    assert {"knowledge", "cli", "commands"} <= {room_of(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_room_imports_only_from_rooms_above_it(path: Path) -> None:
    assert room_of(path) in ROOMS, f"{path.name} has no place in the house"
    above = set(ROOMS[: ROOMS.index(room_of(path))])
    assert rooms_entered(path) <= above


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_heavy_library_is_known_to_its_own_rooms_only(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imported(path)}
    for library, rooms in HEAVY.items():
        assert library not in libraries or room_of(path) in rooms


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_module_says_why_it_exists_and_what_it_gives(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    targets = [
        node.targets[0] if isinstance(node, ast.Assign) else node.target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    assert "__all__" in {target.id for target in targets if isinstance(target, ast.Name)}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200
