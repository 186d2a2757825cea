"""Look-ups as functions of ``brain2face``: terms by their names, and the ways to a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brain2face.client.own import own

if TYPE_CHECKING:
    from brain2face.registry.views import Emotion, Found, Muscle, Named, Term, Unit
    from brain2face.registry.views import Path as Way

__all__ = ["emotion", "muscle", "paths", "search", "term", "unit"]


def search(text: str, *kinds: str, limit: int = 20, offset: int = 0) -> Found:
    """Find terms by any name, by how a name begins, by a word of it, or by a similar one.

    Args:
        text: what is sought: a label, a synonym, a code, a column of a tool, an id.
        kinds: classes such as ``Muscle`` or ``emotion``, of one of which a hit has to be.
        limit: how many hits to give, 1 to 100.
        offset: how many to leave out before them.

    Returns:
        The hits, the best first, each with what met the text and how, and a score from 1 (exact)
        to 0; ``total`` is how many there are on all pages.

    Raises:
        UnknownNameError: there is no such kind.
        UsageFault: ``limit`` or ``offset`` cannot be.

    Examples:
        >>> import brain2face
        >>> brain2face.search("zygo", "muscle", limit=2).hits[0].label
        'zygomaticus'
        >>> brain2face.search("AU01_r").hits[0]
        <Hit AU1: AU1 inner brow raiser>
    """
    return own().search(text, *kinds, limit=limit, offset=offset)


def term(name: str | Named) -> Term:
    """Give all that is known of a term, with who says so.

    Args:
        name: any exact name: IRI, CURIE in any spelling, code, label, synonym, column of a tool,
            or the id of the same thing in another ontology.

    Returns:
        A ``Unit``, ``Emotion`` or ``Muscle`` where it is one, else a ``Term``. Each relation names
        the places in the sources that state it.

    Raises:
        UnknownNameError: nothing is called so; ``nearest`` has the nearest names.
        UsageFault: several things are called so.

    Examples:
        >>> import brain2face
        >>> brain2face.term("lip corner puller")
        <Unit AU12: AU12 lip corner puller>
        >>> brain2face.term("https://w3id.org/brain2face/Fear").label
        'fear'
    """
    return own().term(name)


def unit(code: str | int | Named) -> Unit:
    """Give an action unit, action descriptor or other code of FACS.

    Args:
        code: ``12``, ``"12"``, ``"AU12"``, ``"M55"``, ``"AU12_r"``, or any other exact name.

    Returns:
        The unit, with ``muscles``, ``branches``, ``emotions`` and more, each with the places in the
        sources that state it: it is a claim of theirs, and they differ.

    Raises:
        UnknownNameError: there is no such code; ``nearest`` has the nearest names.

    Examples:
        >>> import brain2face
        >>> brain2face.unit(12).muscles
        (<Link ZygomaticusMajor: zygomaticus major>,)
        >>> brain2face.unit("AU01_r").label
        'AU1 inner brow raiser'
        >>> [place.locator for place in brain2face.unit(12).muscles[0].places][:1]
        ['Figure 1; lines 93, 103 and 160']
    """
    return own().unit(code)


def emotion(name: str | Named) -> Emotion:
    """Give an emotion or affective state.

    Args:
        name: any exact name: ``"fear"``, ``"Fear"``, ``"fearful"``.

    Returns:
        The emotion, with ``units`` that signal it by whatever place, ``exclusive_units`` that
        signal it alone in one source, and the published ``rules`` that conclude it.

    Raises:
        UnknownNameError: there is no such emotion; ``nearest`` has the nearest names.

    Examples:
        >>> import brain2face
        >>> [one.name for one in brain2face.emotion("fear").units][:4]
        ['AU1', 'AU2', 'AU4', 'AU5']
    """
    return own().emotion(name)


def muscle(name: str | Named) -> Muscle:
    """Give a muscle.

    Args:
        name: any exact name: ``"zygomaticus major"``, ``"ZygomaticusMajor"``.

    Returns:
        The muscle, with the nerve ``branches`` that innervate it, and the units that its
        contraction and its relaxation make.

    Raises:
        UnknownNameError: there is no such muscle; ``nearest`` has the nearest names.

    Examples:
        >>> import brain2face
        >>> brain2face.muscle("zygomaticus major").contracts_in
        (<Link AU12: AU12 lip corner puller>,)
    """
    return own().muscle(name)


def paths(unit: str | int | Named) -> tuple[Way, ...]:
    """Give the ways from a cortical area to a unit, voluntary and emotional ones.

    Args:
        unit: as :func:`unit` takes it.

    Returns:
        The ways, each a ``kind`` and its ``steps`` from the cortex to the unit; a step has the
        ``relation`` that leads to it and the places that state that.

    Raises:
        UnknownNameError: there is no such code; ``nearest`` has the nearest names.

    Examples:
        >>> import brain2face
        >>> way = brain2face.paths("AU12")[0]
        >>> way.kind, way.steps[0].label, way.steps[-2].label
        ('voluntary', 'motor cortex', 'zygomaticus major')
    """
    return own().paths(unit)
