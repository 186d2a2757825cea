"""What the other tiers of an ELAN document say while an event lasts, or of the event itself."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from brain2face.readers.eaf import Note, Tier
from brain2face.readers.table import normal
from brain2face.records import Event

__all__ = ["Context"]

_FIELDS: Final = {
    "label": frozenset({"emotion", "emotions", "label", "emotionlabel", "estimatedemotion"}),
    "self_report": frozenset({"selfreport", "selfreportedemotion"}),
    "material": frozenset({"material", "stimulus", "film"}),
    "objective_class": frozenset({"objectiveclass"}),
}


class _Track:
    """The aligned annotations of one tier in the order of their onsets."""

    def __init__(self, tier: Tier) -> None:
        self.tier = tier
        self.spans = sorted(
            (note.onset, note.offset, note.text)
            for note in tier.notes
            if note.onset is not None and note.offset is not None and note.parent is None
        )
        self.onsets = [onset for onset, _, _ in self.spans]
        self.longest = max((offset - onset for onset, offset, _ in self.spans), default=0.0)

    def during(self, onset: float, offset: float) -> Iterator[str]:
        first = bisect.bisect_left(self.onsets, onset - self.longest)
        for start, end, text in self.spans[first:]:
            if start >= offset and start > onset:
                return
            if end > onset or start == onset:
                yield text


class Context:
    """The tiers that hold no codes, to be asked what they say beside an event."""

    def __init__(self, tiers: Sequence[Tier]) -> None:
        """Sort the annotations of these tiers."""
        self._tracks = [_Track(tier) for tier in tiers if tier.notes]
        self._below: dict[int, list[tuple[Tier, str]]] = {}
        for tier in tiers:
            for note in tier.notes:
                if note.parent is not None:
                    self._below.setdefault(note.parent, []).append((tier, note.text))

    def beside(self, event: Event, tier: Tier, note: Note) -> Event:
        """Give the event with its tier and what the other tiers say, in ``extra``.

        A tier of the same person that is named as a field of an event (``emotion``,
        ``self-report``, ``material``) fills that field.
        """
        said: dict[str, list[str]] = {"tier": [tier.name]}
        fields: dict[str, list[str]] = {}
        for other, text in self._said(event, note):
            said.setdefault(other.name, []).append(text)
            if other.participant == tier.participant:
                for field, names in _FIELDS.items():
                    if normal(other.name) in names:
                        fields.setdefault(field, []).append(text)
        extra = dict(event.extra) | {name: "; ".join(texts) for name, texts in said.items()}
        filled = {field: "; ".join(dict.fromkeys(texts)) for field, texts in fields.items()}
        return replace(event, extra=MappingProxyType(extra), **filled)  # type: ignore[arg-type]

    def _said(self, event: Event, note: Note) -> Iterator[tuple[Tier, str]]:
        for other, text in self._below.get(note.place, ()):
            if text:
                yield other, text
        if event.span is None:
            return
        for track in self._tracks:
            for text in track.during(event.span.onset, event.span.offset):
                if text:
                    yield track.tier, text
