"""The coder: a face and a profile give a verdict that names its reasons.

It knows codes and rules as values; it neither reads the ontology nor words an explanation.
"""

from brain2face.coder.coding import code

__all__ = ["code"]
