"""The knowledge graph and query service of facial expression coding, from the brain to the face.

In one line each: ``unit(12).muscles``, ``emotion("fear").units``, ``search("zygo")``,
``paths("AU12")``, ``code("1+4+5+25")``, ``ask("exclusive-units")``. What they need is imported when
one of them is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # by this name it is true to a type checker, and typing is not imported

if TYPE_CHECKING:
    from brain2face.client.answers import agree, ask, code, code_all
    from brain2face.client.lookups import emotion, muscle, paths, search, term, unit
    from brain2face.client.own import connect

__all__ = [
    "__version__",
    "agree",
    "ask",
    "code",
    "code_all",
    "connect",
    "emotion",
    "muscle",
    "paths",
    "search",
    "term",
    "unit",
]

__version__ = "0.2.0"

_ANSWERS = ("agree", "ask", "code", "code_all")

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module = "answers" if name in _ANSWERS else "own" if name == "connect" else "lookups"
        found = getattr(import_module(f"brain2face.client.{module}"), name)
        return globals().setdefault(name, found)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
