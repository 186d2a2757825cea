"""The registry of terms: search them, tell them by any name, describe all that is known of them."""

from brain2face.registry.finding import Registry
from brain2face.registry.identity import iri_of, local_name

__all__ = ["Registry", "iri_of", "local_name"]
