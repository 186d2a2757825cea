"""The reading of a whole score: the strict one where it holds, else what the text leaves open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from brain2face.misreadings import Fault
from brain2face.notation import Score, ScoredUnit, ScoreError, parse_score
from brain2face.reading.alternatives import Said, kept
from brain2face.reading.phrases import read_phrases
from brain2face.reading.plain import plain_text

__all__ = ["Reading", "read_score"]

_NOTHING = {
    *("NULL", "NONE", "NA", "N/A", "N.A.", "NAN", "<NA>", "NAT", "NIL", "NO", "NO AU"),
    *("-", "--", "/", "//", "\\", ".", "无", "無", "没有", "空"),
}
_NEUTRAL = {"NEUTRAL", "NEUTRAL FACE", "中性", "0.0"}
_READ_AS_NOTHING = ("is read as nothing scored, which is no neutral face", "write null")
_READ_AS_NEUTRAL = ("is read as 0, a neutral face", "write 0")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: the ``score`` that is certain, codes that are ``doubtful``, ``remarks``.

    No code is in both. The remarks stand in the order of their columns.
    """

    text: str
    score: Score = Score()  # noqa: RUF009
    doubtful: frozenset[str] = frozenset()
    remarks: tuple[Fault, ...] = ()

    @property
    def whole(self) -> bool:
        """Say whether every token was understood and left nothing open."""
        return all(remark.kind == "read" for remark in self.remarks)


def read_score(text: str, known: Collection[str] | None = None) -> Reading:
    """Read a score however a sheet writes it; never fails.

    Whatever :func:`~brain2face.notation.parse_score` reads has the same value here, without a
    remark. Anything else is remarked: as ``read`` in another way, as ``doubtful`` where it leaves
    a code, a side or an intensity open, or as ``unread``.

    Args:
        text: the score as it stands in a cell.
        known: the codes that exist (``"12"``, ``"M55"``); without it, every number up to 98.
    """
    try:
        return Reading(text, parse_score(text, known))
    except ScoreError:
        plain = plain_text(text)
    bare, column = plain.text.strip(), len(plain.text) - len(plain.text.lstrip()) + 1
    if bare.upper() in _NOTHING or bare.upper() in _NEUTRAL or not bare:
        neutral = bare.upper() in _NEUTRAL
        said = Said((ScoredUnit("0"),) if neutral else ())
        why = _READ_AS_NEUTRAL if neutral else _READ_AS_NOTHING
        remarks = [Fault(bare, column, *why, "read")] if bare else []
    else:
        said = read_phrases(plain.text, known, plain.formula)
        remarks = list(said.remarks)
        if not said.named and all(remark.kind == "read" for remark in remarks):
            remarks.append(Fault(bare, column, "names no code", "write null if nothing was scored"))
        if "0" in said.codes and len(said.named) > 1:
            advice = f"{kept(said.named)}; leave out the 0 or the others"
            reason = "scores 0, a neutral face, beside other codes"
            remarks.append(Fault(bare, column, reason, advice, "doubtful"))
            said = said.doubted()
    told = sorted((*plain.remarks, *remarks), key=lambda remark: remark.column)
    return Reading(
        text,
        Score(said.units),
        said.doubtful - said.codes,
        tuple(replace(one, token=_as_given(text, one)) for one in told),
    )


def _as_given(text: str, remark: Fault) -> str:
    start = remark.column - 1
    return text[start : start + len(remark.token)]
