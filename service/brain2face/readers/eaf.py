"""ELAN's EAF documents as tiers of annotations with their times, none of them lost.

pympi-ling keeps the annotations of a tier in a dictionary by ANNOTATION_ID, and real files repeat
that: of 105 annotations with the one id ``a1`` it would keep 16. Such a file also lacks the
reference to a schema, without which pympi-ling reads none. Here every element is an annotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from brain2face.errors import SourceFileError

__all__ = ["Document", "Note", "Tier", "read_document"]

_A_SECOND = {"milliseconds": 1000.0, "PAL-frames": 25.0, "NTSC-frames": 30000 / 1001}
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation: its place in the document (from 1), its text, when it is, in seconds.

    A time is none where ELAN has not aligned it; ``why`` then says so. ``parent`` is the place of
    the annotation that this one refers to.
    """

    place: int
    text: str
    onset: float | None
    offset: float | None
    why: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: its name, who is seen and who annotated, its annotations in the file's order."""

    name: str
    participant: str
    annotator: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The tiers of a document and the name of its first medium."""

    medium: str
    tiers: tuple[Tier, ...]


def read_document(file: BinaryIO, name: str) -> Document:
    """Read a document.

    Raises:
        SourceFileError: it is no XML, no EAF, has a document type (which could make it grow without
            limit or read other files), or counts time in an unknown unit.
    """
    root = _parsed(file, name)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise SourceFileError(f"{name} is no ELAN document: its first element is {root.tag!r}.")
    header = root.find("HEADER")
    unit = (header.get("TIME_UNITS") if header is not None else None) or "milliseconds"
    if unit not in _A_SECOND:
        raise SourceFileError(f"{name} counts time in {unit!r}: milliseconds would be right.")
    slots = {
        slot.get("TIME_SLOT_ID", ""): _time(slot.get("TIME_VALUE"), _A_SECOND[unit])
        for slot in root.iterfind("TIME_ORDER/TIME_SLOT")
    }
    medium = root.find("HEADER/MEDIA_DESCRIPTOR")
    url = (medium.get("MEDIA_URL") if medium is not None else None) or ""
    return Document(PureWindowsPath(url).name, _Reading(root, slots).tiers())


class _Reading:
    """The elements of a document, numbered, so that an annotation finds its parent."""

    def __init__(self, root: Element, slots: Mapping[str, float | None]) -> None:
        self.root, self.slots = root, slots
        self.parent_tier: dict[int, str] = {}
        self.by_name: dict[tuple[str, str], list[int]] = {}
        self.elements: list[Element] = []
        for tier, element in self._annotations():
            self.elements.append(element)
            place = len(self.elements)
            self.parent_tier[place] = tier.get("PARENT_REF", "")
            key = tier.get("TIER_ID", ""), element.get("ANNOTATION_ID", "")
            self.by_name.setdefault(key, []).append(place)

    def _annotations(self) -> Iterator[tuple[Element, Element]]:
        for tier in self.root.iterfind("TIER"):
            for annotation in tier.iterfind("ANNOTATION"):
                for element in annotation:
                    if element.tag in ("ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
                        yield tier, element

    def tiers(self) -> tuple[Tier, ...]:
        notes: dict[int, list[Note]] = {}
        for place, (tier, element) in enumerate(self._annotations(), 1):
            text = "".join(element.findtext("ANNOTATION_VALUE", "")).strip()
            onset, offset, why = self._times(place)
            note = Note(place, text, onset, offset, why, self._parent(place))
            notes.setdefault(id(tier), []).append(note)
        return tuple(
            Tier(
                tier.get("TIER_ID", ""),
                tier.get("PARTICIPANT", ""),
                tier.get("ANNOTATOR", ""),
                tuple(notes.get(id(tier), ())),
            )
            for tier in self.root.iterfind("TIER")
        )

    def _parent(self, place: int) -> int | None:
        reference = self.elements[place - 1].get("ANNOTATION_REF")
        if reference is None:
            return None
        found = self.by_name.get((self.parent_tier[place], reference), [])
        return found[0] if len(found) == 1 else None

    def _times(self, place: int) -> tuple[float | None, float | None, str]:
        seen: set[int] = set()
        while self.elements[place - 1].tag == "REF_ANNOTATION":
            above = self._parent(place)
            if above is None or above in seen:
                return None, None, "refers to no annotation, or to one of several"
            seen.add(above)
            place = above
        element = self.elements[place - 1]
        ends = [self.slots.get(element.get(f"TIME_SLOT_REF{end}", "")) for end in (1, 2)]
        if ends[0] is None or ends[1] is None:
            return ends[0], ends[1], "is not aligned with the medium at both ends"
        return ends[0], ends[1], ""


def _parsed(file: BinaryIO, name: str) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise SourceFileError(
            f"{name} has a document type, which no ELAN document needs: take out <!DOCTYPE ...>."
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        while piece := file.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        where = f"line {error.lineno}, column {error.offset + 1}"
        raise SourceFileError(
            f"{name}, {where}: no whole XML document: {what}. Open it in ELAN and save it again, or"
            " take an earlier copy (ELAN keeps some beside it, .eaf.001)."
        ) from error
    except (LookupError, ValueError) as error:
        why = " ".join(str(error).split())
        raise SourceFileError(
            f"{name}, line 1: it cannot be read in the encoding that it names ({why}): ELAN writes"
            " UTF-8."
        ) from error
    return builder.close()


def _time(value: str | None, a_second: float) -> float | None:
    try:
        return None if value is None else int(value) / a_second
    except ValueError:
        return None
