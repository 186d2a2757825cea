"""What a corpus of scored faces and rated emotions says of each code: Algorithms 1 and 2.

Dong et al. 2022 got their Tables 1 and 2 so. Their pseudocode and their tables do not agree; each
algorithm is there as it is printed and as its published table requires
(``docs/explanation/evidence.md``).
"""

from __future__ import annotations

from brain2face.evidence.corpus import Corpus, Image
from brain2face.evidence.counting import tabulate
from brain2face.evidence.tables import LEAST, Cell, Contributions, Method

__all__ = ["LEAST", "Cell", "Contributions", "Corpus", "Image", "Method", "tabulate"]
