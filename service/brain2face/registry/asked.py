"""What may be asked of the registry: refused in words where it cannot be, told where it is else."""

from __future__ import annotations

from typing import Final
from unicodedata import category

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.registry.index import Index
from brain2face.terms import B2F

__all__ = ["another_kind", "check_page", "check_text"]

_LONGEST: Final = 200
_MOST: Final = 100
_UNREADABLE: Final = ("Cc", "Cs")
_CALLED: Final = ("ActionUnit", "ActionDescriptor", "FacsCode", "Emotion", "Muscle", "CodingRule")
_VOWELS: Final = "aeiou"


def check_text(field: str, text: str) -> None:
    """Prove that a text can be a name.

    Raises:
        UsageFault: it is empty, too long or has control characters.
    """
    if not text.strip():
        raise UsageFault(f"{field} is empty: give a name, a code or some words.")
    if len(text) > _LONGEST:
        raise UsageFault(f"{field} has {len(text)} characters: give {_LONGEST} at most.")
    for sign in text:
        if category(sign) in _UNREADABLE:
            raise UsageFault(
                f"{field} has the control character U+{ord(sign):04X}: give letters, digits, signs."
            )


def check_page(offset: object, limit: object) -> None:
    """Prove that there can be such a page.

    Raises:
        UsageFault: a number is none, or out of range.
    """
    for field, given, right in (
        ("offset", offset, "0 or more"),
        ("limit", limit, f"1 to {_MOST}"),
    ):
        if not isinstance(given, int) or isinstance(given, bool):
            raise UsageFault(f"{field}={given!r} is not a whole number: give {right}.")
    if isinstance(offset, int) and offset < 0:
        raise UsageFault(f"offset={offset} is negative: give 0 or more.")
    if isinstance(limit, int) and not 1 <= limit <= _MOST:
        raise UsageFault(f"limit={limit} is out of range: give 1 to {_MOST}.")


def another_kind(index: Index, kind: str, name: str, term: str) -> UnknownNameError:
    """Make the fault that nothing of a kind is called so, but that a term of another kind is."""
    error = UnknownNameError(kind, name, ())
    error.args = (f"{error.args[0]} {name!r} is {_of_kind(index, term)} and not {_one(kind)}.",)
    return error


def _of_kind(index: Index, term: str) -> str:
    kinds = index.kinds.of(term)
    for name in _CALLED:
        if B2F + name in kinds:
            return _one(index.label(B2F + name))
    stated = sorted(one for one in index.kinds.types.get(term, ()) if one.startswith(B2F))
    return _one(index.label(stated[0])) if stated else "a word of the ontology"


def _one(kind: str) -> str:
    return f"{'an' if kind[0].lower() in _VOWELS else 'a'} {kind}"
