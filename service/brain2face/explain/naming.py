"""How an explanation names things: codes, conclusions, rules, and lists that would be too long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brain2face.rules import Conclusion, Rule
from brain2face.verdict import Verdict

__all__ = ["cited", "cut", "either", "in_short", "name", "tag", "tags", "upper", "word", "words"]

_KIND = {"valence": (" valence", " of"), "type": (" micro-expression type",)}
_MOST_NEEDS = 3
_PLURAL = {"other": "others"}


def in_short(verdict: Verdict) -> str:
    """Give the verdict in one phrase, such as ``ambiguous: fear or sadness``."""
    results = either(word(one) for one in verdict.results)
    match verdict.outcome:
        case "ambiguous":
            return f"ambiguous: {results}"
        case "valence":
            return f"{results}, no single emotion"
        case "neutral":
            return "neutral"
        case "undecided":
            return "undecided: nothing scored is certain"
        case "unscored":
            return "nothing could be seen" if _is_hidden(verdict) else "nothing scored"
        case "none":
            return "none"
    if verdict.fired or verdict.profile.members or not verdict.assumes:
        return results
    return f"{results} unless {either(_needed(verdict))}"


def _is_hidden(verdict: Verdict) -> bool:
    seen = verdict.profile.unit_names.keys() - verdict.observation.open
    return bool(verdict.score.codes) and seen <= verdict.profile.visibility


def _needed(verdict: Verdict) -> list[str]:
    fewest: list[tuple[str, ...]] = []
    for needs in sorted((one.needs for one in verdict.undecided), key=len):
        if not any(set(fewer) <= set(needs) for fewer in fewest):
            fewest.append(needs)
    ordered = sorted(fewest, key=lambda codes: [int(code.lstrip("M")) for code in codes])
    return cut(["+".join(codes) for codes in ordered], _MOST_NEEDS)


def word(conclusion: Conclusion) -> str:
    """Give a conclusion as one says it: ``negative`` and not ``negative valence``."""
    said = conclusion.label
    for ending in _KIND.get(conclusion.kind, ()):
        said = said.removesuffix(ending)
    return _PLURAL.get(said, said) if conclusion.kind == "type" else said


def words(conclusions: Iterable[Conclusion]) -> str:
    """Give conclusions as one says them, with commas."""
    return ", ".join(map(word, conclusions))


def name(code: str, verdict: Verdict) -> str:
    """Give the label of a code, such as ``AU12 lip corner puller``."""
    return verdict.profile.unit_names.get(code, code)


def tag(code: str, verdict: Verdict) -> str:
    """Give a code with its kind alone, such as ``AU12``."""
    return name(code, verdict).split(" ")[0]


def tags(codes: Sequence[str], verdict: Verdict, most: int = 8) -> str:
    """Give codes with their kinds, with commas, and say how many more there are."""
    return ", ".join(cut([tag(code, verdict) for code in codes], most))


def either(items: Iterable[str]) -> str:
    """Give items with ``or`` between them."""
    return " or ".join(items)


def cut(items: Sequence[str], most: int) -> list[str]:
    """Give the first items; in place of the rest, how many they are."""
    more = len(items) - most
    return [*items[:most], f"and {more} more"] if more > 0 else [*items]


def cited(rule: Rule) -> str:
    """Give a rule with where it stands in print."""
    return f"{rule.label} ({'; '.join(filter(None, (rule.place.label, rule.place.locator)))})"


def upper(text: str) -> str:
    """Give a text with its first letter large."""
    return text[:1].upper() + text[1:]
