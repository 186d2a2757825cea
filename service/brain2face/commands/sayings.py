"""What a user says of materials and subjects on the command line: one for all, or one by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from brain2face.errors import UsageFault

__all__ = ["Sayings"]


@dataclass(frozen=True, slots=True)
class Sayings:
    """Words for each name, and the ``usual`` words for whatever has none of its own."""

    usual: str | None = None
    by_name: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, option: str, values: Iterable[str]) -> Sayings:
        """Read the values of an option, such as ``disgust`` and ``f01=disgust``.

        Raises:
            UsageFault: something is said twice, or nothing is said.
        """
        usual: str | None = None
        by_name: dict[str, str] = {}
        for value in values:
            name, equals, words = (part.strip() for part in value.rpartition("="))
            if not words or (equals and not name):
                raise UsageFault(f"{option} {value!r} says nothing: write disgust or f01=disgust.")
            if (not equals and usual is not None) or name in by_name:
                raise UsageFault(f"{option} is given twice{f' for {name}' if name else ''}.")
            if equals:
                by_name[name] = words
            else:
                usual = words
        return cls(usual, by_name)

    def values(self) -> Collection[str]:
        """Give everything that is said."""
        return [*self.by_name.values(), *([] if self.usual is None else [self.usual])]

    def about(self, *names: str) -> str | None:
        """Give what is said of the first of these names that something is said of."""
        return next((self.by_name[name] for name in names if name in self.by_name), self.usual)
