"""A whole text of a score: its words, joints, brackets and ``or``, read from left to right."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

from brain2face.misreadings import Fault, Kind
from brain2face.notation import ScoredUnit
from brain2face.reading.alternatives import Said, kept
from brain2face.reading.brackets import close_bracket
from brain2face.reading.levels import Level, Piece
from brain2face.reading.tokens import read_token
from brain2face.spreadsheets import MONTH

__all__ = ["read_phrases"]

_SOLID = r"(?-i:[^\s+,;&()\[\]{}\u3400-\u9fff])"
_TEXT = rf"""
    (?P<open>(?:REF\.?\s*)?[(\[{{])
    |(?P<close>[)\]}}])
    |(?P<joint>[+,;&])
    |(?P<word>
        (?:[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}\s[0-9]{{1,2}}:[0-9:.]+
          |[0-9]+\.[0-9]+E\+[0-9]+)(?!{_SOLID})
        |[0-9]{{1,2}}\.?\s(?!MAY){MONTH}(?!{_SOLID})
        |[0-9]{{1,4}}[年月][0-9年月日]+
        |(?-i:[\u3400-\u9fff])+
        |(?:(?:A[UD]S?|ACTION\s+UNITS?|FACS)[\s.:\#_-]+(?=[A-Z]{{0,2}}[0-9])|M\s+(?=[0-9]))?
         {_SOLID}+)"""
_OR = {"OR", "或", "或者"}
_AND = {"AND", "和", "与", "及", "UND"}
_NOTHING = {"NULL", "NONE", "NA", "N/A", "NAN", "NEUTRAL", "无", "無", "中性"}
_ODD = {";": "is a semicolon, which parts columns"}
_SLASHES = "/|@"
_DEEPEST = 8
_LOST = "passed over; a code may be lost here"


def read_phrases(text: str, known: Collection[str] | None, unsure: bool = False) -> Said:
    """Read a ``text`` with all that it leaves open; ``unsure`` makes every code doubtful."""
    reader = _Reader(text, known, unsure)
    for found in _text_pattern().finditer(text):
        reader.take(str(found.lastgroup), found.start(), found.end())
    return reader.end()


@functools.cache
def _text_pattern() -> re.Pattern[str]:
    """Compile what parts a text, when the first is read that is no plain score: it takes long.

    What has no case is kept from case folding (``-i``), which would treble that.
    """
    return re.compile(_TEXT, re.IGNORECASE | re.VERBOSE)


class _Reader:
    def __init__(self, text: str, known: Collection[str] | None, unsure: bool) -> None:
        self.text, self.known = text, known
        self.levels = [Level(text, unsure=unsure)]
        self.too_deep = 0
        self.told: set[str] = set()
        self.joint: tuple[str, int] | None = None
        self.bare = True
        self.reported = -1
        self.side: str | None = None

    def take(self, kind: str, start: int, end: int) -> None:
        if kind == "joint":
            self._join(self.text[start:end], start)
        elif kind == "open":
            self._open(start, end)
        elif kind == "close":
            self._close(start)
        else:
            self._word(start, end)

    def end(self) -> Said:
        while len(self.levels) > 1:
            self._say(
                self.levels[-1].opened,
                1,
                "is never closed",
                "taken as closed at the end; close it",
                "read",
            )
            self._close(len(self.text))
        self._lose_nothing()
        level = self.levels[0]
        said = level.close()
        return Said(said.units, said.doubtful, (*level.remarks, *level.phrases))

    def _join(self, word: str, start: int) -> None:
        reason = _ODD.get(word, "" if word in "+," else "stands for a +")
        if self.bare:
            self._say(start, len(word), "has no code before it", _LOST, "read")
            self.reported = start
        elif reason and word not in self.told:
            self.told.add(word)
            self._say(start, len(word), reason, "read as a +, here and after; write +", "read")
        self.levels[-1].end_run()
        self.joint, self.bare = (word, start), True

    def _lose_nothing(self) -> None:
        if self.joint and self.bare and self.reported != self.joint[1]:
            word, start = self.joint
            self._say(start, len(word), "has no code after it", _LOST, "read")

    def _word(self, start: int, end: int) -> None:
        word = self.text[start:end]
        upper = word.upper()
        level = self.levels[-1]
        if upper in _OR or not word.strip(_SLASHES):
            self._either(start, end)
        elif upper in _AND:
            self._join(word, start)
        elif not word.strip("?"):
            self._question(start, end)
        elif upper in _NOTHING:
            reason = "says that nothing was scored, beside other words"
            self._say(start, len(word), reason, "leave out the word or the rest", "unread")
            self.bare = False
        else:
            bare = word.strip(_SLASHES)
            first = start + word.index(bare)
            if first > start:
                self._either(start, first)
            said = read_token(bare, first + 1, self.known)
            if said is None:
                level.add_words(first, first + len(bare))
                self.bare = False
            else:
                self._add(said, first, first + len(bare))
            if first + len(bare) < end:
                self._either(first + len(bare), end)

    def _add(self, said: Said, start: int, end: int) -> None:
        unit = said.units[0] if len(said.units) == 1 else None
        joint = self.joint[0] if self.joint and self.bare else ""
        if not (self.bare and joint not in ("", "+")):
            self.side = unit.side if unit else None
        elif unit and unit.side:
            self.side = unit.side
        elif unit and self.side:
            said = said.remarked(self._shared(unit, start, end))
        self.bare = False
        self.levels[-1].add(Piece(said, start, end))

    def _shared(self, unit: ScoredUnit, start: int, end: int) -> Fault:
        token = self.text[start:end]
        reason = f"may or may not share the {self.side} that stands before"
        one, other = f"{self.side}{unit}", str(unit)
        advice = f"read as {other}, its side open; write +{one} if it does, +{other} if not"
        return Fault(token, start + 1, reason, advice, "doubtful")

    def _question(self, start: int, end: int) -> None:
        level = self.levels[-1]
        last = level.previous
        self.bare = False
        if last and last.end == start and last.said.named:
            token, advice = self.text[last.start : end], kept(last.said.named)
            reason = "says that the coder was not sure"
            last.said = last.said.doubted(Fault(token, last.start + 1, reason, advice, "doubtful"))
        else:
            level.add_question(start, end)

    def _either(self, start: int, end: int) -> None:
        self._lose_nothing()
        self.levels[-1].end_branch(start, end)
        self.side, self.joint, self.bare = None, None, True

    def _open(self, start: int, end: int) -> None:
        if len(self.levels) > _DEEPEST:
            self.too_deep += 1
            return
        self.levels.append(Level(self.text, start, mention=end - start > 1))
        self.side, self.joint, self.bare = None, None, True

    def _close(self, at: int) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        self._lose_nothing()
        outer = self.levels[-2:][0]
        if len(self.levels) > 1:
            close_bracket(self.levels.pop(), outer, min(at + 1, len(self.text)))
        else:
            outer.end_run()
            outer.unsure = True
            reason = "closes a bracket that was never opened"
            self._say(at, 1, reason, "no code before it is taken as certain", "doubtful")
        self.side, self.joint, self.bare = None, None, False

    def _say(self, start: int, length: int, reason: str, advice: str, kind: Kind) -> None:
        token = self.text[start : start + length]
        self.levels[-1].remarks.append(Fault(token, start + 1, reason, advice, kind))
