"""Coding, comparing and asking as functions of ``brain2face``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from brain2face.client.own import own

if TYPE_CHECKING:
    from brain2face.client.contract import Codes, Given
    from brain2face.client.rows import Rows
    from brain2face.client.views import Agreed, CodedFace

__all__ = ["agree", "ask", "code", "code_all"]


def code(
    score: Codes, profile: str | Path = "dong2022", instrument: str = "", *, strict: bool = False
) -> CodedFace:
    """Code one face by the rules of a profile, with reasons.

    A verdict says which published rules a face meets. It does not say what a person feels.

    Args:
        score: a FACS score such as ``"1+4+5B+L12"``, one code, or a list of codes. Grades run from
            A (trace) to E (maximum); a side is the letter before the number.
        profile: whose rules, by name; ``connect().profiles()`` lists them. A ``pathlib.Path`` is a
            file of rules of your own (Turtle, TriG, CSV or TSV), which no service takes.
        instrument: what scored the face, such as ``"openface"``: a code that it does not measure is
            neither present nor absent. A person, if it is left out.
        strict: refuse a score of which a part is open or cannot be read; without, it is coded by
            what is certain, and ``remarks`` tell the rest.

    Returns:
        The verdict: ``outcome``, ``results``, the ``fired`` rules with their places in the sources,
        a ``ranking`` with scores from 0 to 1, and everything else in ``data``.

    Raises:
        UnknownNameError: there is no such profile or instrument; ``nearest`` has the nearest.
        UsageFault: the score cannot be read; the message names the column and what would be right.

    Examples:
        >>> import brain2face
        >>> face = brain2face.code("1+4+5+25")
        >>> face.verdict
        'ambiguous: fear or sadness'
        >>> [rule.printed for rule in face.fired]
        ['4', '1+4+5+25', '4+5']
        >>> brain2face.code([6, 12], "facs2002").results[0].label
        'happiness'
        >>> "24" in brain2face.code("6+12", instrument="openface").not_observable
        True
    """
    return own().code(score, profile, instrument, strict=strict)


def code_all(
    scores: Iterable[Codes],
    profile: str | Path = "dong2022",
    instrument: str = "",
    *,
    strict: bool = False,
) -> list[CodedFace]:
    """Code many faces by the rules of a profile.

    Args:
        scores: the faces, each as :func:`code` takes it.
        profile: whose rules.
        instrument: what scored the faces.
        strict: refuse a score of which a part is open or cannot be read.

    Returns:
        One verdict a face, in the same order.

    Raises:
        UnknownNameError: there is no such profile or instrument; ``nearest`` has the nearest.
        UsageFault: a score cannot be read; it is told by its number, from 1.

    Examples:
        >>> import brain2face
        >>> [face.verdict for face in brain2face.code_all(["6+12", "1+2+5+26", "0"])]
        ['happiness', 'surprise', 'neutral']
    """
    return own().code_all(scores, profile, instrument, strict=strict)


def agree(coders: Mapping[str, Iterable[Codes | None] | Mapping[str, Codes]]) -> Agreed:
    """Compare what two coders or more scored.

    Args:
        coders: by the name of the coder, a list of scores in the order of the events, with none
            where the coder scored none; or the scores by the name of the event.

    Returns:
        The published ratio (twice the agreed codes over all codes, for two coders: 0 to 1), pooled
        over the events, event by event, and for each code kappa, alpha, AC1 and more (-1 to 1). A
        figure that is undefined has the value none, and says why; some need
        ``pip install 'brain2face[agreement]'``.

    Raises:
        UsageFault: there are fewer than two coders, or a score cannot be read.

    Examples:
        >>> import brain2face
        >>> both = brain2face.agree({"ann": ["6+12", "4+9"], "bob": ["12", "4+9"]})
        >>> round(both.pooled.published.value, 3)
        0.857
        >>> both.events[0].disputed
        ('6',)
    """
    return own().agree(coders)


def ask(question: str, /, **parameters: Given) -> Rows:
    """Answer one of the competency questions, by its name.

    Args:
        question: its name; ``connect().questions()`` lists them with their parameters.
        parameters: what is filled in: a name of a thing in any spelling, a value that a look-up
            gave, a text or a number. None leaves an optional one out.

    Returns:
        A sequence of dicts from column to value. An IRI is a text; ``short()`` shortens those of
        brain2face; ``to_pandas()``, ``to_polars()`` and ``to_csv()`` give a frame or a file.

    Raises:
        UnknownNameError: no such question or parameter, or a value that names nothing.
        UsageFault: a required parameter is missing, or a number is none.

    Examples:
        >>> import brain2face
        >>> rows = brain2face.ask("exclusive-units", emotion="fear", source="dong2022")
        >>> rows.columns
        ('emotion', 'unit', 'label', 'source', 'place')
        >>> rows[0]["label"]
        'AU20 lip stretcher'
        >>> rows.short()[0]["unit"]
        'AU20'
    """
    return own().ask(question, **parameters)
