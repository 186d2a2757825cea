"""The flags of a command and the table of the documents, made from the list of settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from brain2face.settings.fields import Setting, all_settings

__all__ = ["settings_options", "settings_table"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def settings_options(command: _Command) -> _Command:
    """Give a command a flag for each setting, and ``--config``.

    A flag that is not given passes ``None``, or an empty tuple where it can be repeated; what is
    given is checked by ``read_settings`` alone.
    """
    import click

    for setting in reversed(list(all_settings().values())):
        command = click.option(
            setting.flag,
            setting.name,
            metavar=setting.kind.shown,
            multiple=setting.kind.many,
            help=f"{setting.meaning}  [{setting.words}]",
        )(command)
    config = click.option(
        "--config",
        type=click.Path(dir_okay=False),
        metavar="PATH",
        help="A TOML file of settings.  [BRAIN2FACE_CONFIG]",
    )
    return config(command)


def settings_table() -> str:
    """Write the settings as a table in Markdown, as the documents hold it."""
    head = [
        "| flag | environment | TOML | default | what it is |",
        "| --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *map(_row, all_settings().values())]) + "\n"


def _row(setting: Setting) -> str:
    flag = f"`{setting.flag} {setting.kind.shown}`".replace("|", "\\|")
    cells = [flag, f"`{setting.variable}`", f"`{setting.name}`", setting.words, setting.meaning]
    return f"| {' | '.join(cells)} |"
