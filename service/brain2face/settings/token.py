"""The token that updates must bear: read from where few can read it, and never shown."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Final

from brain2face.errors import SourceFileError, UsageFault

__all__ = ["check_token", "token_of_file"]

_TOKEN: Final = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_SHORT: Final = 16
_LONGEST: Final = 4096


def token_of_file(path: Path) -> tuple[str, tuple[str, ...]]:
    """Read a token from a file; give it, and what its owner should know.

    A file that every user can read is remarked, as secrets are mounted so in containers. One that
    others can change is refused: they would choose the token.

    Raises:
        SourceFileError: it cannot be read, or others can change it.
        UsageFault: what it holds is no token.
    """
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(path.stat().st_mode)
            content = file.read(_LONGEST + 1)
        text = content.decode("ascii").strip()
    except OSError as error:
        raise SourceFileError(f"The file of the token, {path}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageFault(f"{path} holds no token: {_IS}.") from None
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise SourceFileError(
            f"Other users can change {path}, the file of the token: chmod 600 {path}"
        )
    token, remarks = check_token(text, str(path))
    if mode & stat.S_IROTH:
        remarks += (f"Every user of this machine can read {path}, the file of the token.",)
    return token, remarks


def check_token(text: str, where: str) -> tuple[str, tuple[str, ...]]:
    """Give a token, and a remark where it is short; ``where`` names it in what is said.

    Raises:
        UsageFault: it cannot stand in the header of a request.
    """
    token = text.strip()
    if not _TOKEN.fullmatch(token) or len(token) > _LONGEST:
        raise UsageFault(f"{where} holds no token: {_IS}.")
    short = f"The token of {where} has fewer than {_SHORT} characters and can be guessed."
    return token, ((short,) if len(token) < _SHORT else ())


_IS: Final = f"one is 1 to {_LONGEST} letters, digits and . _ ~ + / -, then perhaps ="
