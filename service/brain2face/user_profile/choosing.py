"""Which profile is meant: one of the ontology by its name, or a file of rules by its path."""

from __future__ import annotations

from pathlib import Path

from brain2face.errors import EnvironmentFault, SourceFileError, UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile
from brain2face.rules import Profile

__all__ = ["load_user_profile", "profile_of"]

_GRAPHS = {".ttl", ".trig"}
_TABLES = {".csv", ".tsv", ".txt"}


def profile_of(knowledge: Knowledge, name_or_path: str) -> Profile:
    """Give a profile by its name, or a user's own by the path of its file.

    Raises:
        UnknownNameError: no profile is called so, and no file either.
        SourceFileError: the file, or a rule of the profile, cannot be used.
        EnvironmentFault: what looks like a path leads to no file, or to one that is not readable.
    """
    try:
        return compile_profile(knowledge, name_or_path)
    except UnknownNameError:
        path = Path(name_or_path)
        if not path.is_file() and path.suffix.lower() not in _GRAPHS | _TABLES:
            raise
    return load_user_profile(path, knowledge)


def load_user_profile(path: Path, knowledge: Knowledge) -> Profile:
    """Read a user's rules: Turtle (``.ttl``, ``.trig``) or a table (``.csv``, ``.tsv``, ``.txt``).

    The profile is named after the file. The knowledge stays as it is.

    Raises:
        SourceFileError: the file cannot be used; the message says where and what would be right.
        EnvironmentFault: there is no such file, or it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in _GRAPHS | _TABLES:
        known = ", ".join(sorted(_GRAPHS | _TABLES))
        raise SourceFileError(f"{path} is no file of rules by its name: use one of {known}.")
    text = _read(path)
    if suffix in _GRAPHS:
        from brain2face.user_profile.rule_graph import profile_from_graph

        return profile_from_graph(path, text, knowledge)
    from brain2face.user_profile.rule_table import profile_from_table

    return profile_from_table(path, text, knowledge)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceFileError(
            f"{path}, line {line}: a byte is not UTF-8; save the file as UTF-8."
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault(f"{path} cannot be read: {reason}.") from None
