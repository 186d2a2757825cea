"""Both files read into one corpus, with a remark on whatever was not as one would expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from brain2face.evidence.corpus import Corpus
from brain2face.evidence.score_file import ScoreFile
from brain2face.observation import Observation
from brain2face.records import BadRow, Event

__all__ = ["Gathered", "gather", "listed"]

_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Gathered:
    """A corpus; ``bad`` rows of the labels and of the scores; remarks on the rest, in words."""

    corpus: Corpus
    bad: tuple[tuple[str, BadRow], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass
class _Notes:
    bad: list[tuple[str, BadRow]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def say(self, file: str, count: str, names: list[str], what: str) -> None:
        """Remark on images of a file, if there are any."""
        if names:
            self.remarks.append(f"{file}: {len(names)} {count} {what}: {listed(names)}")


def gather(name: str, events: Iterable[Event | BadRow], scores: ScoreFile) -> Gathered:
    """Read labels and scores; of two lines about one image the first counts.

    Args:
        name: what the labels are called in messages.
        events: the labels.
        scores: the scores.
    """
    notes = _Notes()
    labels = _labels(name, events, notes)
    corpus = Corpus.of(labels, dict(_scores(scores, notes)))
    for file, count, names, what in (
        (name, "images", corpus.unscored, "have no scores and were left out"),
        (scores.name, "images", corpus.unlabelled, "have no label and were left out"),
        (name, "images", corpus.doubtful, "have codes in doubt, which were not counted"),
        (name, "images", corpus.bare, "show no code"),
    ):
        notes.say(file, count, list(names), what)
    return Gathered(corpus, tuple(notes.bad), tuple(notes.remarks))


def listed(names: Iterable[str]) -> str:
    """Name the first few, and say how many more there are."""
    every = list(names)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more


def _labels(name: str, events: Iterable[Event | BadRow], notes: _Notes) -> dict[str, Observation]:
    found: dict[str, Observation] = {}
    again: list[str] = []
    for item in events:
        if isinstance(item, BadRow):
            notes.bad.append((name, item))
        elif item.name in found:
            again.append(f"{item.name} (row {item.row})")
        else:
            found[item.name] = item.observation
    notes.say(name, "rows", again, "name an image again and were left out")
    return found


def _scores(file: ScoreFile, notes: _Notes) -> Iterator[tuple[str, dict[str, float]]]:
    seen: set[str] = set()
    again: list[str] = []
    uneven: list[str] = []
    percent: list[str] = []
    neutral: list[str] = []
    for item in file.rows:
        if isinstance(item, BadRow):
            notes.bad.append((file.name, item))
            continue
        shown = f"{item.name} (line {item.row})"
        if item.name in seen:
            again.append(shown)
            continue
        seen.add(item.name)
        if item.uneven:
            uneven.append(f"{shown[:-1]}, {item.total:.3g})")
        if item.percent:
            percent.append(shown)
        if item.neutral is not None and item.neutral > max(item.scores.values()):
            neutral.append(shown)
        yield item.name, dict(item.scores)
    for names, what in (
        (again, "name an image again and were left out"),
        (uneven, "do not sum to 1 and were taken as they are"),
        (percent, "are in per cent and were divided by 100"),
        (neutral, "are more neutral than anything, and count for the emotions they have beside it"),
    ):
        notes.say(file.name, "lines", names, what)
