"""Stores on disk: immutable generations with one writer, the ontology in them, files into them."""

from brain2face.stores.generations import Generations
from brain2face.stores.loading import Source, load_source
from brain2face.stores.ontology import ensure_ontology
from brain2face.stores.reading import Reading

__all__ = ["Generations", "Reading", "Source", "ensure_ontology", "load_source"]
