"""The names that annotation sheets give their columns, and the data sets known by them.

Names are compared as :func:`~brain2face.readers.table.normal` gives them. Those of DFME have not
been seen, so nothing is claimed of it: its sheet is read if its names are among the usual ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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
    "coder": ("coder", "annotator", "rater", "coderid"),
}
"""The columns that mean the same, by what they mean; where there are two, the first is used."""

_MEANING: Final = {name: meaning for meaning, names in SYNONYMS.items() for name in names}
_ONE_UNIT: Final = re.compile(r"a[ud]0*([0-9]{1,2})")
_TIMES: Final = frozenset({"onset", "apex", "offset"})
_DETAILS: Final = frozenset({"subject", "clip", "name", "onset", "onset seconds", "material"})


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set whose sheet has these columns: ``name`` is its label in the ontology.

    ``without`` are columns by which another data set is told from it; ``also`` gives what a column
    means in its sheet only.
    """

    name: str
    columns: frozenset[str]
    without: frozenset[str] = frozenset()
    also: tuple[tuple[str, str], ...] = ()


def _columns(text: str) -> frozenset[str]:
    return frozenset(map(normal, text.split(";")))


DATA_SETS: Final = (
    DataSet("CASME", _columns("Subject;Filename;OnsetF;ApexF1;OffsetF;AU;Emotion")),
    DataSet(
        "MMEW",
        _columns(
            "Subject;Filename;OnsetFrame;ApexFrame;OffsetFrame;Action Units;Estimated Emotion;"
            "remarks"
        ),
    ),
    DataSet(
        "SAMM",
        _columns(
            "Subject;Filename;Inducement Code;Onset Frame;Apex Frame;Offset Frame;Duration;"
            "Action Units"
        ),
    ),
    DataSet(
        "CASME II",
        _columns(
            "Subject;Filename;OnsetFrame;ApexFrame;OffsetFrame;Action Units;Estimated Emotion"
        ),
    ),
    DataSet(
        "CAS(ME)^2",
        _columns("Subject;video;Onset;Apex;Offset;AU;Estimated Emotion;self-report"),
    ),
    DataSet("CAS(ME)^3", _columns("Subject;Filename;Onset;Apex;Offset;AU;Objective class;emotion")),
    DataSet(
        "CAS(ME)^3",
        _columns("sub;count;onset;offset;au"),
        _columns("apex;emotion"),
        (("count", "clip"),),
    ),
    DataSet("4DME", _columns("sub_ID;fold_name;Onset;Apex;Offset;AUs;Emotion")),
    DataSet(
        "SMIC", _columns("subject;material;onset;offset;emotion"), _columns("apex;au;action units")
    ),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the cells of a header mean: the place of each meaning, from 0, and the data set.

    ``names`` are the header's cells made different from one another, ``one_unit`` the places of
    the columns that are about one code each, by code.
    """

    names: tuple[str, ...]
    places: Mapping[str, int]
    one_unit: Mapping[str, int]
    data_set: DataSet | None

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
        (one for one in DATA_SETS if one.columns <= present and not one.without & present), None
    )
    meanings = _MEANING | dict(data_set.also) if data_set else _MEANING
    places: dict[str, int] = {}
    for place, name in enumerate(plain):
        if name in meanings:
            places.setdefault(meanings[name], place)
    if "clip" not in places and "material" in places:
        places["clip"] = places.pop("material")
    one_unit = {
        found[1]: place for place, name in enumerate(plain) if (found := _ONE_UNIT.fullmatch(name))
    }
    return Columns(_different(header), places, one_unit, data_set)


def _different(header: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"column {place}"
        names.append(f"{name} (column {place})" if name in names else name)
    return tuple(names)
