"""SPARQL cut into what can nest or chain, and the rest, at the speed of one regular expression.

``TOKEN`` gives the rest, as much of it as there is in one piece, without a group: texts in quotes,
comments, names, numbers, those IRIs that cannot be read as anything else, and brackets around such
things alone, two deep: the rows of a table, the triples of a block of data. ``QUOTE`` is a
quotation mark that opens no text; the parser does not get past it.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "BRACKET",
    "IRI",
    "OPENED_BY",
    "OPENING",
    "QUOTE",
    "SHAPED",
    "SIGN",
    "TOKEN",
    "UNSURE",
    "WORD",
]

IRI, BRACKET, WORD, SIGN, QUOTE = 1, 2, 3, 4, 5

OPENED_BY: Final = {")": "(", "]": "[", "}": "{", "|}": "{|", ">>": "<<", ")>>": "<<("}
"""Each closing bracket with the one that opens."""
OPENING: Final = frozenset(OPENED_BY.values())
"""The brackets that open."""
SHAPED: Final = re.compile(r"""<[^<>"{}|^`\x00-\x20]*+>""")
"""What could be an IRI."""
UNSURE: Final = re.compile(r"""[^<>"{}|^`\x00-\x20]*+>""")
"""What, after ``<``, could be the rest of an IRI."""

_PLAIN: Final = r"""
       [\s.;~\\]++ | \d++(?:\.\d*+)?+(?:e[+-]?+\d++)?+ | [?$]\w*+
     | <[a-z][a-z0-9+.-]*+://[^<>"{}|^`\x00-\x20]*+> | <(?:[a-z]\w*+:)?+[\w:.%~@]*+>
     | :(?:[\w:.%-]++|\\.)*+ | [^\W\d][\w.-]{0,60}+:(?:[\w:.%-]++|\\.)*+
     | "(?:(?!"")(?:[^"\\\n\r]++|\\.)*+"|""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3}|")
     | '(?:(?!'')(?:[^'\\\n\r]++|\\.)*+'|''(?:[^'\\]++|\\.|'{1,2}(?!'))*+'{3}|')
     | \#[^\n\r]*+ | @[a-z0-9-]++ | \^\^ | (?:a|true|false|undef)\b"""


def _flat(within: str) -> str:
    few = rf"(?:(?:{within})++|[-+,]){{0,500}}+"
    return rf"\( {few} \) | \[ (?:{within}|,)*+ \] | \{{ (?:{within}|[-+,])*+ \}}"


_TWO_DEEP: Final = _flat(f"{_PLAIN} | {_flat(_PLAIN)}")

TOKEN: Final = re.compile(
    rf"""(?:{_PLAIN} | {_TWO_DEEP})++
    | (<[^<>"{{}}|^`\x00-\x20]*+>)
    | (<<\( | \)>> | <<(?!<\() | >> | \{{\| | \|\}} | [(){{}}\[\]])
    | (\w++)
    | (&& | \|\| | != | [<>]=?+ | [-+*/|^!=,])
    | (["'])
    | .""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
