"""The walk from bracket to bracket that says where a SPARQL text goes too far.

Only what the parser would take for a bracket or operator counts. Whether ``<`` compares depends on
the brackets around it: directly in ``{`` or ``[`` no expression can stand, so that it opens an IRI.
"""

from __future__ import annotations

from brain2face.errors import QuerySyntaxError
from brain2face.screen import limits
from brain2face.screen.tokens import (
    BRACKET,
    IRI,
    OPENED_BY,
    OPENING,
    QUOTE,
    SHAPED,
    SIGN,
    TOKEN,
    UNSURE,
    WORD,
)

__all__ = ["Walk"]


class _Frame:
    """An open bracket: what counts in it, and whether ``<`` can only open an IRI there."""

    __slots__ = ("bracket", "operators", "pattern", "steps", "weight", "worded")

    def __init__(self, bracket: str, weight: int, pattern: bool) -> None:
        self.bracket = bracket
        self.weight = weight
        self.pattern = pattern
        self.worded = False
        self.operators = 0
        self.steps = 0


class Walk:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        """Stand before the text, outside all brackets."""
        self.text = text
        self.frames = [_Frame("", 0, pattern=True)]
        self.depth = 0
        self.marks = 0
        self.clauses = dict.fromkeys(limits.CLAUSES, 0)
        self.before = ""
        self.end = 0
        self.negated = False

    def on(self, place: int) -> int:
        """Go on from a place to the end, or to where a ``<`` turns out to compare.

        Raises:
            QuerySyntaxError: something nests or chains too far.
        """
        self.end = place
        for found in TOKEN.finditer(self.text, place):
            kind = found.lastindex
            if kind is None:
                continue
            mark, start = found[0], found.start()
            if mark[0] == "<" and self._compares(mark, start, kind):
                self._sign("<", start)
                self.before = "<"
                return start + 1
            if kind == SIGN:
                self._sign(mark, start)
            elif kind == BRACKET:
                if mark in OPENING:
                    self._open(mark, start)
                else:
                    self._close(mark)
            elif kind == WORD:
                mark = mark.upper()
                self._word(mark, start)
            elif kind == QUOTE:
                break
            self.before, self.end = mark, found.end()
            self.marks += 1
            if self.marks > limits.MOST_MARKS:
                raise self._fault(start, "there are too many brackets and operators before this")
        return len(self.text)

    def _compares(self, mark: str, start: int, kind: int) -> bool:
        """Say whether what begins like an IRI, or like a triple, begins with less-than instead."""
        within = self.frames[-1].pattern
        if kind == IRI:
            value = self.before in OPENED_BY or (len(self.before) > 2 and self.before[-1] == ">")
            if within or not (value or self._between(start).strip()):
                return False
            rest, compares = mark, True
        elif kind == BRACKET and mark in OPENING:
            found = UNSURE.match(self.text, start + len(mark))
            rest = found[0] if found else ""
            compares = not within and SHAPED.match(self.text, start + 1) is not None
        else:
            return False
        if "#" in rest or "'" in rest:
            said = "can be an IRI or a comparison here; write the IRI in full, with ://"
            raise self._fault(start, f"{mark if len(mark) < 60 else '<…>'!r} {said}")
        return compares

    def _between(self, start: int) -> str:
        return self.text[self.end : start]

    def _open(self, mark: str, start: int) -> None:
        top = self.frames[-1]
        between = self._between(start)
        word = self.before[:1].isalnum() and not between.strip()
        weight, pattern = 1, mark != "("
        if self.negated or (word and self.before in limits.TRIED_TWICE):
            weight = limits.AS_TWICE
        elif mark == "[" or (mark == "(" and top.pattern and not word):
            weight = limits.AS_LIST
        if mark == "(" and top.pattern:
            ended = "#" not in between and between.rstrip()[-1:] in (".", ";")
            pattern = ended or not top.worded
        self.negated = False
        self.frames.append(_Frame(mark, weight, pattern))
        self.depth += weight
        if self.depth > limits.DEEPEST:
            raise self._fault(start, f"{mark!r} lies too deep in other brackets")

    def _close(self, mark: str) -> None:
        self.negated = False
        frames = self.frames
        if mark == ")>>" and frames[-1].bracket == "(":
            self._close(")")
            mark = ">>"
        while frames[-1].bracket == "<<" and mark != ">>":
            self.depth -= frames.pop().weight
        if frames[-1].bracket == OPENED_BY[mark]:
            self.depth -= frames.pop().weight

    def _word(self, mark: str, start: int) -> None:
        self.frames[-1].worded = True
        if mark in self.clauses:
            self.clauses[mark] += 1
            if self.clauses[mark] > limits.MOST_CLAUSES:
                raise self._fault(start, f"this is one {mark} too many")

    def _sign(self, mark: str, start: int) -> None:
        top = self.frames[-1]
        self.negated = mark == "!"
        if mark == ",":
            top.operators = top.steps = 0
        elif top.bracket == "(" or mark not in "+-":
            top.operators += 1
            top.steps += mark in "/^"
            if top.operators > limits.MOST_OPERATORS or top.steps > limits.MOST_STEPS:
                raise self._fault(start, f"{mark!r} makes a chain of operators too long")

    def _fault(self, offset: int, message: str) -> QuerySyntaxError:
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        return QuerySyntaxError(f"Line {line}, column {column}: {message}.", line, column)
