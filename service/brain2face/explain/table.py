"""What each profile says of one face, side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from brain2face.explain.gaps import hanging
from brain2face.explain.naming import cut, either, in_short, word, words
from brain2face.rules import Rule
from brain2face.verdict import Verdict

__all__ = ["as_table", "compare"]

_HEAD = ("profile", "verdict", "valence", "type", "rules that fire", "undecided")
_GAP = "  "
_NARROWEST = 10
_MOST = 6
_MOST_NEEDS = 3


def compare(verdicts: Sequence[Verdict]) -> list[dict[str, object]]:
    """Give a row for each verdict, as what JSON can hold, nothing cut."""
    return [
        {
            "profile": one.profile.name,
            "label": one.profile.label,
            "score": str(one.score),
            "outcome": one.outcome,
            "verdict": in_short(one),
            "valence": word(one.valence) if one.valence else None,
            "type": word(one.micro_type) if one.micro_type else None,
            "fired": [{**_rule(fired.rule), "units": fired.units} for fired in one.fired],
            "undecided": [{**_rule(open_.rule), "needs": open_.needs} for open_ in one.undecided],
        }
        for one in verdicts
    ]


def as_table(verdicts: Sequence[Verdict], width: int = 100) -> str:
    """Give a table of ``width`` columns; long cells wrap and say how much more there is."""
    rows = [_HEAD, *map(_row, verdicts)]
    widths = _fitted([max(map(len, column)) for column in zip(*rows, strict=True)], width)
    lines = []
    for row in rows:
        cells = [
            textwrap.wrap(cell, room, break_on_hyphens=False) or [""]
            for cell, room in zip(row, widths, strict=True)
        ]
        for parts in zip_longest(*cells, fillvalue=""):
            padded = (part.ljust(room) for part, room in zip(parts, widths, strict=True))
            lines.append(_GAP.join(padded).rstrip())
    return "\n".join(lines)


def _row(one: Verdict) -> tuple[str, ...]:
    sets = dict.fromkeys("+".join(fired.units) for fired in one.fired)
    return (
        one.profile.name,
        in_short(one),
        word(one.valence) if one.valence else "-",
        word(one.micro_type) if one.micro_type else "-",
        ", ".join(cut([*sets], _MOST)) or "-",
        "; ".join(cut([*_undecided(one)], _MOST)) or "-",
    )


def _undecided(one: Verdict) -> Iterator[str]:
    for conclusions, sets in hanging(one).items():
        named = [c for c in conclusions if c.kind != "valence"] or conclusions
        needs = either("+".join(codes) for codes in sets[:_MOST_NEEDS])
        yield f"{words(named)} if {needs}{' …' if sets[_MOST_NEEDS:] else ''}"


def _fitted(needed: Sequence[int], width: int) -> list[int]:
    """Share out the width: names whole; else what a column needs, or an even part of the rest."""
    left = width - len(_GAP) * (len(needed) - 1) - needed[0]
    widths = [*needed]
    waiting = sorted(range(1, len(needed)), key=lambda place: needed[place])
    while waiting:
        place = waiting.pop(0)
        widths[place] = min(needed[place], max(left // (len(waiting) + 1), _NARROWEST))
        left -= widths[place]
    return widths


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.name,
        "label": rule.label,
        "place": rule.place.iri,
        "concludes": [word(one) for one in rule.conclusions],
    }
