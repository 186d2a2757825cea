"""Which emotion the consensus gives for each published configuration of the sources it pools.

The configurations are the faces, so this measures how well one table speaks for many, and not how
often a coder would be right about people. It prints the table of
``docs/explanation/consensus.md`` and, with ``--misses``, every configuration for which the
consensus does not name the source's emotion.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from brain2face.consensus import Pool, pooled, pooled_outcome
from brain2face.knowledge import Knowledge
from brain2face.notation import Score, ScoredUnit
from brain2face.observation import Observation
from brain2face.profiles import compile_profile
from brain2face.rules import Conclusion, Profile, Way

__all__ = ["Case", "cases", "table"]

KINDS = ("same", "among", "valence", "none", "other")
HEADS = ("same emotion", "ambiguous, with it", "its valence", "none", "another")


@dataclass(frozen=True)
class Case:
    """A published configuration as a face, and what the consensus makes of it."""

    source: str
    face: str
    emotion: Conclusion
    outcome: str
    results: tuple[Conclusion, ...]
    kind: str


def cases(profile: Profile) -> Iterator[Case]:
    """Give every way of every rule of every member that concludes a pooled emotion."""
    emotions = Pool(profile).emotions
    for member in profile.members:
        for rule in member.rules:
            for emotion in (one for one in rule.conclusions if one in emotions):
                for way in rule.ways:
                    observation = Observation(face_of(way))
                    ranked = pooled(profile, observation)
                    outcome, results = pooled_outcome(profile, ranked, observation)
                    kind = kind_of(profile, emotion, outcome, results)
                    face = str(observation.score)
                    yield Case(member.name, face, emotion, outcome, results, kind)


def face_of(way: Way) -> Score:
    """Give the face that shows what a way asks for, in the mildest grade it allows."""
    asked = {demand.code: demand for demand in way.demands}
    units = []
    for code in way.units:
        demand = asked.get(code)
        grade = min(demand.intensities, default=None) if demand else None
        side = min(demand.sides, default=None) if demand else None
        units.append(ScoredUnit(code, grade, side))
    return Score(tuple(units))


def kind_of(
    profile: Profile, emotion: Conclusion, outcome: str, results: tuple[Conclusion, ...]
) -> str:
    """Say how a result stands to the emotion of the source."""
    if outcome == "emotion":
        return "same" if results == (emotion,) else "other"
    if emotion in results:
        return "among"
    if outcome == "valence" and results == (profile.valences.get(emotion.iri),):
        return "valence"
    return "none" if outcome == "none" else "other"


def table(found: list[Case]) -> str:
    """Give the counts by source, and by emotion, as two Markdown tables."""
    by_source = counted(found, "source", [case.source for case in found])
    by_emotion = counted(found, "emotion", [case.emotion.label for case in found])
    return f"{by_source}\n\n{by_emotion}"


def counted(found: list[Case], head: str, keys: list[str]) -> str:
    """Give one table, with a line for each key and one for all."""
    lines = [f"| {head} | configurations | {' | '.join(HEADS)} |", "| --- |" + " ---: |" * 6]
    pairs = list(zip(keys, found, strict=True))
    for key in [*sorted(set(keys)), "all"]:
        counts = Counter(case.kind for one, case in pairs if key in (one, "all"))
        figures = [counts.total(), *(counts[kind] for kind in KINDS)]
        lines.append(f"| {key} | {' | '.join(map(str, figures))} |")
    return "\n".join(lines)


def main() -> None:
    """Print the tables, or the misses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what is not named the same")
    found = list(cases(compile_profile(Knowledge.load(), "consensus")))
    if not parser.parse_args().misses:
        print(table(found))
        return
    for case in (one for one in found if one.kind != "same"):
        named = " or ".join(one.label for one in case.results) or case.outcome
        print(f"{case.source}\t{case.emotion.label}\t{case.face}\t{named}")


if __name__ == "__main__":
    main()
