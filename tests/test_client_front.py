"""``brain2face`` in one line: quick to import, typed, told by help, and exactly what it names."""

from __future__ import annotations

import inspect
import json
import pydoc
import subprocess
import sys

import pytest

import brain2face
from brain2face.client import Client, Elsewhere, Embedded

FUNCTIONS = sorted({*brain2face.__all__} - {"__version__"})
METHODS = [name for name in FUNCTIONS if name != "connect"]
HEAVY = ("pyoxigraph", "msgspec", "rapidfuzz", "pandas", "polars", "click", "http.client")


def loaded(code: str) -> list[str]:
    tail = f"; import sys, json; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    command = [sys.executable, "-c", code + tail]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_nothing_heavy_is_imported_before_the_first_call() -> None:
    assert loaded("import brain2face") == []
    assert loaded("from brain2face import *") == []
    assert loaded("import brain2face; brain2face.unit, dir(brain2face)") == []
    assert "pyoxigraph" in loaded("import brain2face; brain2face.unit(12)")
    assert "http.client" not in loaded("import brain2face; brain2face.unit(12)")


def test_an_import_loads_no_further_module_of_ours() -> None:
    code = "import sys, brain2face; print([m for m in sys.modules if m.startswith('brain2face')])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "['brain2face']"


def test_what_is_named_is_there_and_nothing_else_is_made_up() -> None:
    assert set(brain2face.__all__) <= set(dir(brain2face))
    assert all(callable(getattr(brain2face, name)) for name in FUNCTIONS)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = getattr(brain2face, "nothing")  # noqa: B009
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = getattr(brain2face.client, "nothing")  # noqa: B009


def test_no_function_hides_a_module() -> None:
    from importlib.util import find_spec

    assert [name for name in FUNCTIONS if find_spec(f"brain2face.{name}")] == []


@pytest.mark.parametrize("name", METHODS)
def test_a_function_takes_what_the_methods_take(name: str) -> None:
    function = inspect.signature(getattr(brain2face, name))
    for kind in (Client, Embedded, Elsewhere):
        method = inspect.signature(getattr(kind, name))
        mine = [one for one in method.parameters.values() if one.name != "self"]
        assert [(one.name, one.kind, one.annotation) for one in mine] == [
            (one.name, one.kind, one.annotation) for one in function.parameters.values()
        ]
        assert [one.default for one in mine] == [
            one.default for one in function.parameters.values()
        ]
        assert method.return_annotation == function.return_annotation


@pytest.mark.parametrize("name", FUNCTIONS)
def test_help_tells_what_is_taken_given_and_raised(name: str) -> None:
    told = pydoc.plain(pydoc.render_doc(getattr(brain2face, name)))
    for part in ("Args:", "Raises:", "Examples:", ">>> "):
        assert part in told


def test_the_functions_are_those_of_one_client() -> None:
    own = brain2face.connect()
    assert own is brain2face.connect()
    assert brain2face.unit(12) == own.unit(12)
    assert brain2face.code("6+12") == own.code("6+12")
    assert isinstance(brain2face.connect("http://127.0.0.1:8000/api/v1/"), Elsewhere)
