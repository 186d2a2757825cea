"""Sets of codes as the bits of a number, since one face is held against hundreds of ways.

The place of a bit is the place of its code in a score: by number, a position before a movement.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

__all__ = ["bit_of", "bits_of", "codes_of"]

_REMEMBERED = 4096


@cache
def bit_of(code: str) -> int:
    """Give the number that stands for one code, such as ``M55``."""
    return 1 << 2 * int(code.lstrip("M")) + code.startswith("M")


def bits_of(codes: Iterable[str]) -> int:
    """Give the number that stands for codes of which none comes twice."""
    return sum(map(bit_of, codes))


@lru_cache(_REMEMBERED)
def codes_of(bits: int) -> tuple[str, ...]:
    """Give the codes that a number stands for, in the order of a score."""
    found = []
    while bits:
        place = (bits & -bits).bit_length() - 1
        found.append(f"{'M' * (place % 2)}{place // 2}")
        bits &= bits - 1
    return tuple(found)
