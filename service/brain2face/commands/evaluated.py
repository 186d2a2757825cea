"""Where the figures of an evaluation go, and in which form."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final, Literal

import click

from brain2face.assessment.data import as_csv, as_data
from brain2face.assessment.evaluation import Evaluation
from brain2face.assessment.text import as_text
from brain2face.errors import EnvironmentFault, UsageFault

__all__ = ["form_of", "write_evaluation"]

_WIDEST: Final = 100
_PICTURES: Final[dict[str, Literal["svg", "png"]]] = {".svg": "svg", ".png": "png"}
_ENDINGS: Final = {".csv": "csv", ".json": "json", ".txt": "table"}


def form_of(to: str | None, as_json: bool, output: Path | None) -> str:
    """Say what is to be written: ``table``, ``csv`` or ``json``.

    Raises:
        UsageFault: two forms are asked for, or the ending of the file says none.
    """
    if as_json and to not in (None, "json"):
        raise UsageFault(f"--json and --to {to} ask for two formats; give one of them.")
    ending = output.suffix.lower() if output else ""
    if output and ending not in (*_PICTURES, *_ENDINGS):
        known = ", ".join(sorted((*_PICTURES, *_ENDINGS)))
        raise UsageFault(f"{output} ends in none of {known}: name one of them.")
    return "json" if as_json else to or _ENDINGS.get(ending, "table")


def write_evaluation(found: Evaluation, to: str, output: Path | None) -> None:
    """Write an evaluation to a file or to standard output; a picture goes beside the latter.

    Raises:
        UsageFault: there is nothing to draw.
        EnvironmentFault: the file cannot be written, or a picture needs what is not installed.
    """
    if to == "json":
        text = json.dumps(as_data(found), ensure_ascii=False, indent=2)
    elif to == "csv":
        text = as_csv(found).rstrip("\n")
    else:
        text = as_text(found, min(_WIDEST, shutil.get_terminal_size().columns))
    drawn = _PICTURES.get(output.suffix.lower()) if output else None
    if output is None or drawn:
        click.echo(text)
    if output is None:
        return
    content = f"{text}\n".encode()
    if drawn:
        from brain2face.writers.assessment import draw_assessment

        content = draw_assessment(found, drawn)
    part = output.with_name(f"{output.name}.part")
    try:
        part.write_bytes(content)
        part.replace(output)
    except OSError as error:
        raise EnvironmentFault(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
