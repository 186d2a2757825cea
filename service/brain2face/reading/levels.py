"""How the pieces of one bracket level stand together: joined, as alternatives, or in free text.

A level is the whole text or what one pair of brackets holds. ``or`` parts it into branches, and a
branch is a sum of pieces. A run is what only spaces part.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from brain2face.misreadings import Fault, Kind, misread
from brain2face.notation import INTENSITIES, SIDES
from brain2face.reading.alternatives import Said, both, either, kept, left_open, settled

__all__ = ["Level", "Piece"]

_LETTERS = set(SIDES + INTENSITIES)
_PREFIXES = {"AU", "AD", "M"}


@dataclass(slots=True)
class Piece:
    """One piece of a text: what it says, and where it starts and ends."""

    said: Said
    start: int
    end: int


@dataclass(slots=True)
class Level:
    """The pieces of one level of ``text`` so far; ``opened`` is where its bracket stands."""

    text: str
    opened: int = 0
    mention: bool = False
    unsure: bool = False
    branches: list[list[Piece]] = field(default_factory=lambda: [[]])
    remarks: list[Fault] = field(default_factory=list)
    phrases: list[Fault] = field(default_factory=list)
    _ors: list[int] = field(default_factory=list)
    _run: int = 0
    _phrase: tuple[int, int] | None = None
    _free: bool = False
    _question: tuple[int, int] | None = None

    @property
    def previous(self) -> Piece | None:
        """The last piece of the run, if the run has one and no free text stands after it."""
        pieces = self.branches[-1]
        return pieces[-1] if len(pieces) > self._run and not self._phrase else None

    def add(self, piece: Piece) -> None:
        """Put a piece into the run."""
        self._end_phrase()
        self.branches[-1].append(piece)

    def add_words(self, start: int, end: int) -> None:
        """Put free text into the run."""
        self._phrase = (self._phrase[0] if self._phrase else start, end)

    def add_question(self, start: int, end: int) -> None:
        """Put a question mark into the run that stands apart from a code."""
        self._end_phrase()
        self._question = (start, end)

    def end_run(self) -> None:
        """End the run, with what free text and question marks in it make of its codes."""
        self._end_phrase()
        pieces = self.branches[-1]
        run = pieces[self._run :]
        named = both(piece.said for piece in run)
        if self._free and named.codes:
            for piece in run:
                piece.said = piece.said.doubted()
            advice = f"{kept(named.codes)}; write the codes alone, joined by +"
            self._say(run[0].start, run[-1].end, "stands among free text", advice, "doubtful")
        if self._question and (run or self._free):
            self.unsure = True
            advice = "no code beside it is taken as certain; write it after the code, as in 4?"
            self._say(*self._question, "may hold for one code or for all", advice, "doubtful")
        elif self._question:
            advice = "write the code that may have been seen, or leave it out"
            self._say(
                *self._question,
                "says that the coder was not sure, and names no code",
                advice,
                "unread",
            )
        self._run, self._free, self._question = len(pieces), False, None

    def end_branch(self, start: int, end: int) -> None:
        """End the branch, since a word for ``or`` stands here."""
        self.end_run()
        self._ors += [start, end]
        self.branches.append([])
        self._run = 0

    def close(self) -> Said:
        """Say what the level says as a whole."""
        self.end_run()
        said: list[Said] = []
        for pieces in self.branches:
            units, clashes = settled(
                (piece.said, self.text[piece.start : piece.end], piece.start + 1)
                for piece in pieces
            )
            self.remarks += clashes
            branch = both(piece.said for piece in pieces)
            self.remarks += branch.remarks
            said.append(Said(units, branch.doubtful))
        if len(said) == 1:
            whole = said[0]
        else:
            whole = either(said)
            ends = [at for branch in self.branches for one in branch for at in (one.start, one.end)]
            start, end = min(ends + self._ors), max(ends + self._ors)
            remark = left_open(self.text[start:end], start + 1, said, whole)
            self.remarks += [remark] if remark else []
        return whole.doubted() if self.unsure else whole

    def _end_phrase(self) -> None:
        if not self._phrase:
            return
        start, end = self._phrase
        phrase = self.text[start:end]
        self._phrase = None
        if phrase.upper() in _LETTERS:
            reason = "stands apart from a code: a side or an intensity"
            advice = "write a side before the number and an intensity after it, as in L12B"
            self.phrases.append(Fault(phrase, start + 1, reason, advice, "doubtful"))
            return
        free = phrase.upper() not in _PREFIXES
        self._free = self._free or free
        if free and any(letter.isalpha() for letter in phrase):
            advice = "write codes joined by +, or null if nothing was scored"
            self.phrases.append(Fault(phrase, start + 1, "is free text", advice))
        else:
            self.phrases.append(misread(phrase, start + 1))

    def _say(self, start: int, end: int, reason: str, advice: str, kind: Kind) -> None:
        self.remarks.append(Fault(self.text[start:end], start + 1, reason, advice, kind))
