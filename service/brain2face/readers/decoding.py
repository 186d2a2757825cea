"""In which encoding a text is, from its bytes: sheets come as UTF-8, UTF-16, GB18030 or Latin-1."""

from __future__ import annotations

import codecs
import re

__all__ = ["encoding_of", "lost_bytes", "mended"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_LOST = re.compile("[\udc80-\udcff]+")
_FEW = 0.4
_LINES = 1000
_WIDE = re.compile(r"utf[-_ ]?(7|16|32)", re.IGNORECASE)
_NO_CHARACTER = "\ufffd"


def encoding_of(start: bytes, whole: bool = True) -> str:
    """Name the encoding of a text that begins so.

    Bytes that are not UTF-8 are taken for GB18030 where they come in pairs, as Chinese characters
    do, and for Windows-1252 where they stand alone, as accented letters do. Where some lines are
    UTF-8 and others are not, it is UTF-8, and the others are to be mended.

    Args:
        start: its first bytes.
        whole: whether these are all; otherwise the last character may be cut.
    """
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    pairs = start[: len(start) // 2 * 2]
    zeros_after, zeros_before = pairs[1::2].count(0), pairs[::2].count(0)
    if zeros_after > _FEW * len(pairs) / 2 and not zeros_before:
        return "utf-16-le"
    if zeros_before > _FEW * len(pairs) / 2 and not zeros_after:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start, whole)
    except UnicodeDecodeError:
        legacy = _legacy(start)
        return "utf-8" if _is_mixed(start, legacy) else legacy
    return "utf-8"


def lost_bytes(encoding: str) -> str:
    """Name the way to keep bytes that fit no character: each as it is, or marked as lost.

    Where a character has two bytes or more, what breaks off has no byte that could be kept.
    """
    return "replace" if _WIDE.match(encoding) else "surrogateescape"


def mended(text: str) -> tuple[str, str]:
    """Give a text without lost bytes, and what was done; nothing was where that is empty."""
    if "\0" in text:
        mended_text, _ = mended(text.replace("\0", _NO_CHARACTER))
        return mended_text, "has bytes of zero in it, as damaged files do: see what belongs there"
    lost = _LOST.search(text)
    if not lost:
        if _NO_CHARACTER in text:
            return text, "has a character that is lost (\ufffd): see what belongs there"
        return text, ""
    encoding = _legacy(_bytes(lost.group()))
    why = f"has the byte {_bytes(lost.group())[0]:#x}, which does not fit the text around it"
    advice = f"it was read as {encoding}"
    return _LOST.sub(lambda run: _bytes(run.group()).decode(encoding, "replace"), text), (
        f"{why}: {advice}"
    )


def _is_mixed(start: bytes, legacy: str) -> bool:
    lines = [line for line in re.split(rb"[\r\n]+", start) if _HIGH.search(line)]
    good = sum(1 for line in lines[:_LINES] if _is_utf8(line))
    return good > (0 if legacy == "cp1252" else len(lines[:_LINES]) / 2)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _bytes(lost: str) -> bytes:
    return lost.encode("utf-8", "surrogateescape")


def _legacy(raw: bytes) -> str:
    runs = [len(run) for run in _HIGH.findall(raw)]
    paired = sum(1 for length in runs if length % 2 == 0)
    if paired * 2 > len(runs):
        try:
            codecs.getincrementaldecoder("gb18030")().decode(raw)
        except UnicodeDecodeError:
            return "cp1252"
        return "gb18030"
    return "cp1252"
