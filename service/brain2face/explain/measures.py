"""The figures of a verdict: how near each emotion is, and what tables measured."""

from __future__ import annotations

import math
from collections.abc import Iterator

from brain2face.explain.naming import tag, word
from brain2face.rules import Evidence
from brain2face.verdict import Ranked, Verdict

__all__ = ["evidence", "ranking", "testimony"]

_LEAST = 0.005
_MOST_SAID = 6
_ABOUT = {"one side": "on one side only", "both sides": "on both sides"}
_NEAREST = "The figure is the agreement with the nearest rule, 0 to 1; it is no probability."
_POOLED = "The figure is the probability by the pooled rules, 0 to 1."


def ranking(verdict: Verdict) -> Iterator[str]:
    """Give each emotion that the face has any part of, with its score.

    The scores of pooled sources are probabilities; what they lack to 1 is that of none of them.
    """
    lines = list(_pooled_ranking(verdict) if verdict.profile.members else _agreement(verdict))
    if lines:
        yield _POOLED if verdict.profile.members else _NEAREST
    yield from lines


def _pooled_ranking(verdict: Verdict) -> Iterator[str]:
    shown = [(word(one.emotion), one.score) for one in verdict.ranking]
    shown += [("none in particular", 1 - sum(score for _, score in shown))] if shown else []
    for label, score in sorted(shown, key=lambda one: -one[1]):
        if score >= _LEAST:
            yield f"{label} {score:.2f}"


def _agreement(verdict: Verdict) -> Iterator[str]:
    hanging = {c.iri for one in verdict.undecided for c in one.rule.conclusions}
    for one in verdict.ranking:
        if one.score > 0 or one.met:
            yield f"{word(one.emotion)} {one.score:.2f}{_remark(one, hanging)}"


def evidence(verdict: Verdict) -> Iterator[str]:
    """Give, table by table, for each scored code the results in it, or else its best row."""
    wanted = {one.iri for one in verdict.results}
    tables: dict[str, dict[str, list[Evidence]]] = {}
    for row in verdict.evidence:
        tables.setdefault(row.place.label, {}).setdefault(row.code, []).append(row)
    for label in sorted(tables):
        shown = [
            f"{tag(code, verdict)} {word(row.emotion)} {row.score:.2f} (rank {row.rank})"
            for code, rows in sorted(
                tables[label].items(), key=lambda item: int(item[0].lstrip("M"))
            )
            for row in _selected(rows, wanted)
        ]
        yield f"{label}: {', '.join(shown)}"


def testimony(verdict: Verdict) -> Iterator[str]:
    """Give, for each emotion that pooled sources come to, what the codes say of it, most first."""
    if not verdict.profile.members:
        return
    from brain2face.consensus import contributions

    for one in verdict.results:
        if one.kind == "emotion":
            said = contributions(verdict.profile, verdict.observation, one.iri)[:_MOST_SAID]
            for sign, where in ((1, "For"), (-1, "Against")):
                told = [
                    f"{tag(by.code, verdict)} {_ABOUT.get(by.about, by.about)} "
                    f"({math.exp(abs(by.log)):.1f} to 1)"
                    for by in said
                    if by.log * sign > 0
                ]
                if told:
                    yield f"{where} {word(one)}: {', '.join(told)}"


def _selected(rows: list[Evidence], wanted: set[str]) -> list[Evidence]:
    own = [row for row in rows if row.emotion.iri in wanted]
    return sorted(own or rows, key=lambda row: (row.rank, -row.score))[:2]


def _remark(one: Ranked, hanging: set[str]) -> str:
    if one.met:
        return ", a rule fires"
    return ", a rule hangs on what could not be seen" if one.emotion.iri in hanging else ""
