"""What a user gives, brought into the one form that the coder, the questions and the API take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from brain2face.client.contract import Codes, Given
from brain2face.errors import UsageFault
from brain2face.misreadings import shorten
from brain2face.registry.views import Named

__all__ = [
    "choices_of",
    "coders_of",
    "kinds_of",
    "name_of",
    "parameters_of",
    "score_of",
    "scores_of",
    "text_of",
]

_LONGEST: Final = 200


def score_of(codes: Codes) -> str:
    """Give a score as text: several codes are joined by a plus.

    Raises:
        UsageFault: it is neither a text, nor a number, nor several of them.
    """
    if isinstance(codes, str | int) and not isinstance(codes, bool):
        return _sendable(str(codes))
    if isinstance(codes, Iterable) and not isinstance(codes, bytes | Mapping):
        parts = list(codes)
        if all(isinstance(one, str | int) and not isinstance(one, bool) for one in parts):
            scores = [one for one in parts if "+" in str(one)]
            if scores and len(parts) > 1:
                raise UsageFault(
                    f"A list is the codes of one face, and {scores[0]!r} is a score: code_all takes"
                    " several faces."
                )
            return _sendable("+".join(map(str, parts)))
    raise UsageFault(f"A score is a text such as '1+4+5B', or a list of codes, not {codes!r}.")


def scores_of(scores: Iterable[Codes]) -> Iterator[str]:
    """Give scores as texts, one by one.

    Raises:
        UsageFault: one is none; it is told by its number, from 1.
    """
    if isinstance(scores, str | bytes | Mapping) or not isinstance(scores, Iterable):
        raise UsageFault(f"Scores are given as a list, one a face, not as {scores!r}.")
    for number, codes in enumerate(scores, start=1):
        try:
            yield score_of(codes)
        except UsageFault as error:
            raise UsageFault(f"Score {number}: {error}") from None


def coders_of(
    coders: Mapping[str, Iterable[Codes | None] | Mapping[str, Codes]],
) -> dict[str, dict[str, str]]:
    """Give the scores of each coder by the name of the event; a list is numbered from 1.

    Raises:
        UsageFault: there are fewer than two coders, or a score is none.
    """
    if not isinstance(coders, Mapping):
        raise UsageFault(f"Coders are given by name, each with scores, not as {coders!r}.")
    if len(coders) < 2:
        raise UsageFault(f"Agreement needs two coders or more, and there is {len(coders)}.")
    return {_sendable(str(coder)): _scores(own) for coder, own in coders.items()}


def choices_of(profile: object, instrument: object) -> tuple[str, str]:
    """Give the names of a profile and an instrument as they are.

    Raises:
        UsageFault: one is no text.
    """
    if isinstance(profile, str) and isinstance(instrument, str):
        return profile, instrument
    raise UsageFault("A profile and an instrument are given by their names.")


def text_of(name: str | int | Named) -> str:
    """Give a name as text, whatever it is: of a value that was found, its IRI.

    Raises:
        UsageFault: it is neither.
    """
    if isinstance(name, Named):
        return name.id
    if isinstance(name, str | int) and not isinstance(name, bool):
        return str(name)
    raise UsageFault(f"A name is a text or a number, not {name!r}.")


def name_of(name: str | int | Named) -> str:
    """Give what names a term as text: of a value that was found, its IRI.

    Raises:
        UsageFault: it is no name, or cannot be that of anything.
    """
    text = text_of(name)
    negative = isinstance(name, int) and name < 0
    if text.strip() and text.isprintable() and len(text) <= _LONGEST and not negative:
        return text
    raise UsageFault(
        f"{shorten(text)!r} can be no name: give up to {_LONGEST} letters, digits and signs."
    )


def kinds_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """Give the names of kinds of terms.

    Raises:
        UsageFault: one can be no name, or is several.
    """
    named = tuple(map(name_of, kinds))
    if any("," in name for name in named):
        raise UsageFault("A kind of term has no comma in its name: give each for itself.")
    return named


def parameters_of(parameters: Mapping[str, Given]) -> dict[str, str]:
    """Give the parameters of a question as texts, without those that are none.

    Raises:
        UsageFault: one is neither a text nor a number.
    """
    return {
        name: _parameter(name, str(value) if isinstance(value, float) else text_of(value))
        for name, value in parameters.items()
        if value is not None
    }


def _scores(own: Iterable[Codes | None] | Mapping[str, Codes]) -> dict[str, str]:
    if isinstance(own, str | bytes) or not isinstance(own, Iterable):
        raise UsageFault(f"A coder has a list of scores, one an event, not {own!r}.")
    named = own.items() if isinstance(own, Mapping) else enumerate(own, start=1)
    return {_sendable(str(event)): score_of(codes) for event, codes in named if codes is not None}


def _sendable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageFault(f"{shorten(text)!r} is not valid Unicode text.") from None
    return text


def _parameter(name: str, value: str) -> str:
    if value.strip():
        return value
    raise UsageFault(f"{name} is given nothing: give a name or a number, or leave it out.")
