"""A labelled file, read once and coded by every profile, and what became of its expressions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from brain2face.assessment.judging import LevelResult, assess
from brain2face.assessment.truth import LabelBook, Truth
from brain2face.coding import FaceCoder
from brain2face.coding.files import FileOptions, code_file
from brain2face.errors import SourceFileError, UsageFault
from brain2face.events.aside import Excluded
from brain2face.records import BadRow, Event
from brain2face.verdict import Verdict

__all__ = ["CAUTIONS", "Evaluation", "LeftOut", "evaluate_file"]

CAUTIONS: Final = (
    "The rules were not made from these expressions: they come from posed faces, prototypes or "
    "other data sets. Poor figures may be those of the rules, of the labels or of the scoring.",
    "The labels of some data sets, CASME II among them, were given partly from the action units. "
    "Agreement with rules that read the same units is then circular, and most of all for casme2.",
    "Intervals (Wilson, 95 %) take expressions as independent. Several of one person are not, so "
    "the true intervals are wider.",
    "The baseline knows the commonest label of this very file; no profile does.",
)
"""What nobody should forget who reads the figures."""


@dataclass(slots=True)
class LeftOut:
    """What of a file stands in no figure, and what stands there but is not sure.

    ``unlabelled`` have no label, ``unread`` none that means anything known; ``habitual`` were set
    aside as habits, ``bad`` rows could not be read. ``unscored`` and ``doubtful`` are counted
    among the judged: faces without any code, and faces with a code that is doubtful.
    """

    unlabelled: int = 0
    unread: int = 0
    habitual: int = 0
    bad: int = 0
    unscored: int = 0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of a file: ``judged`` expressions of so many ``subjects`` (0 if not told).

    ``unknown`` are label words that mean nothing known, and ``advice`` what would be right for
    each; ``several`` are labels that name more than one thing; ``unused`` are words that a meaning
    was given for and that no label was.
    """

    source: str
    format: str
    judged: int
    subjects: int
    levels: tuple[LevelResult, ...]
    left_out: LeftOut
    unknown: Counter[str]
    several: Counter[str]
    advice: dict[str, str]
    unused: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    cautions: tuple[str, ...] = field(default=CAUTIONS)


def evaluate_file(
    coders: Sequence[FaceCoder],
    where: Path | BinaryIO | Literal["-"],
    book: LabelBook,
    options: FileOptions | None = None,
    *,
    source: str = "",
    watch: Callable[[Iterator[Any], int | None], Iterator[Any]] | None = None,
    tell: Callable[[BadRow], None] | None = None,
) -> Evaluation:
    """Code the expressions of a file by every profile and hold that against their labels.

    Args:
        coders: one a profile, at least one; the file is read once.
        where: the file; ``-`` is standard input.
        book: what the labels mean.
        options: how to read the file.
        source: the name of the file in messages.
        watch: is given the rows and about how many there are, and gives them on.
        tell: is told of each row that cannot be read.

    Raises:
        SourceFileError: the file cannot be read, or is in no known format.
        UsageFault: no expression has a label that means anything, or none has any code; or two
            profiles have one name.
    """
    names = Counter(coder.profile.name for coder in coders)
    if twice := [name for name, count in names.items() if count > 1]:
        raise UsageFault(f"Two profiles are called {twice[0]}: rename the file of one of them.")
    opened = code_file(coders[0], where, options, watch)
    left = LeftOut()
    verdicts: dict[str, list[Verdict]] = {coder.profile.name: [] for coder in coders}
    truths: list[Truth] = []
    subjects: set[str] = set()
    for item in opened.items:
        if isinstance(item, BadRow):
            left.bad += 1
            if tell:
                tell(item)
        elif isinstance(item, Excluded):
            left.habitual += item.whole
        elif truth := _truth(item.event, book, left):
            seen = item.event.observation
            truths.append(truth)
            subjects.add(item.event.subject)
            left.unscored += item.verdict.outcome == "unscored"
            left.doubtful += bool(seen.doubtful)
            verdicts[coders[0].profile.name].append(item.verdict)
            for coder in coders[1:]:
                verdicts[coder.profile.name].append(coder.verdict(seen))
    name = source or str(where)
    if not truths:
        raise _nothing(name, opened.format, left, book)
    if left.unscored == len(truths):
        raise UsageFault(
            f"{name} was read as {opened.format}, and none of its {len(truths)} labelled "
            "expressions has an action unit: there is nothing to code. A column AU is needed."
        )
    profiles = [coder.profile for coder in coders]
    return Evaluation(
        source=name,
        format=opened.format,
        judged=len(truths),
        subjects=len(subjects - {""}),
        levels=assess(verdicts, truths, profiles, book.levels),
        left_out=left,
        unknown=book.unknown,
        several=book.several,
        advice=book.advice,
        unused=tuple(book.unused),
        remarks=opened.remarks,
    )


def _truth(event: Event, book: LabelBook, left: LeftOut) -> Truth:
    truth = book.truth(event)
    if not truth:
        labelled = event.label.strip() or event.objective_class.strip()
        left.unread += bool(labelled)
        left.unlabelled += not labelled
    return truth


def _nothing(name: str, kind: str, left: LeftOut, book: LabelBook) -> UsageFault | SourceFileError:
    if left.unread:
        words = ", ".join(f"{word!r} ({count})" for word, count in book.unknown.most_common(5))
        return UsageFault(
            f"No label of {name} means anything known: {words or 'each names several things'}. "
            "Say what a word means with --map WORD=EMOTION."
        )
    if left.unlabelled:
        return UsageFault(
            f"{name} was read as {kind}, and none of its {left.unlabelled} expressions has a "
            "label. A column Emotion or Objective Class is needed beside AU."
        )
    told = f", and {left.bad} rows that cannot be read" if left.bad else ""
    return SourceFileError(f"{name} was read as {kind} and holds no expression to judge{told}.")
