"""A progress bar for long files, on standard error and only where somebody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Final, TypeVar

__all__ = ["watched"]

_AFTER: Final = 1.0
_EVERY: Final = 500
_T = TypeVar("_T")


def watched(items: Iterator[_T], total: int | None) -> Iterator[_T]:
    """Give the items on; after a second, show how many of about ``total`` have passed."""
    if not sys.stderr.isatty():
        return items
    return _counted(items, total)


def _counted(items: Iterator[_T], total: int | None) -> Iterator[_T]:
    start = time.monotonic()
    count = 0
    for count, item in enumerate(items, 1):
        yield item
        if count % _EVERY == 0 and time.monotonic() - start > _AFTER:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("[progress.description]{task.description}", BarColumn(), MofNCompleteColumn())
    shown = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    with shown:
        task = shown.add_task("rows read", total=max(total, count) if total else None)
        shown.update(task, completed=count)
        for number, item in enumerate(items, count + 1):
            yield item
            if number % _EVERY == 0:
                shown.update(task, completed=number)
