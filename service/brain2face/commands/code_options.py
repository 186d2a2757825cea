"""The options of ``code`` for files, as one value: how to read, what an event is, where to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from brain2face.errors import UsageFault

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
_OPTIONS: Final[list[tuple[str, dict[str, Any]]]] = [
    ("--format", {"help": "What the file is, where its content does not tell."}),
    ("--to", {"type": click.Choice(OUTPUTS), "help": "What to write.  [default: table]"}),
    ("--output", {"type": click.Path(path_type=Path), "help": "Where to; the ending says what."}),
    ("--rate", {"type": float, "help": "Frames a second, where the file does not say."}),
    ("--sheet", {"help": "The sheet of a workbook."}),
    ("--face", {"help": "The one face to read, where there are several."}),
    ("--encoding", {"help": "The text's encoding, where its content does not tell."}),
    ("--confidence", {"type": float, "help": "The least a tracker must be sure.  [default: 0.8]"}),
    ("--threshold", {"multiple": True, "help": "From which value a code is present: intensity=2."}),
    ("--gap", {"type": float, "help": "The longest pause within a movement, in s."}),
    ("--minimum", {"type": float, "help": "The shortest movement that counts, in s."}),
    ("--together", {"type": float, "help": "Shared part of their time that joins movements."}),
    ("--definition", {"help": "Whose limits of a micro-expression.  [default: dong2022]"}),
    ("--habits", {"help": "Whose habitual actions are set aside; none.  [default: brain2face]"}),
    ("--habit", {"multiple": True, "help": "A person's habit: s3:45=4, in s3 4 comes with 45."}),
    ("--base", {"help": "Beginning of the IRIs of events in Turtle."}),
]
_EVENTS: Final = ("gap", "minimum", "together")
_READING: Final = ("rate", "sheet", "face", "encoding", "confidence")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for files; what was not chosen is ``None``, empty, or the usual."""

    to: str = ""
    output: Path | None = None
    base: str | None = None
    definition: str = "dong2022"
    given: dict[str, Any] | None = None

    def asking(self, to: str, wanted: bool) -> Choices:
        """Give the same with another output, if it is wanted."""
        return replace(self, to=to) if wanted else self

    def for_files(self) -> list[str]:
        """Name the options given that make sense for a file only."""
        return [
            f"--{name}" for name, value in (self.given or {}).items() if value not in (None, ())
        ]

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
        habits = given.get("habits", "brain2face")
        return FileOptions(
            format=given.get("format"),
            reading=ReadOptions(**{name: given[name] for name in _READING if name in given}),
            events=EventOptions(
                thresholds=thresholds, **{name: given[name] for name in _EVENTS if name in given}
            ),
            habits="" if habits == "none" else habits,
            declared=tuple(map(_habit, given.get("habit", ()))),
        )


def file_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options for files, as its argument ``choices``."""

    @wraps(command)
    def wrapped(*args: Any, **values: Any) -> None:
        given = {name.lstrip("-"): values.pop(name.lstrip("-")) for name, _ in _OPTIONS}
        to, output = given.pop("to"), given.pop("output")
        base, definition = given.pop("base"), given.pop("definition")
        choices = Choices(to or _ending(output), output, base, definition or "dong2022", given)
        command(*args, choices=choices, **values)

    for name, settings in reversed(_OPTIONS):
        names = ["-o", name] if name == "--output" else [name]
        wrapped = click.option(*names, **settings)(wrapped)
    return wrapped


def _ending(output: Path | None) -> str:
    if output is None:
        return ""
    if output.suffix.lower() not in _SUFFIXES:
        known = ", ".join(sorted(_SUFFIXES))
        raise UsageFault(f"{output} ends in none of {known}: name one of them, or say --to.")
    return _SUFFIXES[output.suffix.lower()]


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
