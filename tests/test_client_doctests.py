"""The examples in docstrings do what they show, wherever there are any."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import brain2face

HOME = Path(brain2face.__file__).parent
NAMES = sorted(
    ".".join(("brain2face", *path.relative_to(HOME).with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    for path in HOME.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


def examples(name: str) -> list[doctest.DocTest]:
    module = importlib.import_module(name)
    return [one for one in doctest.DocTestFinder().find(module, name) if one.examples]


def test_every_function_of_the_front_has_an_example() -> None:
    documented = {one.name.rpartition(".")[2] for name in NAMES for one in examples(name)}
    assert {*brain2face.__all__} - {"__version__"} <= documented


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_module_do_what_they_show(name: str) -> None:
    said: list[str] = []
    for one in examples(name):
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        runner.run(one, out=said.append)
        assert runner.tries
    assert not said, "".join(said)
