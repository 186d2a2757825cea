"""What a process and all that it started take of the machine: memory, CPU time, descriptors.

A service is several processes, which share much of their memory. The proportional set size (PSS)
counts each shared page once, divided among those who share it; the sum of the resident set sizes
(RSS) counts it as often as it is shared. Linux only.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Taken", "processes_of", "taken"]

_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PARENT: Final = 1
_CPU: Final = slice(11, 15)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a tree of processes takes.

    Attributes:
        processes: how many there are.
        pss: bytes of memory, shared ones counted once.
        rss: bytes of memory, shared ones counted by each process.
        cpu: seconds of CPU time of those alive, and of those they waited for.
        descriptors: open files and sockets.
    """

    processes: int
    pss: int
    rss: int
    cpu: float
    descriptors: int


def processes_of(root: int) -> list[int]:
    """Give a process and all its descendants, as they are now."""
    parents = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit() and (fields := _fields(folder)):
            parents[int(folder.name)] = int(fields[_PARENT])
    found = [root] if root in parents else []
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def taken(root: int, *, alone: bool = False) -> Taken:
    """Sum up what a process takes, and unless ``alone`` all its descendants.

    One that ends meanwhile counts less.
    """
    pss = rss = descriptors = 0
    cpu = 0.0
    found = [root] if alone else processes_of(root)
    for one in found:
        folder = _PROC / str(one)
        fields = _fields(folder)
        cpu += sum(map(int, fields[_CPU])) / _TICKS if fields else 0
        try:
            sizes = _sizes((folder / "smaps_rollup").read_text(encoding="ascii"))
            pss += sizes["Pss"]
            rss += sizes["Rss"]
            descriptors += len(os.listdir(folder / "fd"))
        except OSError:
            continue
    return Taken(len(found), pss, rss, cpu, descriptors)


def _fields(folder: Path) -> list[str]:
    """Give the fields of ``stat`` after the name, which may hold anything."""
    try:
        return (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _sizes(told: str) -> dict[str, int]:
    rows = (line.split() for line in told.splitlines()[1:])
    return {row[0].rstrip(":"): int(row[1]) * 1024 for row in rows if row[2:] == ["kB"]}
