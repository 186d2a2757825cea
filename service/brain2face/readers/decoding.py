"""In which encoding a text is, from its bytes: sheets come as UTF-8, UTF-16, GB18030 or Latin-1."""

from __future__ import annotations

import codecs
import re

__all__ = ["encoding_of", "mended"]

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


def encoding_of(start: bytes, whole: bool = True) -> str:
    """Name the encoding of a text that begins so.

    Bytes that are not UTF-8 are taken for GB18030 where they come in pairs, as Chinese characters
    do, and for Windows-1252 where they stand alone, as accented letters do.

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
        return _legacy(start)
    return "utf-8"


def mended(text: str) -> tuple[str, str]:
    """Give a text without lost bytes, and what was done; nothing was where that is empty."""
    lost = _LOST.search(text)
    if not lost:
        return text, ""
    encoding = _legacy(_bytes(lost.group()))
    why = f"has the byte {_bytes(lost.group())[0]:#x}, which does not fit the text around it"
    advice = f"it was read as {encoding}"
    return _LOST.sub(lambda run: _bytes(run.group()).decode(encoding, "replace"), text), (
        f"{why}: {advice}"
    )


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
