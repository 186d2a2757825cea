"""What a spreadsheet makes of a score that it takes for a date, a time or a number.

``1.2`` becomes a number, ``1-2`` a date, ``12E+9`` a number with an exponent. Each is named, with
what may have been written. Which of the codes exist is not known here. A text that would be taken
for a formula is guarded by an apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["MONTH", "Damage", "damage_of", "guarded", "lost_in", "unguarded"]

_MONTHS = (
    *("JAN(UARY)?", "FEB(RUARY)?", "MAR(CH)?|MRZ", "APR(IL)?", "MA[YI]", "JUNE?", "JULY?"),
    *("AUG(UST)?", "SEPT?(EMBER)?", "O[CK]T(OBER)?", "NOV(EMBER)?", "DE[CZ](EMBER)?"),
)
MONTH = f"({'|'.join(_MONTHS)})"
_DATE = re.compile(
    r"([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})"
    r"([T ][0-9]{1,2}:[0-9]{2}(:[0-9.]+)?)?"
    rf"|[0-9]{{1,4}}[-/. ]*{MONTH}([-/. ]*[0-9]{{1,4}})?|{MONTH}[-/. ]*[0-9]{{1,4}}"
    r"|([0-9]{1,4}年)?[0-9]{1,2}月[0-9]{1,2}日?"
)
_MAYBE_DATE = re.compile(r"[0-9]{1,2}([-/])[0-9]{1,2}\1[0-9]{1,2}")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?")
_EXPONENT = re.compile(r"([0-9]{1,20})\.([0-9]{1,20})E\+?([0-9]{1,3})")
_WHOLE = re.compile(r"([0-9]+)\.0+")
_DOTTED = re.compile(r"[0-9]+(\.[0-9]+)+")
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|#+")
_LOOK_UP = "look up what was scored and keep the column as text"
_FIRST_DAY = date(1899, 12, 30)
_DAYS = range(20_000, 60_000)
_LONGEST = 120
_FORMULA = re.compile(r"['=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True, slots=True)
class Damage:
    """Why a token is damaged and what is right; ``codes`` may have been scored, ``code`` was."""

    reason: str
    advice: str
    codes: tuple[str, ...] = ()
    code: str | None = None


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    A text that begins with an apostrophe gets one more, so that :func:`unguarded` gives every text
    back as it was.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give back the text that :func:`guarded` was given."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text


def damage_of(token: str) -> Damage | None:
    """Say what a spreadsheet did to a ``token`` in upper case; nothing if it did nothing."""
    if _DATE.fullmatch(token):
        return Damage("is a date, into which a spreadsheet turns a score", _perhaps(token))
    if _MAYBE_DATE.fullmatch(token):
        reason = "is a date, into which a spreadsheet turns a score, or leaves open what was seen"
        return Damage(reason, _LOOK_UP, _numbers(token))
    if _TIME.fullmatch(token):
        return Damage("is a time of day, into which a spreadsheet turns a score", _LOOK_UP)
    if found := _EXPONENT.fullmatch(token):
        whole, part, power = found.groups()
        written = _exponents(whole + part.rstrip("0"), int(power) - len(part.rstrip("0")))
        reason = "is a number with an exponent, into which a spreadsheet turns an E before a +"
        advice = f"{' or '.join(written)} would give it: {_LOOK_UP}" if written else _LOOK_UP
        return Damage(reason, advice, tuple(n for one in written for n in _numbers(one)))
    if found := _WHOLE.fullmatch(token):
        number = found[1].lstrip("0") or "0"
        reason = "is a code of which a sheet made a number"
        if len(number) <= 2:
            return Damage(reason, f"write {number}", code=number)
        return Damage("is a number with a decimal point", lost_in(number))
    if _DOTTED.fullmatch(token):
        advice = f"write {token.replace('.', '+')} if that was scored"
        return Damage(
            "looks like spreadsheet damage, a number made of codes", advice, _numbers(token)
        )
    if _ERROR.fullmatch(token):
        return Damage("is an error of a spreadsheet, not what was scored", _LOOK_UP)
    return None


def lost_in(digits: str) -> str:
    """Say what may have become a number that is too large for a code."""
    advice = "codes have one or two digits, and a + may be lost"
    if len(digits) > _LONGEST:
        return advice
    if int(digits) in _DAYS:
        day = _FIRST_DAY + timedelta(days=int(digits))
        advice += f"; or it is the date {day}, into which a spreadsheet turns a score"
    significant = digits.rstrip("0")
    if written := _exponents(significant, len(digits) - len(significant)):
        advice += f"; or a spreadsheet made it of {' or '.join(written)}"
    return advice


def _perhaps(day: str) -> str:
    named = [number for number, month in enumerate(_MONTHS, 1) if re.search(month, day)]
    bare = re.sub(r"[0-9]{3,}年?|[T ][0-9]+:.*", "", day)
    numbers = sorted({int(one) for one in _numbers(bare)[:2]} | set(named))
    codes = "+".join(map(str, numbers))
    return f"look up what was scored, perhaps {codes}, and keep the column as text"


def _exponents(significant: str, power: int) -> list[str]:
    number, written = int(significant or "0"), []
    while 0 < number <= 98 and power > 0:
        if power <= 98:
            written.append(f"{number}E+{power}")
        number, power = number * 10, power - 1
    return written


def _numbers(token: str) -> tuple[str, ...]:
    return tuple(one.lstrip("0") or "0" for one in re.findall("[0-9]+", token))
