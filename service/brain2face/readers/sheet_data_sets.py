"""The data sets whose annotation sheets are known by their columns, and our own table.

Names are compared as :func:`~brain2face.readers.table.normal` gives them. Those of DFME have not
been seen, so nothing is claimed of it: its sheet is read if its names are among the usual ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from brain2face.readers.table import normal

__all__ = ["DATA_SETS", "DERIVED", "OWN", "DataSet"]


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

OWN: Final = DataSet(
    "brain2face",
    _columns("name;onset_s;offset_s;frame_rate;score;doubtful;unseen;beside;instrument;extra"),
    also=tuple((name, name) for name in ("doubtful", "unseen", "beside", "instrument", "extra")),
)
"""The table that ``brain2face code --to csv`` writes."""

DERIVED: Final = _columns(
    "row;duration_s;length;definition;profile;verdict;outcome;results;valence;micro_type;rules;"
    "undecided"
)
"""Columns of our own table that say again what follows from the others."""
