"""Names made comparable: whatever their case, accents, signs, leading zeros and camel humps."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["fold", "words"]

_SIGNS: Final = re.compile(r"[\W_]+")
_ZEROS: Final = re.compile(r"(?<!\d)0+(?=\d)")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CODE: Final = re.compile(r"\b(au|ad|m)\s+(?=\d)")
_MINUS: Final = re.compile(r"^\s*[-\u2212][-\u2212\s]*(?=\w)|(?<=\s)[-\u2212](?=[^\W\d])")
_KEPT: Final = "-"


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Take case and accents away."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """Give the letters and digits alone: ``AU 012`` and ``au_12`` are both ``au12``.

    A minus before a name or a number turns what it means round, and stays.
    """
    bare = _KEPT.join(_SIGNS.sub("", part) for part in _MINUS.split(_plain(text)))
    return _ZEROS.sub("", bare) if "0" in bare else bare


def words(text: str) -> tuple[str, ...]:
    """Split into words: ``browInnerUp`` is ``brow``, ``inner``, ``up``; ``AU 12`` is ``au12``."""
    spaced = _SIGNS.sub(" ", _plain(_HUMP.sub(" ", text)))
    return tuple(_ZEROS.sub("", _CODE.sub(r"\1", spaced)).split())
