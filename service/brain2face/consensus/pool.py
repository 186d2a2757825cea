"""The rules of several sources as one table of probabilities, and what a face makes of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from brain2face.consensus.testimony import Testimony, candidates
from brain2face.notation import Score
from brain2face.observation import Observation
from brain2face.rules import Profile, Rule
from brain2face.sides import two_sided

__all__ = ["EITHER_SIDE", "PRIOR_CORPUS", "PRIOR_SOURCES", "Contribution", "Pool"]

PRIOR_SOURCES: Final = 1.0
PRIOR_CORPUS: Final = 0.05
EITHER_SIDE: Final = 0.5
_NONE: Final = ""

Chances = dict[tuple[str, str], float]


class Contribution(NamedTuple):
    """What a code says for an emotion (``log`` above 0) or against it, by one thing about it.

    ``log`` is the natural logarithm of the odds of the emotion against none in particular.
    ``about`` is ``present`` or ``absent``; for a code that is present, what its side says comes
    apart, as ``one side`` or ``both sides``.
    """

    code: str
    about: str
    log: float


class Pool:
    """The rules of a profile's members as probabilities of a code, given an emotion or none.

    ``shown`` holds P(code | emotion) and ``sided`` P(one side only | code and emotion), by the IRI
    of the emotion and the code; the empty IRI stands for no emotion in particular.
    ``valence_rules`` conclude a valence and nothing else. The imaginary source that keeps figures
    off 0 and 1 weighs as much as a book of rules, and little beside what was measured in a corpus.
    """

    def __init__(self, profile: Profile) -> None:
        """Count the rules of every member; a source that never names a code is silent about it."""
        self.profile = profile
        self.emotions = candidates(profile.members)
        self.valence_rules = [rule for rule in profile.rules if _concludes_valence_only(rule)]
        self.shown: Chances = {}
        self.sided: Chances = {}
        ruled = any(member.rules for member in profile.members)
        self._prior = PRIOR_SOURCES if ruled else PRIOR_CORPUS
        sources = [Testimony(member, self.emotions) for member in profile.members]
        codes = {code for source in sources for code in source.codes}
        self.units = tuple(sorted(codes, key=lambda code: (int(code.lstrip("M")), code)))
        for code in self.units:
            self._fill(code, sources)
        shown, sided = self._logs = _log_odds(self.shown), _log_odds(self.sided)
        self._iris = [one.iri for one in self.emotions]
        self._present = {
            (code, side): [shown[iri, code][True] + sided[iri, code][side] for iri in self._iris]
            for code in self.units
            for side in (False, True)
        }
        self._absent = {
            code: [shown[iri, code][False] for iri in self._iris] for code in self.units
        }
        self._withdrawn = {code: [-log for log in logs] for code, logs in self._absent.items()}
        self._all_absent = _sums(self._absent.values())

    def told(self, observation: Observation, emotion: str) -> Iterator[Contribution]:
        """Give what each code that could be observed says for or against an emotion."""
        shown, sided = self._logs
        both = two_sided(observation.score)
        for code in self.units:
            here = code in observation.score.codes
            if code not in observation.open:
                log = shown[emotion, code][here]
                yield Contribution(code, "present" if here else "absent", log)
            if here and any(any(sided[iri, code]) for iri in self._iris):
                about = "both sides" if code in both else "one side"
                yield Contribution(code, about, sided[emotion, code][code not in both])

    def posterior(self, observation: Observation) -> dict[str, float]:
        """Give the probability of each emotion, by its IRI; what they lack to 1 is that of none."""
        present = self._said(observation.score)
        hidden = [code for code in observation.open if code in self._absent]
        not_absent = [self._withdrawn[code] for code in (*present, *hidden)]
        logs = _sums((self._all_absent, *present.values(), *not_absent))
        most = max(0.0, *logs)
        odds = [math.exp(log - most) for log in logs]
        whole = math.fsum((*odds, math.exp(-most)))
        return {iri: one / whole for iri, one in zip(self._iris, odds, strict=True)}

    def speaks_for(self, score: Score, emotion: str) -> bool:
        """Say whether what is present speaks for an emotion, whatever is absent."""
        at = self._iris.index(emotion)
        return math.fsum([said[at] for said in self._said(score).values()]) > 0

    def _said(self, score: Score) -> dict[str, list[float]]:
        both = two_sided(score)
        codes = [code for code in score.codes if code in self._absent]
        return {code: self._present[code, code not in both] for code in codes}

    def _fill(self, code: str, sources: Iterable[Testimony]) -> None:
        shown = {
            one.iri: [said for s in sources if (said := s.shown(one, code)) is not None]
            for one in self.emotions
        }
        means = [math.fsum(found) / len(found) for found in shown.values() if found]
        self.shown[_NONE, code] = base = math.fsum(means) / len(means)
        self.sided[_NONE, code] = EITHER_SIDE
        for one in self.emotions:
            sided = [said for s in sources if (said := s.sided(one, code)) is not None]
            self.shown[one.iri, code] = self._averaged(shown[one.iri], base)
            self.sided[one.iri, code] = self._averaged(sided, EITHER_SIDE)

    def _averaged(self, found: list[float], base: float) -> float:
        return (math.fsum(found) + self._prior * base) / (len(found) + self._prior)


def _concludes_valence_only(rule: Rule) -> bool:
    return all(one.kind == "valence" for one in rule.conclusions)


def _log_odds(chances: Chances) -> dict[tuple[str, str], tuple[float, float]]:
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for (emotion, code), chance in chances.items():
        base = chances[_NONE, code]
        same = math.isclose(chance, base)
        absent = 0.0 if same else math.log((1 - chance) / (1 - base))
        found[emotion, code] = absent, 0.0 if same else math.log(chance / base)
    return found


def _sums(rows: Iterable[list[float]]) -> list[float]:
    return [math.fsum(column) for column in zip(*rows, strict=True)]
