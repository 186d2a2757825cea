"""The knowledge graph and query service of facial expression coding, from the brain to the face."""

__all__ = ["__version__"]

__version__ = "0.2.0"
