"""What may be posted, as types; reading, checks and the description are made from them."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

__all__ = [
    "LONGEST_SCORE",
    "MOST_SETS",
    "SCORE",
    "AgreementRequest",
    "CodeRequest",
    "Line",
    "Numbered",
]

MOST_SETS: Final = 10_000
LONGEST_SCORE: Final = 1000
SCORE: Final = "A FACS score"
_MOST_CODERS: Final = 100

_Score = Annotated[
    str,
    Meta(
        max_length=LONGEST_SCORE,
        description=f"{SCORE}, such as `1+4+5B+L12`.",
        examples=["1+4+5+25", "6+12B"],
    ),
]
_Name = Annotated[str, Meta(max_length=LONGEST_SCORE)]


class Numbered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A score with a name of your own for it, which comes back beside the verdict."""

    score: _Score
    id: _Name | None = None


Line = _Score | Numbered
"""A line of what is posted as lines: a score, or a score with a name."""


class CodeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One score, or several, and by whose rules to code them.

    Of `score` and `scores` there is one. What is left out is taken from the address, where it is
    given there.
    """

    score: _Score | msgspec.UnsetType = msgspec.UNSET
    scores: (
        Annotated[
            list[_Score | Numbered],
            Meta(min_length=1, description=f"Up to {MOST_SETS}."),
        ]
        | msgspec.UnsetType
    ) = msgspec.UNSET
    profile: _Name | msgspec.UnsetType = msgspec.UNSET
    instrument: _Name | msgspec.UnsetType = msgspec.UNSET
    strict: bool | msgspec.UnsetType = msgspec.UNSET


class AgreementRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What coders scored: for each coder a score for each event, by its name or in order.

    In order, `null` stands for an event that a coder did not score.
    """

    coders: Annotated[
        dict[str, list[_Score | None] | dict[str, _Score]],
        Meta(
            min_length=2,
            max_length=_MOST_CODERS,
            description="By the name of the coder.",
            examples=[{"ann": ["6+12", "4"], "bob": ["12", "4+7"]}],
        ),
    ]
