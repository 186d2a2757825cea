"""The part of Apache's mod_rewrite that a redirect file for w3id.org uses, to try its rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

__all__ = ["Redirect", "redirected"]

SAFE = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Redirect:
    """Where a request is led, and how."""

    status: int
    location: str


def redirected(file: Path, path: str, query: str = "") -> Redirect | None:
    """Give where the rules of a folder lead a path below it; none where no rule does.

    As Apache does it: the first rule with L that matches ends it, parameters are handed on unless
    the target has its own, and what is not safe in an address is escaped.

    Raises:
        ValueError: a line is none of those that are known here.
    """
    environment: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if line in ("Options -MultiViews", "RewriteEngine on"):
            continue
        if words[0] != "RewriteRule" or len(words) != 4:
            raise ValueError(f"not a line that is known: {line}")
        _, pattern, target, flags = words
        found = re.search(pattern, path)
        if not found:
            continue
        known = dict(flag.partition("=")[::2] for flag in flags.strip("[]").split(","))
        if not known.keys() <= {"E", "R", "L"}:
            raise ValueError(f"not a flag that is known: {line}")
        if "E" in known:
            name, _, value = known["E"].partition(":")
            environment[name] = value
        if target == "-":
            continue
        assert "L" in known
        location = target
        for name, value in environment.items():
            location = location.replace(f"%{{ENV:{name}}}", value)
        for number, part in enumerate(found.groups(), start=1):
            location = location.replace(f"${number}", quote(part or "", safe=SAFE))
        if query and "?" not in location:
            location += f"?{query}"
        return Redirect(int(known["R"]), location)
    return None
