"""From a score or a file to verdicts, alike for the command line, a server and a script.

``files`` is a module of its own, since a single score needs none of what it imports.
"""

from brain2face.coding.faces import FaceCoder

__all__ = ["FaceCoder"]
