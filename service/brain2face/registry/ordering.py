"""The order in which people expect names: AU2 before AU12."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["natural"]


@lru_cache(maxsize=8192)
def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Give a key that sorts AU2 before AU12."""
    parts: list[tuple[int, int | str]] = []
    digits, letters = "", ""
    for sign in name + "\0":
        if sign.isdecimal():
            if letters:
                parts.append((1, letters))
            digits, letters = digits + sign, ""
        else:
            if digits:
                parts.append((0, int(digits)))
            digits, letters = "", letters + sign.casefold()
    return (*parts, (1, letters))
