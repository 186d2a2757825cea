"""What the registry gives: terms, hits and paths as plain values, the same in Python and in JSON.

A field of these classes is a member of the JSON of the web API, by the same name.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from brain2face.registry.found import Found, Hit, Path, Step
from brain2face.registry.named import Cited, Link, Named

__all__ = [
    "Cited",
    "Column",
    "Emotion",
    "Found",
    "Hit",
    "Link",
    "Mapping",
    "Muscle",
    "Named",
    "Path",
    "Step",
    "Term",
    "Unit",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column by which a tool writes a unit.

    Attributes:
        column: its name: ``AU01_r``, ``browInnerUp``.
        instrument: the tool.
        side: the side of the face, where the column has one.
        places: who says so.
    """

    column: str
    instrument: Named
    side: Named | None = None
    places: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mapping(Named):
    """A term of another ontology; ``name`` is its CURIE.

    Attributes:
        set: the mapping set that says so.
        comment: what its maker noted, where anything.
    """

    set: Named
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Term(Named):
    """All that is known of one term.

    Attributes:
        definition: one English sentence; none where the term has none.
        types: its classes, as stated.
        synonyms: other names.
        notations: codes of the Facial Action Coding System and of others.
        examples: the term at work.
        counter_examples: what it is not.
        notes: what to know beside the definition.
        sources: where the word comes from.
        relations: what it is related to, by the short name of the relation.
        incoming: what is related to it, by the short name of the relation.
        mappings: terms of other ontologies, by ``exactMatch``, ``closeMatch`` and so on.
        picture: the address of a drawing of it, where there is one.
        values: other texts and numbers of it, by the short name of what they tell.
    """

    definition: str | None = None
    types: tuple[Named, ...] = ()
    synonyms: tuple[str, ...] = ()
    notations: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()
    relations: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    incoming: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    mappings: dict[str, tuple[Mapping, ...]] = field(default_factory=dict)
    picture: str | None = None
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Unit(Term):
    """A code of the Facial Action Coding System.

    Attributes:
        code: as FACS writes it: ``12``, ``M55``.
        muscles: that contract in it.
        relaxed_muscles: that relax in it.
        branches: nerve branches that control it.
        emotions: that it signals, by whatever place.
        exclusive_to: the emotions that it alone signals, as derived.
        excludes: codes that cannot be scored beside it.
        columns: how tools write it.
    """

    code: str
    muscles: tuple[Link, ...] = ()
    relaxed_muscles: tuple[Link, ...] = ()
    branches: tuple[Link, ...] = ()
    emotions: tuple[Link, ...] = ()
    exclusive_to: tuple[Link, ...] = ()
    excludes: tuple[Link, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Emotion(Term):
    """An emotion or affective state.

    Attributes:
        units: that signal it, by whatever place.
        exclusive_units: that signal it alone, as derived.
        rules: the published rules that conclude it.
    """

    units: tuple[Link, ...] = ()
    exclusive_units: tuple[Link, ...] = ()
    rules: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Muscle(Term):
    """A muscle.

    Attributes:
        branches: nerve branches that innervate it, by whatever place.
        contracts_in: units that its contraction makes.
        relaxes_in: units that its relaxation makes.
    """

    branches: tuple[Link, ...] = ()
    contracts_in: tuple[Link, ...] = ()
    relaxes_in: tuple[Link, ...] = ()
