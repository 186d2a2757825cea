"""The mapping sets as the tables of SSSOM that they were read from, byte for byte."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from brain2face.errors import EnvironmentFault
from brain2face.files import mapping_files
from brain2face.terms import B2F, MAPPINGS

__all__ = ["TABLE", "TABLE_TYPE", "has_table", "table_of"]

TABLE: Final = "sssom.tsv"
TABLE_TYPE: Final = "text/tab-separated-values; charset=utf-8"


def has_table(name: str) -> bool:
    """Say whether a name, such as ``mappings/uberon``, is that of a mapping set with a table."""
    return name in _tables()


def table_of(name: str) -> bytes:
    """Give the table of a mapping set that has one."""
    return _tables()[name]


@lru_cache(maxsize=1)
def _tables() -> dict[str, bytes]:
    folder = MAPPINGS.removeprefix(B2F)
    found = {}
    for path in mapping_files():
        try:
            found[folder + path.name.removesuffix(f".{TABLE}")] = path.read_bytes()
        except OSError as error:
            raise EnvironmentFault(f"{path} cannot be read: {error}.") from None
    return found
