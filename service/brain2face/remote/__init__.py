"""The questions and the coder over any SPARQL 1.1 store, and the ontology put there."""

from brain2face.remote.access import ENDPOINT, Access
from brain2face.remote.endpoint import Remote
from brain2face.remote.publishing import Published, publish
from brain2face.remote.refusals import Overworked

__all__ = ["ENDPOINT", "Access", "Overworked", "Published", "Remote", "publish"]
