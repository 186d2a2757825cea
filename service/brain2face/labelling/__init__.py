"""A label from three conditions: what the face shows, what was shown to it, what was felt."""

from __future__ import annotations

from brain2face.labelling.conditions import Condition
from brain2face.labelling.deciding import Labelled, label
from brain2face.labelling.meanings import Meanings
from brain2face.labelling.nested import NastyNice, nasty_nice

__all__ = ["Condition", "Labelled", "Meanings", "NastyNice", "label", "nasty_nice"]
