"""The options of ``code`` for files, as one value: how to read, what an event is, where to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from brain2face.coding.faces import DEFINITION, HABITS
from brain2face.errors import UsageFault
from brain2face.readers import FORMATS

if TYPE_CHECKING:
    from brain2face.coding.files import FileOptions
    from brain2face.events.habits import Habit

__all__ = ["OUTPUTS", "Choices", "file_options"]

OUTPUTS: Final = ("table", "csv", "json", "jsonl", "ttl", "eaf", "emotionml", "svg", "png")
_SUFFIXES: Final = {
    ".turtle": "ttl",
    ".ndjson": "jsonl",
    ".emotionml": "emotionml",
    ".xml": "emotionml",
    ".txt": "table",
    **{f".{name}": name for name in OUTPUTS},
}
_BY: Final = "  [default:"
_OPTIONS: Final[list[tuple[str, str, dict[str, Any]]]] = [
    ("--format", f"What the file is, if that is not seen: {', '.join(FORMATS)}.", {}),
    ("--to", "What to write.  [default: table]", {"type": click.Choice(OUTPUTS)}),
    ("--output", "Where to; its ending says what.", {"type": click.Path(path_type=Path)}),
    ("--rate", "Frames a second of the film, if the file does not say.", {"type": float}),
    ("--sheet", "The sheet of a workbook, by its name.", {}),
    ("--face", "The one face to read, where a tracker found several.", {}),
    ("--encoding", "Of a text whose letters come out wrong: gb18030, latin-1.", {}),
    ("--confidence", f"How sure a tracker must be of a face, 0 to 1.{_BY} 0.8]", {"type": float}),
    ("--threshold", "From which value on a code is present: intensity=2.", {"multiple": True}),
    (
        "--decided-by",
        f"Which of two columns of a code counts.{_BY} presence; intensity with its threshold]",
        {"type": click.Choice(("presence", "intensity"))},
    ),
    ("--gap", f"The longest pause within one movement, in s.{_BY} 0.04]", {"type": float}),
    ("--minimum", f"Leave out movements that are shorter, in s.{_BY} 0]", {"type": float}),
    ("--together", f"Share of their time that joins movements, to 1.{_BY} 0.25]", {"type": float}),
    ("--definition", f"Whose limits say what is a micro-expression.{_BY} {DEFINITION}]", {}),
    ("--habits", f"Whose habits, as blinks, are set aside; or none.{_BY} {HABITS}]", {}),
    ("--habit", "Of a person: s3:45=4 sets 4 aside beside 45 in s3.", {"multiple": True}),
    ("--base", "How names of events begin in Turtle: https://example.org/study1/.", {}),
]
_FRAMES: Final = ("face", "confidence", "threshold", "decided-by", "gap", "minimum")
_EVENTS: Final = ("gap", "minimum", "together")
_READING: Final = ("rate", "sheet", "face", "encoding", "confidence")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for files; what was not chosen is ``None``, empty, or the usual."""

    to: str = ""
    output: Path | None = None
    base: str | None = None
    definition: str = DEFINITION
    given: dict[str, Any] | None = None

    def asking(self, to: str, wanted: bool) -> Choices:
        """Give the same with another output, if it is wanted."""
        return replace(self, to=to) if wanted else self

    def for_files(self) -> list[str]:
        """Name the options given that make sense for a file only."""
        given = {**(self.given or {}), "base": self.base}
        if self.definition != DEFINITION:
            given["definition"] = self.definition
        return [f"--{name}" for name, value in given.items() if value not in (None, ())]

    def for_frames(self) -> list[str]:
        """Name the options given that make sense for a tracker's frames only."""
        given = self.given or {}
        return [f"--{name}" for name in _FRAMES if given.get(name) not in (None, ())]

    def file(self) -> FileOptions:
        """Give what was chosen as options for reading a file.

        Raises:
            UsageFault: a value cannot be; what would be right is said.
        """
        from brain2face.coding.files import FileOptions
        from brain2face.events import EventOptions
        from brain2face.readers import ReadOptions

        given = {name: value for name, value in (self.given or {}).items() if value is not None}
        thresholds = dict(map(_threshold, given.get("threshold", ())))
        habits = given.get("habits", HABITS)
        return FileOptions(
            format=given.get("format"),
            reading=ReadOptions(**{name: given[name] for name in _READING if name in given}),
            events=EventOptions(
                thresholds=thresholds,
                decided_by=given.get("decided-by") or _decisive(thresholds),
                **{name: given[name] for name in _EVENTS if name in given},
            ),
            habits="" if habits == "none" else habits,
            declared=tuple(map(_habit, given.get("habit", ()))),
        )


def file_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options for files, as its argument ``choices``."""

    @wraps(command)
    def wrapped(*args: Any, **values: Any) -> None:
        names = [name.lstrip("-") for name, _, _ in _OPTIONS]
        given = {name: values.pop(name.replace("-", "_")) for name in names}
        to, output = given.pop("to"), given.pop("output")
        base, definition = given.pop("base"), given.pop("definition")
        choices = Choices(to or _ending(output), output, base, definition or DEFINITION, given)
        command(*args, choices=choices, **values)

    for name, words, settings in reversed(_OPTIONS):
        names = ["-o", name] if name == "--output" else [name]
        wrapped = click.option(*names, help=words, **settings)(wrapped)
    return wrapped


def _ending(output: Path | None) -> str:
    if output is None:
        return ""
    if output.suffix.lower() not in _SUFFIXES:
        known = ", ".join(sorted(_SUFFIXES))
        raise UsageFault(f"{output} ends in none of {known}: name one of them, or say --to.")
    return _SUFFIXES[output.suffix.lower()]


def _decisive(thresholds: Mapping[str, float]) -> Literal["presence", "intensity"]:
    """Say which column decides: whoever gives a threshold for intensity means that one."""
    return "intensity" if "intensity" in thresholds and "presence" not in thresholds else "presence"


def _threshold(text: str) -> tuple[str, float]:
    scale, _, value = text.partition("=")
    try:
        return scale.strip(), float(value)
    except ValueError:
        raise UsageFault(
            f"--threshold {text!r} is no scale with a number: write for example intensity=2."
        ) from None


def _habit(text: str) -> Habit:
    from brain2face.events.habits import Habit

    subject, _, rest = text.rpartition(":")
    action, equals, codes = rest.partition("=")
    brought = frozenset(code.strip() for code in codes.split("+"))
    if not equals or not action.strip().isdigit() or not all(one.isdigit() for one in brought):
        raise UsageFault(
            f"--habit {text!r} is no habit: write SUBJECT:ACTION=CODES, as in s3:45=4, or 45=4 for"
            " everybody."
        )
    return Habit(action.strip(), brought, subject.strip())
