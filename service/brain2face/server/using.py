"""The dataset of an update that the request names instead of its text.

Oxigraph takes it from the text alone, so ``using-graph-uri`` becomes a USING clause in front of
each WHERE. An update that could hold one already is refused, as the protocol wants; whatever is
not plainly one of the forms without it counts as holding one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from brain2face.server.refusals import Refused

__all__ = ["operations", "with_using"]

_TOKEN: Final = re.compile(
    r"""
      (?P<skip> \s+ | \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
    | (?P<string> \"{3}(?:\\.|(?!\"{3})[^\\])*+(?:\"{3})? | '{3}(?:\\.|(?!'{3})[^\\])*+(?:'{3})?
        | "(?:\\.|[^"\\\n\r])*+"? | '(?:\\.|[^'\\\n\r])*+'? )
    | (?P<open> \{ ) | (?P<close> \} ) | (?P<end> ; )
    | (?P<name> [\w.\-]*+ : (?:\\.|[^\s<>{}();"'\#\\])*+ )
    | (?P<word> [\w.\-]++ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE: Final = re.compile(r"(?:BASE iri |PREFIX name iri |VERSION string )*")
_PLAIN: Final = re.compile(
    r"(?:(?:CLEAR|DROP|CREATE|ADD|MOVE|COPY|LOAD) (?:[A-Z]+ |iri |name )*"
    r"|(?:INSERT|DELETE) DATA {} )?"
)
_SHORT: Final = re.compile(r"DELETE WHERE {} ")
_WHOLE: Final = re.compile(r"(?:DELETE {} (?:INSERT {} )?|INSERT {} )WHERE {} ")


def with_using(text: str, default: Iterable[str], named: Iterable[str]) -> str:
    """Give an update that matches its patterns in the graphs given.

    Args:
        text: the update.
        default: IRIs of the graphs that make its default graph.
        named: IRIs of its named graphs.

    Raises:
        Refused: the update has USING or WITH itself.
    """
    clauses = "".join(f"USING <{iri}> " for iri in default)
    clauses += "".join(f"USING NAMED <{iri}> " for iri in named)
    pieces, done = [], 0
    for shape, places in operations(text):
        if _PLAIN.fullmatch(shape):
            continue
        where, opened, closed = places[-3:] if len(places) > 2 else (0, 0, 0)
        if _SHORT.fullmatch(shape):
            pieces += [text[done:where], text[opened : closed + 1], " ", clauses]
        elif _WHOLE.fullmatch(shape):
            pieces += [text[done:where], clauses]
        else:
            raise Refused(
                400,
                "The request names a dataset by using-graph-uri or using-named-graph-uri, so the"
                " update must do without USING and WITH.",
            )
        done = where
    return "".join([*pieces, text[done:]])


def operations(text: str) -> Iterator[tuple[str, list[int]]]:
    """Give the outermost words of each operation, and where its words and braces stand."""
    shape, places, depth = "", [0], 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind == "open":
            if not depth:
                places.append(token.start())
            depth += 1
        elif kind == "close":
            depth -= 1
            if not depth:
                shape += "{} "
                places.append(token.start())
        elif depth or kind == "skip":
            continue
        elif kind == "end":
            yield _PROLOGUE.sub("", shape, count=1), places
            shape, places = "", [0]
        elif kind == "word":
            shape += token[0].upper() + " "
            places.append(token.start())
        else:
            shape += kind + " "
    yield _PROLOGUE.sub("", shape, count=1), places
