"""The names that annotation sheets give their columns, and the data sets known by them.

Names are compared as :func:`~brain2face.readers.table.normal` gives them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from brain2face.readers.sheet_data_sets import DATA_SETS, DERIVED, OWN, DataSet
from brain2face.readers.table import normal

__all__ = ["DATA_SETS", "SYNONYMS", "Columns", "DataSet", "columns_of"]

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "id", "event", "image"),
    "subject": ("subject", "sub", "subid", "subjectid", "participant", "participantid", "person"),
    "clip": ("filename", "file", "video", "videoname", "foldname", "clip", "clipname", "sequence"),
    "onset": ("onset", "onsetf", "onsetframe", "start", "startframe"),
    "apex": ("apex", "apexf", "apexf1", "apexframe"),
    "offset": ("offset", "offsetf", "offsetframe", "end", "endframe"),
    "onset seconds": ("onsets", "onsetsec", "onsetseconds", "onsettime"),
    "apex seconds": ("apexs", "apexsec", "apexseconds", "apextime"),
    "offset seconds": ("offsets", "offsetsec", "offsetseconds", "offsettime"),
    "onset milliseconds": ("onsetms", "onsetmsec", "onsetmilliseconds"),
    "apex milliseconds": ("apexms", "apexmsec", "apexmilliseconds"),
    "offset milliseconds": ("offsetms", "offsetmsec", "offsetmilliseconds"),
    "units": (
        *("au", "aus", "actionunit", "actionunits", "aucode", "aucodes", "aulabel", "aulabels"),
        *("facs", "facscode", "facscodes", "facsscore", "score", "units"),
    ),
    "label": ("emotion", "estimatedemotion", "emotionlabel", "emotionclass", "label", "expression"),
    "objective class": ("objectiveclass", "objectiveclasses", "objectclass"),
    "self-report": ("selfreport", "selfreported", "selfreportedemotion", "selfreportemotion"),
    "material": ("material", "stimulus", "inducementcode", "inducement", "film", "elicitation"),
    "rate": ("framerate", "fps", "framespersecond"),
    "coder": ("coder", "annotator", "rater", "coderid"),
}
"""The columns that mean the same, by what they mean; where there are two, the first is used."""

_MEANING: Final = {name: meaning for meaning, names in SYNONYMS.items() for name in names}
_ONE_UNIT: Final = re.compile(r"a[ud]0*([0-9]{1,2})")
_TIMES: Final = frozenset({"onset", "apex", "offset"})
_DETAILS: Final = frozenset({"subject", "clip", "name", "onset", "onset seconds", "material"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What the cells of a header mean: the place of each meaning, from 0, and the data set.

    ``names`` are the header's cells made different from one another, ``one_unit`` the places of
    the columns that are about one code each, by code. ``spare`` are columns that mean the same as
    one that is used, ``derived`` those that follow from the others, by their places. ``width`` is
    the number of cells up to the last one that has a name.
    """

    names: tuple[str, ...]
    places: Mapping[str, int]
    one_unit: Mapping[str, int]
    data_set: DataSet | None
    spare: Mapping[int, str] = field(default_factory=dict)
    derived: frozenset[int] = frozenset()
    width: int = 0

    @property
    def own(self) -> bool:
        """Say whether it is the header of our own table."""
        return self.data_set is OWN

    @property
    def profile(self) -> int | None:
        """Give the place of the profile in our own table, which has a row for each of them."""
        plain = [normal(name) for name in self.names]
        return plain.index("profile") if self.own and "profile" in plain else None

    @property
    def remarks(self) -> tuple[str, ...]:
        """Say which columns are not used because another means the same."""
        return tuple(
            f"has two columns of {meaning}: {self.names[self.places[meaning]]!r} is used, "
            f"{self.names[place]!r} is kept beside it"
            for place, meaning in self.spare.items()
        )

    def is_header(self, cells: Sequence[str]) -> bool:
        """Say whether the cells of a row are the names of these columns."""
        named = [(cell, name) for cell, name in zip(cells, self.names, strict=False) if cell]
        return len(named) > 1 and all(cell == name for cell, name in named)

    @property
    def likeness(self) -> float:
        """Say how surely this is the header of a sheet of annotations, from 0 to 1."""
        if self.data_set:
            return 0.95
        found = self.places.keys()
        if "units" in found and found & _DETAILS:
            return 0.8
        if "label" in found and len(found & _DETAILS) > 1:
            return 0.6
        return 0.4 if "units" in found and "label" in found else 0.0


def columns_of(header: Sequence[str]) -> Columns:
    """Say what the columns of a header mean."""
    plain = [normal(cell) for cell in header]
    present = frozenset(plain)
    data_set = next(
        (one for one in (OWN, *DATA_SETS) if one.columns <= present and not one.without & present),
        None,
    )
    meanings = _MEANING | dict(data_set.also) if data_set else _MEANING
    places: dict[str, int] = {}
    spare: dict[int, str] = {}
    for place, name in enumerate(plain):
        if name in meanings and places.setdefault(meanings[name], place) != place:
            spare[place] = meanings[name]
    if "clip" not in places and "material" in places:
        places["clip"] = places.pop("material")
    one_unit = {
        found[1]: place for place, name in enumerate(plain) if (found := _ONE_UNIT.fullmatch(name))
    }
    derived = [place for place, name in enumerate(plain) if name in DERIVED]
    return Columns(
        _different(header),
        places,
        one_unit,
        data_set,
        spare,
        frozenset(derived if data_set is OWN else ()),
        max((place for place, name in enumerate(plain, 1) if name), default=0),
    )


def _different(header: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"column {place}"
        names.append(f"{name} (column {place})" if name in names else name)
    return tuple(names)
