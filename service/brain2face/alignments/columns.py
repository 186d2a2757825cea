"""The names by which tools write a unit, as notations of the unit: derived, so written only once.

A channel of an instrument or format says which code it stands for; a look-up wants the code that
bears a name. Both are the same statement, read from either end.
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from brain2face.terms import B2F, PREFIXES, SOURCE

__all__ = ["COLUMNS", "NOTATIONS", "add_notations"]

COLUMNS: Final = SOURCE + "brain2face/columns"
NOTATIONS: Final = f"""
PREFIX b2f: <{B2F}>
PREFIX skos: <{PREFIXES["skos"]}>
INSERT {{ GRAPH <{COLUMNS}> {{ ?unit skos:notation ?notation }} }}
WHERE {{
  GRAPH ?choice {{ ?tool b2f:notationType ?type }}
  {{ GRAPH ?place {{
    ?channel b2f:ofInstrument ?tool ; b2f:measures ?unit ; b2f:columnName ?name }} }}
  UNION
  {{ GRAPH ?place {{ ?channel b2f:ofFormat ?tool ; b2f:standsFor ?unit ; b2f:writtenAs ?name }} }}
  FILTER NOT EXISTS {{ ?place b2f:hasStanding b2f:Contradicted }}
  FILTER NOT EXISTS {{ ?place b2f:hasStanding b2f:Disputed }}
  BIND(STRDT(?name, ?type) AS ?notation)
}}
"""


def add_notations(store: ox.Store) -> None:
    """Give each code the notations that the channels in a dataset give it, in ``COLUMNS``.

    A channel that leaves several codes open gives none, nor does one of a place that is
    contradicted or disputed.
    """
    store.update(NOTATIONS)
