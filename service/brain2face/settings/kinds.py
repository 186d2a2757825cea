"""The kinds of value that a setting takes: how each is read, checked, and written in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["ADDRESS", "ADDRESSES", "PATH", "SECONDS", "SIZE", "TEXT", "Kind", "whole"]

_LONGEST_SECONDS: Final = 86_400
_SIZE: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:([kmgt])(i?))?(b?)\s*", re.IGNORECASE)
_POWERS: Final = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_URL: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value.

    ``read`` takes text, or what a TOML file holds, and raises ValueError with words that end the
    sentence "VALUE is …". ``shown`` stands for a value in a list of flags.
    """

    shown: str
    read: Callable[[object], object]
    many: bool = False


def whole(least: int, most: int) -> Kind:
    """Make the kind of whole numbers from ``least`` to ``most``."""

    def read(given: object) -> int:
        if isinstance(given, bool) or not re.fullmatch(r"\s*-?[0-9]{1,18}\s*", str(given)):
            raise ValueError("no whole number")
        number = int(str(given))
        if not least <= number <= most:
            raise ValueError(f"not from {least} to {most}")
        return number

    return Kind("NUMBER", read)


def _text(given: object) -> str:
    if not isinstance(given, str | Path):
        raise ValueError("no text")
    text = str(given).strip()
    if not text or not text.isprintable():
        raise ValueError("empty, or holds a character that cannot be printed")
    return text


def _path(given: object) -> Path:
    return Path(_text(given)).expanduser()


def _address(given: object) -> str:
    address = _text(given)
    if not _URL.fullmatch(address):
        raise ValueError("no address: http://… or https://…")
    return address


def _addresses(given: object) -> tuple[str, ...]:
    items = given.split() if isinstance(given, str) else given
    if not isinstance(items, list | tuple):
        raise ValueError("no list of addresses")
    return tuple(_address(item) for item in items)


def _seconds(given: object) -> float:
    try:
        seconds = float("" if isinstance(given, bool) else str(given))
    except ValueError:
        raise ValueError("no number of seconds") from None
    if not 0 < seconds <= _LONGEST_SECONDS:
        raise ValueError(f"not above 0 and at most {_LONGEST_SECONDS} seconds")
    return seconds


def _size(given: object) -> int:
    found = None if isinstance(given, bool) else _SIZE.fullmatch(str(given))
    if found is None:
        raise ValueError("no size: a number of bytes, or as 500kB, 64MB, 2GB, 512MiB")
    number, power, binary, _ = found.groups(default="")
    size = int(float(number) * (1024 if binary else 1000) ** _POWERS[power.lower()])
    if size >= 2**60:
        raise ValueError("a size that no machine has")
    return size


TEXT: Final = Kind("TEXT", _text)
PATH: Final = Kind("PATH", _path)
ADDRESS: Final = Kind("URL", _address)
ADDRESSES: Final = Kind("URL", _addresses, many=True)
SECONDS: Final = Kind("SECONDS", _seconds)
SIZE: Final = Kind("SIZE", _size)
