"""What every answer of the registry is made of: a thing with a name, and who says what of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cited", "Link", "Named"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Named:
    """A thing with a name.

    Attributes:
        id: the IRI.
        name: the short name: ``AU12``, ``source/dong2022/table3``, ``UBERON:0008593``.
        label: the English label.
    """

    id: str
    name: str
    label: str

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}: {self.label}>"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cited(Named):
    """A source, or a place in one, with where to look in it: ``Table 3``."""

    locator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Link(Named):
    """A term that another one is related to.

    Attributes:
        places: the places that say so; none where the words of the ontology do.
        default: whether the default graph says so too, which is what a plain query sees.
    """

    places: tuple[Cited, ...] = ()
    default: bool = True
