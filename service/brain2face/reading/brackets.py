"""What a pair of brackets says in a score: alternatives, a mention, a mark, a doubt, or a note.

``(R12 or R14)`` groups alternatives, ``ref(4)`` mentions 4, ``7(k)`` carries a mark. What a data
set means by brackets is seldom stated, so that no code in them is taken as certain.
"""

from __future__ import annotations

from brain2face.misreadings import Fault
from brain2face.reading.alternatives import Said, kept
from brain2face.reading.levels import Level, Piece

__all__ = ["close_bracket"]

_SHORT_MARK = 2


def close_bracket(inner: Level, outer: Level, end: int) -> None:
    """Put what the bracket ``inner`` says, which ends before ``end``, into the level ``outer``."""
    said = inner.close()
    outer.remarks += inner.remarks
    last = outer.previous
    glued = last is not None and last.end == inner.opened
    if said.named:
        outer.phrases += inner.phrases
        _add_codes(said, inner, outer, end, last if glued else None)
        return
    content = inner.text[inner.opened + 1 : end - 1].strip()
    marks = glued or (content.isalpha() and len(content) <= _SHORT_MARK)
    if last and last.said.named and marks:
        token = inner.text[last.start : end]
        reason = "has a mark in brackets, the meaning of which is not stated"
        advice = f"{kept(last.said.named)}; write the code alone if it was seen"
        last.said = last.said.doubted(Fault(token, last.start + 1, reason, advice, "doubtful"))
        last.end = end
    elif not inner.remarks:
        token = inner.text[inner.opened : end]
        advice = "write codes joined by +, and notes in a column of their own"
        outer.phrases.append(Fault(token, inner.opened + 1, "is a note in brackets", advice))


def _add_codes(said: Said, inner: Level, outer: Level, end: int, marked: Piece | None) -> None:
    start = inner.opened
    if len(inner.branches) > 1 and not inner.mention and not marked:
        outer.add(Piece(said, start, end))
        return
    named = said.named
    reason = "stands in brackets, which mean different things"
    if inner.mention:
        reason = "mentions codes without scoring them"
    elif marked:
        named |= marked.said.named
        start = marked.start
        marked.said = marked.said.doubted()
    advice = f"{kept(named)}; write the code alone if it was seen"
    remark = Fault(inner.text[start:end], start + 1, reason, advice, "doubtful")
    outer.add(Piece(said.doubted(remark), inner.opened, end))
