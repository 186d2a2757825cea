"""Fills ``<!-- made from: NAME -->`` in pages that are read, and checks the site that is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, Final

from pygments.lexers.data import JsonLexer
from pygments.lexers.special import TextLexer
from sphinx.util.logging import getLogger
from sphinx.util.nodes import make_refnode

from pages_from.checks import faults
from pages_from.commands import commands
from pages_from.modules import modules
from pages_from.questions import questions
from pages_from.settings import settings
from pages_from.terms import terms
from pages_from.web_api import web_api

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["MADE", "fill", "setup"]

_LOG: Final = getLogger(__name__)
_PLACE: Final = re.compile(r"^<!-- made from: (\w+)(?: ([\w-]+))? -->$", re.MULTILINE)
_NAMED_FILE: Final = re.compile(r"^<!-- file: (\S+) -->\n```(\w+)$", re.MULTILINE)
MADE: Final[Mapping[str, Callable[..., str]]] = {
    "commands": commands,
    "modules": modules,
    "questions": questions,
    "settings": settings,
    "terms": terms,
    "web_api": web_api,
}


def fill(text: str) -> str:
    """Give a page with what is made for it, and with the names of files over their blocks."""
    text = _NAMED_FILE.sub(r"```{code-block} \2\n:caption: \1", text)
    return _PLACE.sub(lambda place: MADE[place[1]](*filter(None, [place[2]])), text)


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the building of the site."""
    for name, lexer in (("csv", TextLexer), ("jsonl", JsonLexer), ("trig", TextLexer)):
        app.add_lexer(name, lexer)
    app.connect("source-read", _read)
    app.connect("missing-reference", _elsewhere)
    app.connect("build-finished", _built)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _read(app: Sphinx, name: str, source: list[str]) -> None:
    source[0] = fill(source[0])


def _elsewhere(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.Element
) -> nodes.reference | None:
    """Find a class that is described where it is given, and not where it is written."""
    target = str(node.get("reftarget", ""))
    if node.get("refdomain") != "py" or not target.startswith("brain2face."):
        return None
    objects = env.domains.python_domain.objects
    end = f".{target.rpartition('.')[2]}"
    found = [name for name in objects if name.endswith(end) and _same(name, target)]
    if not found:
        return None
    there = objects[found[0]]
    page = str(node["refdoc"])
    return make_refnode(app.builder, page, there.docname, there.node_id, text, target)


def _same(one: str, other: str) -> bool:
    try:
        return resolve_name(one) is resolve_name(other)
    except (AttributeError, ImportError):
        return False


def _built(app: Sphinx, fault: Exception | None) -> None:
    if fault is None and app.builder.format == "html":
        for said in faults(Path(app.outdir)):
            _LOG.warning(said)
